"""A passage: one block of text, in one language, as spaCy sees it."""

from dataclasses import dataclass

from spacy.tokens import Doc

from pipelines.packs import Pack
from pipelines.record import Block


@dataclass(frozen=True, slots=True)
class Passage:
    """A block's text as a `Doc`; `doc.text` is the document's text from `start` on, character for character.

    A paragraph that goes on over the page is one passage, and `block` holds all of it, with its first page.
    `pack` is None where no installed pack reads the block's language; its `doc` is then blank and has no entities.
    """

    start: int
    block: Block
    pack: Pack | None
    doc: Doc
