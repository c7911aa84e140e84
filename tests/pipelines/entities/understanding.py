"""Reads a paragraph as the pipeline does, for the tests beside it."""

from pipelines import entities, nlp
from pipelines.entities.naming import Naming
from pipelines.record import Block, BlockKind, Entity, Label


def understood(*paragraphs: str, language: str = "en", kind: BlockKind = BlockKind.PARAGRAPH) -> Naming:
    """What a document of these paragraphs names; all but the first are paragraphs, the first is of `kind`."""
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for paragraph in paragraphs:
        end = start + len(paragraph)
        blocks.append(
            Block(kind=kind if start == 0 else BlockKind.PARAGRAPH, page=1, start=start, end=end, language=language)
        )
        start = end + 2
    with nlp.analysed(text, blocks, profile="fast") as passages:
        return entities.resolve(passages)


def named(naming: Naming, label: Label) -> set[str]:
    """The names of all entities with a label."""
    return {entity.name for entity in naming.entities if entity.label is label}


def the(naming: Naming, name: str) -> Entity:
    """The one entity of that name."""
    (found,) = [entity for entity in naming.entities if entity.name == name]
    return found
