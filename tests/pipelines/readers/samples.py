"""Makes one small file of each format, all with the same words, for tests over every reader."""

import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from docx import Document
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


def docx(folder: Path) -> Path:
    """A Word document with a title and two paragraphs."""
    path = folder / "report.docx"
    document = Document()
    document.add_heading(TITLE, 0)
    for sentence in SENTENCES:
        document.add_paragraph(sentence)
    document.save(str(path))
    return path


def html(folder: Path) -> Path:
    """A page with a menu that is not part of the report."""
    path = folder / "report.html"
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    path.write_text(f"<!DOCTYPE html><title>{TITLE}</title><nav>Home</nav><h1>{TITLE}</h1>{body}", encoding="utf-8")
    return path


def eml(folder: Path) -> Path:
    """A message with the report in its body."""
    path = folder / "report.eml"
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = TITLE, "Desk <desk@example.org>", "team@example.org"
    message["Date"] = "Fri, 07 Mar 2025 10:00:00 +0000"
    message.set_content("\n\n".join(SENTENCES))
    path.write_bytes(message.as_bytes())
    return path


def archive(folder: Path) -> Path:
    """An archive with the report as plain text inside."""
    path = folder / "reports.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(text(folder), "report.txt")
    return path


_OFFICE = "application/vnd.openxmlformats-officedocument"
SAMPLES: dict[str, Callable[[Path], Path]] = {
    "text/plain": text,
    "application/pdf": pdf,
    f"{_OFFICE}.presentationml.presentation": pptx,
    f"{_OFFICE}.wordprocessingml.document": docx,
    "text/html": html,
    "message/rfc822": eml,
    "application/zip": archive,
}
"""By media type: what makes a sample of it in a folder."""
