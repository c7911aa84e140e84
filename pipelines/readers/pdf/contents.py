"""A PDF's own table of contents and the names that it gives to its pages."""

from collections.abc import Iterator
from itertools import islice

import pypdfium2 as pdfium

from pipelines.layout.draft import Draft, tidy
from pipelines.record import Bookmark

_MOST = 5_000
"""Bookmarks of a document; the largest of official reports have some hundreds."""
_TITLE_CHARACTERS = 500


def fill(draft: Draft, document: pdfium.PdfDocument) -> None:
    """Sets the draft's outline, and the labels of its pages where the file gives any."""
    draft.outline = list(_bookmarks(document))
    labels = {page.number: tidy(document.get_page_label(page.number - 1)) for page in draft.pages}
    if any(labels.values()):
        draft.pages = [page.model_copy(update={"label": labels[page.number] or None}) for page in draft.pages]


def _bookmarks(document: pdfium.PdfDocument) -> Iterator[Bookmark]:
    for entry in islice(document.get_toc(), _MOST):
        title = " ".join(tidy(entry.get_title()).split())[:_TITLE_CHARACTERS]
        if title:
            yield Bookmark(title=title, level=entry.level + 1, page=_page(entry, len(document)))


def _page(entry: pdfium.PdfBookmark, count: int) -> int | None:
    destination = entry.get_dest()
    index = destination.get_index() if destination else None
    return index + 1 if index is not None and 0 <= index < count else None
