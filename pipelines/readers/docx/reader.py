"""The DOCX reader: finds the package's parts and adds them in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.layout.draft import Draft
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import embedded, packages, properties
from pipelines.readers.docx.parts import Parts
from pipelines.readers.docx.styles import styles_of
from pipelines.readers.openxml.package import Package, package_of, saved
from pipelines.record import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN_PARTS = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)
_MAIN = "word/document.xml"
_BEHIND = (("footnotes", BlockKind.PARAGRAPH), ("endnotes", BlockKind.PARAGRAPH), ("comments", BlockKind.NOTE))


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
        with packages.opened(source, limits) as archive:
            _add_package(draft, package_of(archive), limits)
        for page in draft.pages:
            progress(page.number)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a page is only known once it is drawn."""
        return ((),) * len(spans)


def _add_package(draft: Draft, package: Package, limits: Limits) -> None:
    main = package.main(_MAIN)
    parts = Parts(draft, package, styles_of(next(package.roots(main, "styles"), None)), limits)
    parts.add_edges(main, BlockKind.HEADER)
    parts.add(main, saved(draft, package.read(main)))
    for name, kind in _BEHIND:
        for part in package.related(main, name):
            parts.add(part, package.root(part), kind)
    parts.add_edges(main, BlockKind.FOOTER)
    draft.attachments += embedded.in_package(package)
    properties.fill_from(draft, package.root(package.core()), days=("created", "modified"))
    draft.title = draft.title or properties.first_heading(draft)
