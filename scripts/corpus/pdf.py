"""A report as a PDF: running header and footer, one or two columns, ruled tables."""

from collections.abc import Callable
from pathlib import Path

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, ListFlowable, PageTemplate, Paragraph, Spacer, Table

from scripts.corpus.source import Part, Report

SHEET = landscape(A5)
WIDTH, HEIGHT = SHEET
MARGIN = 1.5 * cm
GUTTER = 0.8 * cm
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=9, leading=12, alignment=TA_JUSTIFY, spaceAfter=6)
HEADING = ParagraphStyle("heading", fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=8, spaceAfter=4)
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=15, leading=19, spaceAfter=10)
CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=6, leading=8)


def write(report: Report, path: Path) -> None:
    """Writes the report; the same report gives the same bytes."""
    template = BaseDocTemplate(
        str(path),
        pagesize=SHEET,
        title=report.title,
        author=report.header.split(" | ")[0],
        lang=report.language,
        invariant=1,
    )
    template.addPageTemplates(PageTemplate(frames=_frames(report.columns), onPage=_running(report)))
    template.build([Paragraph(report.title, TITLE), Paragraph(report.date, BODY), *map(_flowable, report.parts())])


def _frames(columns: int) -> list[Frame]:
    width = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    height = HEIGHT - 2 * MARGIN - 1.2 * cm
    return [
        Frame(MARGIN + n * (width + GUTTER), MARGIN + 0.6 * cm, width, height, leftPadding=0, rightPadding=0)
        for n in range(columns)
    ]


def _running(report: Report) -> Callable[[Canvas, BaseDocTemplate], None]:
    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, HEIGHT - MARGIN + 6, report.header)
        canvas.drawRightString(WIDTH - MARGIN, MARGIN - 8, f"{report.date}   {template.page}")

    return draw


def _flowable(part: Part) -> Flowable:
    match part.kind:
        case "heading":
            return Paragraph(part.text, HEADING)
        case "list_item":
            return ListFlowable([Paragraph(part.text, BODY)], bulletType="bullet", start="•", leftIndent=12)
        case "table":
            return _table(part)
        case "note":
            return Spacer(0, 0)
        case "paragraph":
            return Paragraph(part.text, BODY)


def _table(part: Part) -> Table:
    cells = [[Paragraph(cell, CELL) for cell in row] for row in part.rows]
    style = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("BACKGROUND", (0, 0), (-1, 0), colors.whitesmoke)]
    return Table(cells, style=style, repeatRows=1, spaceBefore=4, spaceAfter=8)
