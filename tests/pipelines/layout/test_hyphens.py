"""Words divided at the end of a line, by the document's own spelling."""

import pytest

from pipelines.layout.geometry import Line, Word, line_of
from pipelines.layout.hyphens import Join, Spelling


def line(text: str) -> Line:
    return line_of([Word(word, 0, 0, 0, 10, 10, 10) for word in text.split()])


@pytest.mark.parametrize(
    ("lines", "before", "after", "join"),
    [
        (["the investi\ufffe", "gation and another investigation"], "investi\ufffe", "gation", Join.DROP),
        (["a long\ufffe", "term plan and a long-term aim"], "long\ufffe", "term", Join.NOTHING),
        (["of high\ufffe", "quality, a high price for quality"], "high\ufffe", "quality,", Join.NOTHING),
        (["the Pan\ufffe", "African court"], "Pan\ufffe", "African", Join.NOTHING),
        (["the smug\x02", "glers"], "smug\x02", "glers", Join.DROP),
        (["from 2025-", "2027"], "2025-", "2027", Join.NOTHING),
        (["from 2025–", "2027"], "2025–", "2027", Join.NOTHING),
        (["the end -", "or so"], "-", "or", Join.SPACE),
        (["the end", "or so"], "end", "or", Join.SPACE),
    ],
)
def test_the_document_s_spelling_decides(lines: list[str], before: str, after: str, join: Join) -> None:
    assert Spelling(map(line, lines)).join(before, after) is join


def test_where_nothing_is_known_the_other_divided_words_decide() -> None:
    hard = ["a long\ufffe", "term plan", "a long-term aim", "the unheard\ufffe", "of plan"]
    assert Spelling(map(line, hard)).join("unheard\ufffe", "of") is Join.NOTHING
