"""RTF: paragraphs, tables, running heads, footnotes and remarks, in any code page."""

from pipelines.readers.rtf.reader import RtfReader

READER = RtfReader()
