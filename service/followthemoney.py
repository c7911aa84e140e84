"""What reports say as FollowTheMoney entities, for Aleph, OpenSanctions and other tools that read them.

One JSON object a line: `id`, `schema` and `properties`, each a list of strings. Source of the schemata and of the types
of their properties: followthemoney.tech. A person or organisation is one entity in each report, with the report as its
`proof`: whether two reports mean the same one is for their reader to say.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from urllib.parse import quote

from pipelines.record import Document, Entity, Label, Mention, Precision, Role

Properties = Mapping[str, Iterable[object]]

SCHEMATA = {"application/pdf": "Pages", "text/html": "HyperText", "text/plain": "PlainText", "message/rfc822": "Email"}
"""Of documents by media type; `Document` is any other."""
NAMED = {Label.PERSON: "Person", Label.ORG: "Organization", Label.PLACE: "Address"}
LANGUAGES = {
    "ar": "ara",
    "da": "dan",
    "de": "deu",
    "el": "ell",
    "en": "eng",
    "es": "spa",
    "fi": "fin",
    "fr": "fra",
    "hu": "hun",
    "it": "ita",
    "nl": "nld",
    "no": "nor",
    "pt": "por",
    "ro": "ron",
    "ru": "rus",
    "sv": "swe",
    "ta": "tam",
    "tr": "tur",
}
"""ISO 639-3 by ISO 639-1."""


def lines(documents: Iterable[Document], *, base_url: str = "") -> Iterator[str]:
    """Every entity of the documents, a line each."""
    for document in documents:
        yield from entities(document, base_url=base_url)


def entities(document: Document, *, base_url: str = "") -> Iterator[str]:
    """The report, then who and what it names, where it mentions them, and who belongs to which organisation."""
    yield _document(document, base_url)
    known = {entity.id for entity in document.entities}
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in document.mentions:
        mentions[mention.entity].append(mention)
    for entity in document.entities:
        yield _named(document, entity, known)
        yield _mention(document, entity, mentions[entity.id])
        yield from _memberships(document, entity, known)


def _document(document: Document, base_url: str) -> str:
    named = {label: [entity.name for entity in document.entities if entity.label is label] for label in Label}
    return _line(
        _id(document),
        SCHEMATA.get(document.media_type, "Document"),
        {
            "name": [document.title or document.filename],
            "title": [document.title],
            "fileName": [document.filename],
            "mimeType": [document.media_type],
            "fileSize": [document.bytes],
            "author": document.authors,
            "date": [document.published],
            "publishedAt": [document.published],
            "detectedLanguage": [LANGUAGES.get(each.code) for each in document.languages],
            "detectedCountry": sorted({found for entity in document.entities for found in _country(entity)}),
            "peopleMentioned": named[Label.PERSON],
            "companiesMentioned": named[Label.ORG],
            "locationMentioned": named[Label.PLACE],
            "sourceUrl": [f"{base_url}/documents/{quote(document.id)}"] if base_url else [],
        },
    )


def _named(document: Document, entity: Entity, known: set[str]) -> str:
    properties: dict[str, Iterable[object]] = {
        "name": [entity.name],
        "alias": entity.aliases,
        "country": _country(entity),
        "proof": [_id(document)],
    }
    if entity.label is Label.PERSON:
        properties |= {
            "title": [role.title for role in entity.roles],
            "position": [role.role for role in entity.roles],
        }
    elif entity.label is Label.ORG:
        properties["parent"] = [_id(document, entity.part_of)] if entity.part_of in known else []
    else:
        properties |= _address(entity)
    return _line(_id(document, entity.id), NAMED[entity.label], properties)


def _address(entity: Entity) -> dict[str, Iterable[object]]:
    place = entity.place
    if place is None:
        return {"full": [entity.name]}
    return {
        "full": [entity.name],
        "city": [entity.name] if place.precision is Precision.POINT else [],
        "latitude": [place.lat],
        "longitude": [place.lon],
    }


def _mention(document: Document, entity: Entity, mentions: Iterable[Mention]) -> str:
    """`resolved` leads to people and organisations alone: the schema knows no other."""
    resolved = [] if entity.label is Label.PLACE else [_id(document, entity.id)]
    return _line(
        _id(document, f"mention of {entity.id}"),
        "Mention",
        {
            "document": [_id(document)],
            "resolved": resolved,
            "name": dict.fromkeys([entity.name, *(mention.text for mention in mentions)]),
            "detectedSchema": [NAMED[entity.label]],
            "contextCountry": _country(entity),
        },
    )


def _memberships(document: Document, entity: Entity, known: set[str]) -> Iterator[str]:
    for role in entity.roles:
        if role.organization in known:
            yield _line(
                _id(document, f"{entity.id} in {role.organization} from {role.start}"),
                "Membership",
                {
                    "member": [_id(document, entity.id)],
                    "organization": [_id(document, role.organization)],
                    "role": [_called(role)],
                    "proof": [_id(document)],
                },
            )


def _called(role: Role) -> str:
    return " ".join(filter(None, (role.title, role.role)))


def _country(entity: Entity) -> list[str]:
    return [entity.place.country.lower()] if entity.place and entity.place.country else []


def _id(document: Document, part: str | None = None) -> str:
    """Stable for the same bytes and the same part of the record."""
    named = document.id if part is None else f"{document.id}#{part}"
    return hashlib.sha256(named.encode()).hexdigest()[:40]


def _line(key: str, schema: str, properties: Properties) -> str:
    texts = {name: dict.fromkeys(map(_text, values)) for name, values in properties.items()}
    kept = {name: found for name, values in texts.items() if (found := [text for text in values if text])}
    return json.dumps({"id": key, "schema": schema, "properties": kept}, ensure_ascii=False) + "\n"


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
