"""The DOCX reader: finds the package's parts and adds them in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docx.opc.coreprops import CoreProperties
from docx.opc.exceptions import OpcError
from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from pipelines.errors import DamagedFile
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Attachment, Boxes, Parsed, Progress, Source, Span
from pipelines.readers import packages
from pipelines.readers.docx.body import Kinds, add_body, get
from pipelines.record import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN_PARTS = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)
_EMBEDDED = "/word/embeddings/"
_AROUND = (("header", BlockKind.HEADER), ("footer", BlockKind.FOOTER))
_BEHIND = (("footnotes", BlockKind.PARAGRAPH), ("endnotes", BlockKind.PARAGRAPH), ("comments", BlockKind.NOTE))
_STYLE_KINDS = (
    ("heading", BlockKind.HEADING),
    ("title", BlockKind.HEADING),
    ("subtitle", BlockKind.HEADING),
    ("caption", BlockKind.CAPTION),
    ("list", BlockKind.LIST_ITEM),
)
"""Word writes the names of its own styles in English, whatever its language (ECMA-376, latent styles)."""


@dataclass(frozen=True, slots=True)
class DocxReader:
    """Reads Word documents."""

    name: str = "Word (DOCX)"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A ZIP package that declares a Word document."""
        return MEDIA_TYPE if packages.declares(head, source, _MAIN_PARTS) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """Pages are those that Word last drew, where it noted them."""
        draft = Draft(MEDIA_TYPE)
        draft.page()
        with packages.opened(source, limits):
            try:
                _add_package(draft, OpcPackage.open(str(source.path)))
            except (OpcError, *packages.BROKEN) as error:
                raise DamagedFile("The document is broken or cut short.", advice="Open and save it again.") from error
        for page in draft.pages:
            progress(page.number)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a page is only known once it is drawn."""
        return ((),) * len(spans)


def _add_package(draft: Draft, package: OpcPackage) -> None:
    main = package.main_document_part
    kinds = _style_kinds(main)
    headers, footers = (list(_related(main, name)) for name, _ in _AROUND)
    for root in headers:
        add_body(draft, root, kinds, kind=BlockKind.HEADER)
    body = parse_xml(main.blob)
    for root in body.iterchildren("{*}body"):
        add_body(draft, root, kinds)
    for name, kind in _BEHIND:
        for root in _related(main, name):
            for note in root:
                add_body(draft, note, kinds, kind=kind)
    for root in footers:
        add_body(draft, root, kinds, kind=BlockKind.FOOTER)
    _add_embedded(draft, package)
    _fill(draft, package.core_properties)


def _related(main: Part, name: str) -> Iterator[BaseOxmlElement]:
    """The roots of the main part's related parts of a sort."""
    for relation in main.rels.values():
        if relation.reltype.endswith(f"/{name}") and not relation.is_external:
            yield parse_xml(relation.target_part.blob)


def _style_kinds(main: Part) -> Kinds:
    kinds = dict[str, BlockKind]()
    for root in _related(main, "styles"):
        for style in root.iterchildren("{*}style"):
            names = [get(name, "val").lower() for name in style.iterchildren("{*}name")]
            kind = next((kind for start, kind in _STYLE_KINDS if names and names[0].startswith(start)), None)
            if kind:
                kinds[get(style, "styleId")] = kind
    return kinds


def _add_embedded(draft: Draft, package: OpcPackage) -> None:
    for part in package.parts:
        if str(part.partname).startswith(_EMBEDDED):
            draft.attachments.append(Attachment(str(part.partname).rsplit("/", 1)[-1], part.blob))


def _fill(draft: Draft, properties: CoreProperties) -> None:
    text = "".join(draft.text)
    heading = next((block for block in draft.blocks if block.kind == BlockKind.HEADING), None)
    draft.title = tidy(properties.title or "") or (text[heading.start : heading.end] if heading else None)
    draft.authors = tuple(name for name in [tidy(properties.author or "")] if name)
    when = properties.created or properties.modified
    draft.published = when.date() if when else None
