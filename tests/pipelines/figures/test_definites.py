"""A person named at a sentence's head counts as one where people alone suffer what is told."""

import pytest

from pipelines.figures.draft import Range
from pipelines.figures.drafting import Named
from pipelines.figures.passages import drafts
from pipelines.packs import pack


def _found(text: str, name: str) -> list[tuple[str, float | None]]:
    known = pack("en")
    assert known is not None
    start = text.index(name)
    named = Named(parties=(Range(start, start + len(name)),))
    return [(draft.kind.value, draft.number.best) for draft in drafts(text, known, named=named)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ortega was killed in the attack.", [("killed", 1.0)]),
        ("Ortega was abducted and two guards were injured.", [("abducted", 1.0), ("injured", 2.0)]),
        ("Ortega was hurt by the remarks.", []),
        ("When Ortega was killed, the market closed.", []),
        ("Ortega killed two guards.", [("killed", 2.0)]),
    ],
)
def test_a_named_victim_is_one(text: str, expected: list[tuple[str, float | None]]) -> None:
    assert _found(text, "Ortega") == expected
