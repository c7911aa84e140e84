"""HTML, by Lexbor: the words that a browser would show, with their headings, lists and tables."""

from pipelines.readers.html.reader import HtmlReader

READER = HtmlReader()
