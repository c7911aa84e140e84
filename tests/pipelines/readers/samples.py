"""Makes one small file of each format, all with the same words, for tests over every reader."""

import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

from docx import Document
from pptx import Presentation
from reportlab.pdfgen.canvas import Canvas
from xlsxwriter import Workbook

from tests.pipelines.readers import outlook

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


def mbox(folder: Path) -> Path:
    """A mailbox with the report as its only message."""
    path = folder / "reports.mbox"
    path.write_bytes(b"From desk@example.org Fri Mar  7 10:00:00 2025\n" + eml(folder).read_bytes())
    return path


def delimited(folder: Path) -> Path:
    """A table below a line that is its title."""
    path = folder / "report.csv"
    path.write_text(f"{TITLE};\n" + "".join(f'1;"{line}"\n' for line in SENTENCES), encoding="utf-8")
    return path


def archive(folder: Path) -> Path:
    """An archive with the report as plain text inside."""
    path = folder / "reports.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(text(folder), "report.txt")
    return path


def xlsx(folder: Path) -> Path:
    """A workbook with the report's lines one below the other."""
    path = folder / "report.xlsx"
    with Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet("Report")
        for place, line in enumerate([TITLE, *SENTENCES]):
            sheet.write(place, 0, line)
    return path


def odt(folder: Path) -> Path:
    """A text document of OpenDocument with a heading and two paragraphs."""
    body = "".join(f"<text:p>{sentence}</text:p>" for sentence in SENTENCES)
    return open_document(folder / "report.odt", "text", f"<text:h>{TITLE}</text:h>{body}")


def open_document(path: Path, kind: str, body: str, **parts: str) -> Path:
    """An OpenDocument package with the body, and what stands in its other parts, by their names without `.xml`."""
    inner = {"content": f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"} | parts
    names = ("office", "text", "table", "draw", "style", "presentation", "meta", "dc")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name, xml in inner.items():
            packed.writestr(f"{name}.xml", f"<office:document {spaces}>{xml}</office:document>")
    return path


def rtf(folder: Path) -> Path:
    """An RTF document with a title and two paragraphs."""
    path = folder / "report.rtf"
    lines = "".join(f"{line}\\par\\par\n" for line in [TITLE, *SENTENCES])
    path.write_text("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}" + lines + "}", encoding="ascii")
    return path


def msg(folder: Path) -> Path:
    """An Outlook message with the report in its body."""
    path = folder / "report.msg"
    fields = {outlook.SUBJECT: TITLE, outlook.SENDER: "Desk", outlook.BODY: "\r\n\r\n".join(SENTENCES)}
    path.write_bytes(outlook.message(fields))
    return path


def xml(folder: Path) -> Path:
    """A news item in a vocabulary of its own."""
    path = folder / "report.xml"
    body = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    path.write_text(f"<?xml version='1.0'?><item><headline>{TITLE}</headline>{body}</item>", encoding="utf-8")
    return path


_OFFICE = "application/vnd.openxmlformats-officedocument"
SAMPLES: dict[str, Callable[[Path], Path]] = {
    "text/plain": text,
    "application/pdf": pdf,
    f"{_OFFICE}.presentationml.presentation": pptx,
    f"{_OFFICE}.wordprocessingml.document": docx,
    "text/html": html,
    "message/rfc822": eml,
    "application/mbox": mbox,
    "text/csv": delimited,
    "application/zip": archive,
    f"{_OFFICE}.spreadsheetml.sheet": xlsx,
    "application/vnd.oasis.opendocument.text": odt,
    "application/rtf": rtf,
    "application/vnd.ms-outlook": msg,
    "application/xml": xml,
}
"""By media type: what makes a sample of it in a folder."""
