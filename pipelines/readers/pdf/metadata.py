"""What a PDF says of itself: title, author, date. Fields that only name a program or a file are passed over."""

import re
from datetime import date

import pypdfium2 as pdfium

from pipelines.layout.draft import Draft, tidy

_DATE = re.compile(r"(?:D:)?\s*(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = re.compile(r"^(?:untitled.*|microsoft \w+ - .*|slide \d+|\S+\.\w{2,5}|document\d*|\W*)$", re.IGNORECASE)
_NO_AUTHOR = re.compile(r"^(?:user|admin\w*|owner|unknown|.*\buser\b.*|author|root|\W*)$", re.IGNORECASE)


def fill(draft: Draft, document: pdfium.PdfDocument) -> None:
    """Sets the draft's title, if the file names a better one than its pages show, its authors and date."""
    fields = document.get_metadata_dict()
    title, author = tidy(fields.get("Title", "")), tidy(fields.get("Author", ""))
    draft.title = draft.title if _NO_TITLE.match(title) else title
    draft.authors = (
        () if _NO_AUTHOR.match(author) else tuple(part.strip() for part in author.split(";") if part.strip())
    )
    draft.published = pdf_date(fields.get("CreationDate", ""))


def pdf_date(text: str) -> date | None:
    """The day of a PDF date such as `D:20250616165348-04'00'`; None unless it names a real day."""
    match = _DATE.match(text)
    if not match or not match[2] or not match[3]:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
