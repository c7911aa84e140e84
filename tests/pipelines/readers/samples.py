"""Makes one small file of each format, all with the same words, for tests over every reader."""

from collections.abc import Callable
from pathlib import Path

from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas

TITLE = "Weekly situation report"
SENTENCES = (
    "Rescuers brought 52 people ashore near the northern harbour on Friday.",
    "The coast guard said that 14 of them were children.",
)


def text(folder: Path) -> Path:
    """UTF-8 plain text."""
    path = folder / "report.txt"
    path.write_text("\n\n".join([TITLE, *SENTENCES]), encoding="utf-8")
    return path


def pdf(folder: Path) -> Path:
    """A PDF page with a large title."""
    path = folder / "report.pdf"
    canvas = Canvas(str(path), pagesize=(600, 800))
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, 700, TITLE)
    canvas.setFont("Helvetica", 11)
    for place, sentence in enumerate(SENTENCES):
        canvas.drawString(72, 660 - 40 * place, sentence)
    canvas.save()
    return path


def pptx(folder: Path) -> Path:
    """A slide with a title and a body."""
    path = folder / "report.pptx"
    presentation = Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = TITLE
    slide.placeholders[1].text = "\n".join(SENTENCES)
    presentation.save(str(path))
    return path


SAMPLES: dict[str, Callable[[Path], Path]] = {"text/plain": text, "application/pdf": pdf}
SAMPLES["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = pptx
