"""PDFs made by the test: order, structure, tables, scans, and boxes that hold exactly their words."""

import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib import colors
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source, Span
from pipelines.record import BlockKind, Box
from pipelines.sandbox import tasks

LIMITS = Limits()
LOREM = (
    "Officers stopped a lorry on the coast road and found nineteen people hidden behind crates of fruit. "
    "They had walked for eleven days and were taken to the hospital of the nearest town for treatment. "
    "The driver and two other men were questioned through the night and appeared in court a day later. "
    "Neighbours said that such journeys had become more frequent since the northern border was closed. "
)
WIDTH, HEIGHT = 600, 800


def drawn(folder: Path, draw: Callable[[Canvas], None]) -> Source:
    """A PDF drawn by a function."""
    path = folder / "drawn.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Helvetica", 10)
    draw(canvas)
    canvas.save()
    return Source(path)


def read(source: Source) -> Parsed:
    return sandbox.read(source, limits=LIMITS)


def texts(parsed: Parsed, kind: BlockKind) -> list[str]:
    return [parsed.text[block.start : block.end] for block in parsed.blocks if block.kind == kind]


def lines_of(text: str, length: int) -> list[str]:
    """The text in lines of about so many characters."""
    return re.findall(rf".{{1,{length}}}(?:\s|$)", text)


def draw_lines(canvas: Canvas, lines: list[str], x: float, top: float) -> None:
    for place, line in enumerate(lines):
        canvas.drawString(x, HEIGHT - top - 12 * place, line.strip())


def trigrams(text: str) -> set[tuple[str, ...]]:
    words = text.split()
    return set(zip(words, words[1:], words[2:], strict=False))


def test_lines_of_a_paragraph_become_one_sentence_each(tmp_path: Path) -> None:
    parsed = read(drawn(tmp_path, lambda canvas: draw_lines(canvas, lines_of(LOREM, 80), 72, 100)))
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()]


@pytest.mark.parametrize("gutter", [14, 24, 40])
def test_columns_drawn_line_by_line_across_are_put_in_order(tmp_path: Path, gutter: int) -> None:
    left, right = lines_of(LOREM * 2, 46), lines_of(LOREM.upper() * 2, 38)

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 9)
        for place in range(max(len(left), len(right))):
            if place < len(left):
                draw_lines(canvas, [left[place]], 60, 100 + 12 * place)
            if place < len(right):
                draw_lines(canvas, [right[place]], 300 + gutter - 20, 100 + 12 * place)

    found, wanted = trigrams(read(drawn(tmp_path, draw)).text), trigrams(LOREM * 2) | trigrams(LOREM.upper() * 2)
    assert len(found & wanted) >= 0.98 * len(wanted)


def test_columns_drawn_one_after_the_other_stay_in_order(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines_of(LOREM * 2, 46), 60, 100)
        draw_lines(canvas, lines_of(LOREM.swapcase() * 2, 46), 330, 100)

    text = " ".join(read(drawn(tmp_path, draw)).text.split())
    assert (LOREM * 2).strip() in text
    assert (LOREM.swapcase() * 2).strip() in text


def test_what_stands_on_every_page_is_a_header_or_a_footer(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for page in range(1, 5):
            canvas.setFont("Helvetica", 10)
            draw_lines(canvas, ["REPORT 7/2025"], 72, 40)
            draw_lines(canvas, lines_of(LOREM[page:], 80), 72, 120)
            draw_lines(canvas, [f"Page {page} of 4"], 280, 770)
            canvas.showPage()

    parsed = read(drawn(tmp_path, draw))
    assert texts(parsed, BlockKind.HEADER) == ["REPORT 7/2025"] * 4
    assert texts(parsed, BlockKind.FOOTER) == [f"Page {page} of 4" for page in range(1, 5)]


def test_headings_lists_and_captions_are_told_from_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", 18)
        draw_lines(canvas, ["Smuggling along the coast"], 72, 80)
        canvas.setFont("Helvetica", 10)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 120)
        draw_lines(canvas, ["• 52 people arrested", "• 14 vessels seized"], 90, 200)
        draw_lines(canvas, ["Table 3: Arrests by month"], 72, 260)
        canvas.setFont("Helvetica-Bold", 10)
        draw_lines(canvas, ["Outlook"], 72, 300)

    parsed = read(drawn(tmp_path, draw))
    assert texts(parsed, BlockKind.HEADING) == ["Smuggling along the coast", "Outlook"]
    assert texts(parsed, BlockKind.LIST_ITEM) == ["• 52 people arrested", "• 14 vessels seized"]
    assert texts(parsed, BlockKind.CAPTION) == ["Table 3: Arrests by month"]
    assert parsed.title == "Smuggling along the coast"


def test_a_footnote_mark_is_not_part_of_the_number(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 700)
        text.textOut("The total rose to 880")
        text.setRise(4)
        text.setFont("Helvetica", 6)
        text.textOut("3")
        text.setRise(0)
        text.setFont("Helvetica", 10)
        text.textOut(" in the first half of the year.")
        canvas.drawText(text)

    assert "rose to 880³ in the first" in read(drawn(tmp_path, draw)).text


def ruled(folder: Path, rows: list[list[str]], *style: tuple[object, ...]) -> Source:
    path = folder / "ruled.pdf"
    grid = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
    SimpleDocTemplate(str(path)).build([Table(rows, style=[grid, *style])])
    return Source(path)


ROWS = [["Region", "Killed", "Injured"], ["North", "12", "1,304"], ["South east", "7", "88"], ["Total", "19", "1,392"]]


def test_a_ruled_table_keeps_its_cells(tmp_path: Path) -> None:
    parsed = read(ruled(tmp_path, ROWS))
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == ROWS
    assert all(parsed.text[cell.start : cell.end] == cell.text for row in table.rows for cell in row)
    assert texts(parsed, BlockKind.TABLE) == ["\n".join("\t".join(row) for row in ROWS)]


def test_a_cell_that_spans_columns_stands_in_each_of_them(tmp_path: Path) -> None:
    rows = [["Region", "Casualties", ""], *ROWS]
    (table,) = read(ruled(tmp_path, rows, ("SPAN", (1, 0), (2, 0)), ("SPAN", (0, 0), (0, 1)))).tables
    assert [cell.text for cell in table.rows[0]] == ["Region", "Casualties", "Casualties"]
    assert table.rows[0][1] == table.rows[0][2]
    assert table.rows[0][0] == table.rows[1][0]


def test_numbers_under_each_other_are_a_table_without_borders(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        draw_lines(canvas, lines_of(LOREM, 80), 72, 80)
        for place, row in enumerate(ROWS):
            draw_lines(canvas, [row[0]], 72, 200 + 16 * place)
            canvas.drawRightString(260, HEIGHT - 200 - 16 * place, row[1])
            canvas.drawRightString(360, HEIGHT - 200 - 16 * place, row[2])
        draw_lines(canvas, lines_of(LOREM, 80), 72, 320)

    parsed = read(drawn(tmp_path, draw))
    (table,) = parsed.tables
    assert [[cell.text for cell in row] for row in table.rows] == ROWS
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()] * 2
    assert [block.kind for block in parsed.blocks] == [BlockKind.PARAGRAPH, BlockKind.TABLE, BlockKind.PARAGRAPH]


def test_a_frame_around_text_is_no_table(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(60, 640, 460, 80)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 100)

    parsed = read(drawn(tmp_path, draw))
    assert parsed.tables == ()
    assert texts(parsed, BlockKind.PARAGRAPH) == [LOREM.strip()]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_every_word_s_box_holds_that_word(tmp_path: Path, rotation: int) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(rotation)
        draw_lines(canvas, lines_of(LOREM, 80), 72, 300)

    source = drawn(tmp_path, draw)
    parsed = read(source)
    words = [Span(*match.span()) for match in re.finditer(r"\S+", parsed.text)]
    boxes = sandbox.locate(source, parsed, words)
    assert [len(found) for found in boxes] == [1] * len(words)
    page = pdfium.PdfDocument(source.path)[0]
    _, _, width, height = page.get_mediabox()
    drawn_text = page.get_textpage()
    for span, (box,) in zip(words, boxes, strict=True):
        left, bottom, right, top = _unrotated(box, rotation, width, height)
        found = drawn_text.get_text_bounded(left + 0.3, bottom + 0.3, right - 0.3, top - 0.3)
        assert found.strip() == parsed.text[span.start : span.end]


def _unrotated(box: Box, rotation: int, width: float, height: float) -> tuple[float, float, float, float]:
    """A box of the page as shown, as left, bottom, right and top of the page as it was drawn."""
    x0, top, x1, bottom = box
    return {
        0: (x0, height - bottom, x1, height - top),
        90: (top, x0, bottom, x1),
        180: (width - x1, top, width - x0, bottom),
        270: (width - bottom, height - x1, width - top, height - x0),
    }[rotation]


def test_a_span_over_two_lines_has_a_box_for_each(tmp_path: Path) -> None:
    source = drawn(tmp_path, lambda canvas: draw_lines(canvas, lines_of(LOREM, 60), 72, 100))
    parsed = read(source)
    (boxes,) = sandbox.locate(source, parsed, [Span(0, 90)])
    assert len(boxes) == 2
    assert boxes[0].bottom <= boxes[1].top


@pytest.fixture(scope="module")
def scan(tmp_path_factory: pytest.TempPathFactory) -> Source:
    """A page that is only a picture of a text."""
    return scanned(tmp_path_factory.mktemp("scan"), LOREM)


def scanned(folder: Path, text: str) -> Source:
    original = drawn(folder, lambda canvas: draw_lines(canvas, lines_of(text, 70), 72, 100))
    picture = io.BytesIO()
    pdfium.PdfDocument(original.path)[0].render(scale=3).to_pil().save(picture, "PNG")
    path = folder / "scan.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.drawImage(ImageReader(Image.open(picture)), 0, 0, WIDTH, HEIGHT)
    canvas.save()
    return Source(path)


def test_a_scan_is_read_with_boxes_and_confidence(scan: Source) -> None:
    parsed = read(scan)
    assert parsed.pages[0].ocr
    assert "found nineteen people hidden behind crates" in " ".join(parsed.text.split())
    start = parsed.text.index("nineteen")
    ((box,),) = sandbox.locate(scan, parsed, [Span(start, start + len("nineteen"))])
    assert 100 - 12 < box.top < box.bottom < 100 + 12 * 3
    assert all(0 < word.confidence <= 1 for word in parsed.words)


def test_a_scan_is_read_in_its_own_language(tmp_path: Path) -> None:
    sentence = "Dix-sept personnes ont été interpellées à l’aube dans une forêt où elles s’étaient réfugiées. "
    found = " ".join(read(scanned(tmp_path, sentence * 40)).text.split())
    assert found.count("dans une forêt où elles") > 30


def test_without_tesseract_a_scan_leaves_a_warning(scan: Source, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.syspath_prepend("/nowhere")
    parsed = tasks.read(scan, limits=LIMITS)
    assert [warning.code for warning in parsed.warnings] == ["ocr_unavailable"]
    assert parsed.text == ""


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


def test_a_damaged_page_leaves_a_warning_and_the_others(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        for name in ("first", "second"):
            draw_lines(canvas, [f"The {name} page."], 72, 80)
            canvas.showPage()

    source = drawn(tmp_path, draw)
    data = source.path.read_bytes()
    source.path.write_bytes(re.sub(rb"/Type /Page\n", b"/Type /Pagx\n", data, count=1))
    parsed = read(source)
    assert "The second page." in parsed.text


def test_a_table_that_goes_on_over_the_page_keeps_its_head(tmp_path: Path) -> None:
    rows = [["Region", "Killed", "Injured"], *([f"Place {place}", str(place), str(place * 3)] for place in range(60))]
    parsed = read(ruled(tmp_path, rows))
    first, second = parsed.tables
    assert [cell.text for cell in second.rows[0]] == rows[0]
    assert second.rows[0] == first.rows[0]
    assert len(first.rows) + len(second.rows) == len(rows) + 1
