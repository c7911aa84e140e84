"""What the trained head adds to the rules, and what it takes away."""

from dataclasses import dataclass

from pipelines.figures.guesses import ALONE, CERTAIN, RULE, SURE, Guesses
from pipelines.figures.passages import drafts
from pipelines.packs import pack
from pipelines.record import Kind

INDIRECT = "The lake gave back 12 of them cold."
PLAIN = "The flood killed 12 people."


@dataclass(frozen=True)
class Said:
    start: int
    end: int
    kind: Kind | None
    probability: float


def kinds(text: str, kind: Kind | None, probability: float) -> list[tuple[Kind, str]]:
    english = pack("en")
    assert english is not None
    at = text.index("12")
    guesses = Guesses((Said(at, at + 2, kind, probability),))
    return [(one.kind, one.rule) for one in drafts(text, english, guesses=guesses)]


def test_a_sure_guess_fills_what_no_rule_reads() -> None:
    assert kinds(INDIRECT, Kind.KILLED, ALONE) == [(Kind.KILLED, RULE)]
    assert kinds(INDIRECT, Kind.KILLED, ALONE - 0.01) == []


def test_a_rule_keeps_its_say_about_the_kind() -> None:
    [(kind, rule)] = kinds(PLAIN, Kind.INJURED, 1.0)
    assert kind == Kind.KILLED
    assert rule != RULE


def test_what_certainly_counts_nothing_is_taken_away() -> None:
    assert kinds(PLAIN, None, CERTAIN) == []
    assert [kind for kind, _ in kinds(PLAIN, None, CERTAIN - 0.01)] == [Kind.KILLED]


def test_beside_a_trigger_of_its_kind_a_guess_needs_less() -> None:
    text = "Among the dead, whom it took days to find, the register has 12 so far from the upper town."
    assert SURE < ALONE
    assert kinds(text, Kind.KILLED, SURE)[-1:] == [(Kind.KILLED, RULE)]
    assert kinds(text, Kind.MISSING, SURE)[-1:] != [(Kind.MISSING, RULE)]
