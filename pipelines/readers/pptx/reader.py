"""The PPTX reader: goes through the slides in order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from pptx.exc import PythonPptxError
from pptx.package import Package
from pptx.presentation import Presentation
from pptx.slide import Slide

from pipelines.errors import DamagedFile, LimitExceeded
from pipelines.layout.draft import Draft, tidy
from pipelines.limits import Limits
from pipelines.parsed import Boxes, Parsed, Progress, Source, Span
from pipelines.readers import packages
from pipelines.readers.pptx import comments
from pipelines.readers.pptx.shapes import add_shapes, points
from pipelines.record import BlockKind

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_MAIN_PARTS = (
    "presentationml.presentation.main+xml",
    "presentationml.slideshow.main+xml",
    "presentationml.template.main+xml",
    "ms-powerpoint.presentation.macroEnabled.main+xml",
    "ms-powerpoint.slideshow.macroEnabled.main+xml",
)


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
        with packages.opened(source, limits):
            presentation = _presentation(source)
        if len(presentation.slides) > limits.pages:
            raise LimitExceeded(f"There are {len(presentation.slides)} slides.", expected=f"at most {limits.pages}")
        draft = Draft(MEDIA_TYPE)
        width, height = points(presentation.slide_width), points(presentation.slide_height)
        for number in range(1, len(presentation.slides) + 1):
            draft.page(number=number, width=width, height=height)
            try:
                _add_slide(draft, presentation.slides[number - 1], number)
            except (PythonPptxError, *packages.BROKEN) as error:
                draft.warn("slide_damaged", f"A part of the slide could not be read: {error}", page=number)
            if not progress(number):
                break
        _fill(draft, presentation)
        return draft.parsed()

    def locate(self, source: Source, parsed: Parsed, spans: Sequence[Span]) -> tuple[Boxes, ...]:  # noqa: ARG002
        """Where words stand on a slide is only known once it is drawn."""
        return ((),) * len(spans)


def _presentation(source: Source) -> Presentation:
    try:
        return cast(Presentation, Package.open(str(source.path)).main_document_part.presentation)
    except (PythonPptxError, *packages.BROKEN) as error:
        raise DamagedFile("The presentation is broken or cut short.", advice="Open and save it again.") from error


def _add_slide(draft: Draft, slide: Slide, number: int) -> None:
    if slide.element.get("show") in ("0", "false"):
        draft.warn("hidden_slide", "The slide is hidden in the presentation.", page=number)
    add_shapes(draft, slide)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.text.split("\n"):
            draft.block(BlockKind.NOTE, paragraph)
    for comment in comments.texts(slide):
        draft.block(BlockKind.NOTE, comment)


def _fill(draft: Draft, presentation: Presentation) -> None:
    properties = presentation.core_properties
    text = "".join(draft.text)
    heading = next((block for block in draft.blocks if block.kind == BlockKind.HEADING), None)
    title = tidy(properties.title or "")
    draft.title = text[heading.start : heading.end].replace("\n", " ") if heading else title
    draft.authors = tuple(name for name in [tidy(properties.author or "")] if name)
    when = properties.modified or properties.created
    draft.published = when.date() if when else None
