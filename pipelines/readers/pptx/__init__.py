"""PowerPoint: a slide is a page, with its title first, its notes as notes, and its charts as the tables they show."""

from pipelines.readers.pptx.reader import PptxReader

READER = PptxReader()
