"""Makes packages of Office Open XML for tests, from the XML of their parts."""

import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_OPEN = "http://schemas.openxmlformats.org"
STRICT = "http://purl.oclc.org/ooxml"
RELATIONS = f"{_OPEN}/officeDocument/2006/relationships"
SPACES = {
    "w": f"{_OPEN}/wordprocessingml/2006/main",
    "r": RELATIONS,
    "a": f"{_OPEN}/drawingml/2006/main",
    "p": f"{_OPEN}/presentationml/2006/main",
    "c": f"{_OPEN}/drawingml/2006/chart",
    "dgm": f"{_OPEN}/drawingml/2006/diagram",
    "m": f"{_OPEN}/officeDocument/2006/math",
    "mc": f"{_OPEN}/markup-compatibility/2006",
    "wp": f"{_OPEN}/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "x": f"{_OPEN}/spreadsheetml/2006/main",
    "xdr": f"{_OPEN}/drawingml/2006/spreadsheetDrawing",
}
_STRICTLY = re.compile(
    rf"{_OPEN}/(wordprocessingml|drawingml|presentationml|spreadsheetml|officeDocument)/2006".encode()
)
Parts = Mapping[str, "str | bytes"]
Links = Sequence[tuple[str, str, str]]
"""Identifier, kind and target of each relation."""


def xml(tag: str, inner: str = "", attributes: str = "") -> str:
    """A part's root element with all the namespaces, and what stands in it."""
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8"?><{tag} {spaces} {attributes}>{inner}</{tag}>'


def relations(links: Links) -> str:
    """A part of relations."""
    link = '<Relationship Id="{}" Type="{}/{}" Target="{}"/>'
    inner = "".join(link.format(identifier, RELATIONS, kind, target) for identifier, kind, target in links)
    return f'<Relationships xmlns="{_OPEN}/package/2006/relationships">{inner}</Relationships>'


def package(path: Path, main: str, content_type: str, parts: Parts, links: Links = ()) -> Path:
    """A package with the main part and its relations."""
    folder, _, name = main.rpartition("/")
    override = f'<Override PartName="/{main}" ContentType="application/{content_type}"/>'
    types = f'<Default Extension="xml" ContentType="application/xml"/>{override}'
    every: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{_OPEN}/package/2006/content-types">{types}</Types>',
        "_rels/.rels": relations([("r0", "officeDocument", main)]),
        f"{folder}/_rels/{name}.rels": relations(links),
        **parts,
    }
    with zipfile.ZipFile(path, "w") as packed:
        for part, words in every.items():
            packed.writestr(part, words)
    return path


def word(path: Path, body: str, parts: Parts | None = None, links: Links = (), kind: str = "document") -> Path:
    """A Word document with the XML in its body, or of another kind, as a `template`."""
    main = {"word/document.xml": xml("w:document", f"<w:body>{body}</w:body>")}
    content = (
        "vnd.ms-word.{}.main+xml"
        if "macro" in kind
        else "vnd.openxmlformats-officedocument.wordprocessingml.{}.main+xml"
    )
    return package(path, "word/document.xml", content.format(kind), {**main, **(parts or {})}, links)


def p(*runs: str, style: str = "") -> str:
    """A paragraph of runs; what is no XML is text."""
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{''.join(one if one.startswith('<') else r(one) for one in runs)}</w:p>"


def r(text: str, settings: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{settings}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def strict(path: Path) -> Path:
    """The same package in the strict namespaces."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    with zipfile.ZipFile(path, "w") as packed:
        for name, words in parts.items():
            packed.writestr(name, _STRICTLY.sub(rf"{STRICT}/\1".encode(), words))
    return path
