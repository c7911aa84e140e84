"""What a PDF holds beside its pages' text."""

from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas

from pipelines.parsed import Source
from pipelines.record import BlockKind
from tests.pipelines.readers.pdf.drawing import draw_lines, drawn, read, texts


def test_filled_fields_and_remarks_are_read(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, ["Incident form"], 72, 80)
        canvas.acroForm.textfield(name="arrested", value="52 suspects", x=72, y=600, width=200, height=20)
        canvas.acroForm.checkbox(name="closed", checked=True, x=72, y=560)
        canvas.textAnnotation("Check this with the coast guard.", Rect=[72, 500, 100, 520])

    parsed = read(drawn(tmp_path, draw))
    assert "arrested: 52 suspects" in texts(parsed, BlockKind.PARAGRAPH)
    assert any(text.startswith("closed") for text in texts(parsed, BlockKind.PARAGRAPH))
    assert texts(parsed, BlockKind.NOTE) == ["Check this with the coast guard."]


def test_embedded_files_are_attachments(tmp_path: Path) -> None:
    source = drawn(tmp_path, lambda canvas: draw_lines(canvas, ["See the file inside."], 72, 80))
    document = pdfium.PdfDocument(source.path)
    document.new_attachment("inner.txt").set_data(b"52 people")
    document.save(str(tmp_path / "with.pdf"))
    (attachment,) = read(Source(tmp_path / "with.pdf")).attachments
    assert (attachment.filename, attachment.data) == ("inner.txt", b"52 people")


def test_metadata_tells_title_authors_and_date(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setTitle("Coastal arrests in spring")
        canvas.setAuthor("Desk of Research")
        draw_lines(canvas, ["Some words."], 72, 80)

    parsed = read(drawn(tmp_path, draw))
    assert (parsed.title, parsed.authors) == ("Coastal arrests in spring", ("Desk of Research",))
    assert parsed.published_from == "metadata"
    assert isinstance(parsed.published, date)


def test_bookmarks_and_page_labels_are_kept(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for number, (title, level) in enumerate([("Summary", 0), ("Arrests\n at sea", 1), ("", 1)]):
            canvas.drawString(72, 700, f"Page {number}")
            canvas.bookmarkPage(str(number))
            canvas.addOutlineEntry(title, str(number), level)
            canvas.showPage()
        canvas.addPageLabel(0, style="ROMAN_LOWER")
        canvas.addPageLabel(2, style="ARABIC", start=1)

    parsed = read(drawn(tmp_path, draw))
    assert [(entry.title, entry.level, entry.page) for entry in parsed.outline] == [
        ("Summary", 1, 1),
        ("Arrests at sea", 2, 2),
    ]
    assert [page.label for page in parsed.pages] == ["i", "ii", "1"]


def test_pages_without_labels_have_none(tmp_path: Path) -> None:
    parsed = read(drawn(tmp_path, lambda canvas: canvas.drawString(72, 700, "A page")))
    assert [page.label for page in parsed.pages] == [None]
    assert parsed.outline == ()
