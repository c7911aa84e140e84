"""Lists whose lead tells what befell their members."""

import pytest
import spacy

from pipelines.entities.naming import Naming
from pipelines.figures import resolve
from pipelines.packs import pack
from pipelines.parsed import Parsed
from pipelines.passage import Passage
from pipelines.record import Block, BlockKind


def _figures(language: str, lines: list[str]) -> list[tuple[str, float | None, str]]:
    nlp = spacy.blank(language)
    nlp.add_pipe("tally_figures")
    passages, start = [], 0
    for line in lines:
        kind = BlockKind.LIST_ITEM if line.startswith("- ") else BlockKind.PARAGRAPH
        block = Block(kind=kind, page=1, start=start, end=start + len(line))
        passages.append(Passage(start, block, pack(language), nlp(line)))
        start += len(line) + 1
    found = resolve(tuple(passages), Naming((), ()), Parsed("text/plain", "\n".join(lines), (), ()))
    return [(figure.kind.value, figure.best, figure.unit) for figure in found]


@pytest.mark.parametrize(
    ("language", "lead", "first", "second"),
    [
        (
            "en",
            "During the raid the following were seized:",
            "- 5 assault rifles",
            "- 2.5 kg of heroin and 38 magazines",
        ),
        ("fr", "Ont été saisis :", "- 5 fusils d'assaut", "- 2,5 kg d'héroïne et 38 chargeurs"),
        ("es", "Se incautó el siguiente material:", "- 5 fusiles AK-47", "- 2,5 kg de heroína y 38 cargadores"),
    ],
)
def test_members_take_their_kind_from_the_lead(language: str, lead: str, first: str, second: str) -> None:
    expected = [("seized", 5, "items"), ("seized", 2.5, "kg"), ("seized", 38, "items")]
    assert _figures(language, [lead, first, second]) == expected


@pytest.mark.parametrize(
    "lines",
    [
        ["The plan has these parts:", "- 5 rifles for the guards"],
        ["Seized were:", "Five rifles stood in the hall."],
        ["Seized were:", "- 12 officers on duty"],
        ["Three people were killed.", "- 5 rifles"],
    ],
    ids=["no event", "no list", "what cannot be seized", "no lead"],
)
def test_a_list_without_such_a_lead_gives_nothing_more(lines: list[str]) -> None:
    assert [figure for figure in _figures("en", lines) if figure[0] == "seized"] == []
