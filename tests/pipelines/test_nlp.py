import pytest

from pipelines import nlp
from pipelines.nlp import LONGEST
from pipelines.record import Block, BlockKind

TEXT = "Running head\nThe police arrested 52 people in Karachi.\nLa police a arrêté 12 personnes à Dakar.\nПолиция."


def block(number: int, language: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Block:
    lines = TEXT.split("\n")
    start = sum(len(line) + 1 for line in lines[:number])
    return Block(kind=kind, page=1, start=start, end=start + len(lines[number]), language=language)


BLOCKS = [block(0, "en", BlockKind.HEADER), block(1, "en"), block(2, "fr"), block(3, "ru")]


def test_each_block_is_read_by_its_own_pack() -> None:
    with nlp.analysed(TEXT, BLOCKS, profile="fast") as passages:
        assert [passage.pack.code if passage.pack else None for passage in passages] == ["en", "fr", None]


def test_a_passage_is_the_documents_text_character_for_character() -> None:
    with nlp.analysed(TEXT, BLOCKS, profile="fast") as passages:
        for passage in passages:
            assert TEXT[passage.start :].startswith(passage.doc.text)
            assert passage.doc.text


def test_running_headers_are_not_read() -> None:
    with nlp.analysed(TEXT, BLOCKS, profile="fast") as passages:
        assert all(passage.block.kind is not BlockKind.HEADER for passage in passages)


@pytest.mark.parametrize("filler", ["The boat sank. ", "x"])
def test_a_very_long_block_is_cut_and_nothing_is_lost(filler: str) -> None:
    text = filler * (3 * LONGEST // len(filler))
    whole = Block(kind=BlockKind.PARAGRAPH, page=1, start=0, end=len(text), language="tlh")
    with nlp.analysed(text, [whole], profile="fast") as passages:
        assert "".join(passage.doc.text for passage in passages) == text
        assert max(len(passage.doc.text) for passage in passages) <= LONGEST
