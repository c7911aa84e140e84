"""The PPTX reader: goes through the slides in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import cast

from pptx.exc import PythonPptxError
from pptx.package import Package as PresentationPackage
from pptx.presentation import Presentation
from pptx.slide import Slide

from pipelines.errors import DamagedFile, LimitExceeded
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import embedded, packages
from pipelines.readers.openxml.mended import is_strict, mended
from pipelines.readers.openxml.package import Package, package_of
from pipelines.readers.pptx import comments
from pipelines.readers.pptx.order import points
from pipelines.readers.pptx.shapes import add_shapes, lines, own_lines
from pipelines.readers.properties import first_heading
from pipelines.record import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_MAIN_PARTS = (
    "presentationml.presentation.main+xml",
    "presentationml.slideshow.main+xml",
    "presentationml.template.main+xml",
    "ms-powerpoint.presentation.macroEnabled.main+xml",
    "ms-powerpoint.slideshow.macroEnabled.main+xml",
    "ms-powerpoint.template.macroEnabled.main+xml",
    "ms-powerpoint.addin.macroEnabled.main+xml",
)

_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class PptxReader:
    """Reads PowerPoint presentations."""

    name: str = "PowerPoint (PPTX)"
    media_types: tuple[str, ...] = (MEDIA_TYPE,)

    def claims(self, head: bytes, source: Source) -> str | None:
        """A ZIP package that declares a presentation."""
        return MEDIA_TYPE if packages.declares(head, source, _MAIN_PARTS) else None

    def read(self, source: Source, *, limits: Limits, progress: Progress) -> Parsed:
        """A slide that cannot be read is left out with a warning."""
        with packages.opened(source, limits) as archive:
            package = package_of(archive)
            deck = _Deck(Draft(MEDIA_TYPE), _presentation(source, package))
            deck.drop_lost()
            deck.draft.attachments += embedded.in_package(package)
        if deck.count > limits.pages:
            raise LimitExceeded(f"There are {deck.count} slides.", expected=f"at most {limits.pages}")
        for number in range(1, deck.count + 1):
            deck.add(number)
            if not progress(number):
                break
        _fill(deck.draft, deck.presentation)
        return deck.draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a slide is only known once it is drawn."""
        return ((),) * len(spans)


def _presentation(source: Source, package: Package) -> Presentation:
    try:
        try:
            return _loaded(mended(package) if is_strict(package) else str(source.path))
        except (PythonPptxError, *packages.BROKEN):
            return _loaded(mended(package))
    except (PythonPptxError, *packages.BROKEN) as error:
        raise DamagedFile("The presentation is broken or cut short.", advice="Open and save it again.") from error


def _loaded(file: str | BytesIO) -> Presentation:
    return cast(Presentation, PresentationPackage.open(file).main_document_part.presentation)


@dataclass(frozen=True, slots=True)
class _Deck:
    """A presentation on its way into a draft; `seen` holds the masters and layouts whose words are in it."""

    draft: Draft
    presentation: Presentation
    seen: set[str] = field(default_factory=set)

    def drop_lost(self) -> None:
        """Takes the slides off the list that it names and the package does not hold, with a warning."""
        listed = self.presentation.element.find("{*}sldIdLst")
        for place, entry in enumerate(list(listed) if listed is not None else [], start=1):
            if entry.get(_LINK) not in self.presentation.part.rels:
                listed.remove(entry)
                self.draft.warn("slide_damaged", f"The slide listed as number {place} is not in the file.")

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self.presentation.slides)

    def add(self, number: int) -> None:
        """Adds a slide, counted from 1, as a page."""
        width, height = points(self.presentation.slide_width), points(self.presentation.slide_height)
        self.draft.page(number=number, width=width, height=height)
        try:
            self._add_slide(self.presentation.slides[number - 1], number)
        except (PythonPptxError, *packages.BROKEN) as error:
            self.draft.warn("slide_damaged", f"A part of the slide could not be read: {error}", page=number)

    def _add_slide(self, slide: Slide, number: int) -> None:
        if slide.element.get("show") in ("0", "false"):
            self.draft.warn("hidden_slide", "The slide is hidden in the presentation.", page=number)
        add_shapes(self.draft, slide)
        self._add_behind(slide)
        for words in (*_notes(slide), *comments.texts(slide)):
            self.draft.block(BlockKind.NOTE, words)

    def _add_behind(self, slide: Slide) -> None:
        """Adds what the slide's layout and master show on each of their slides, once for them all."""
        for behind in (slide.slide_layout, slide.slide_layout.slide_master):
            if behind.part.partname not in self.seen:
                self.seen.add(behind.part.partname)
                for words in own_lines(behind.shapes):
                    self.draft.block(BlockKind.FOOTER, words)


def _notes(slide: Slide) -> Iterator[str]:
    """What the speaker wrote for himself, and what else stands on the page of notes."""
    if slide.has_notes_slide:
        page = slide.notes_slide
        if page.notes_text_frame is not None:
            yield from lines(page.notes_text_frame)
        yield from own_lines(page.shapes)


def _fill(draft: Draft, presentation: Presentation) -> None:
    properties = presentation.core_properties
    draft.title = first_heading(draft) or tidy(properties.title or "")
    draft.authors = tuple(name for name in [tidy(properties.author or "")] if name)
    when = properties.modified or properties.created
    draft.published = when.date() if when else None
