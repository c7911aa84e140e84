"""Sentences with their figures, written out as data in `cases/<lang>.tsv`."""

from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from pipelines.figures.draft import Draft, Range
from pipelines.figures.passages import drafts
from pipelines.packs import Pack, packs

CASES = Path(__file__).parent / "cases"


def _cases() -> list[ParameterSet]:
    found: list[ParameterSet] = []
    for known in packs():
        path = CASES / f"{known.code}.tsv"
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        found += [pytest.param(known, *line.split("\t"), id=f"{known.code}-{line[:50]}") for line in lines]
    return found


@pytest.mark.parametrize(("known", "text", "expected"), _cases())
def test_case(known: Pack, text: str, expected: str) -> None:
    text = text.replace("¶", "\n")
    found = drafts(text, known)
    wanted = [] if expected == "-" else expected.split("; ")
    assert [_short(draft) for draft in found] == [" ".join(each.split()[:2]) for each in wanted]
    for draft, each in zip(found, wanted, strict=True):
        said = _said(draft, text)
        assert {name: said[name] for name in _attributes(each)} == _attributes(each)


def _short(draft: Draft) -> str:
    best = draft.number.best
    if best is None:
        return f"{draft.kind} None"
    return f"{draft.kind} {best:g}" if best < 1e5 else f"{draft.kind} {best:.0f}"


def _attributes(each: str) -> dict[str, str]:
    usual = {"agg": "incident", "status": "asserted", "part": "no", "was": "None"}
    _, _, *words = each.split(" ")
    given: dict[str, str] = {}
    for word in words:
        if "=" in word:
            name, _, value = word.partition("=")
            given[name] = value
        elif word == "part":
            given["part"] = "yes"
        else:
            given[name] += f" {word}"
    return usual | given


def _said(draft: Draft, text: str) -> dict[str, str]:
    return {
        "agg": str(draft.aggregation),
        "status": str(draft.status),
        "part": "no" if draft.part_of is None else "yes",
        "was": "None" if draft.supersedes is None else f"{draft.supersedes:g}",
        "unit": draft.unit,
        "counted": _slice(text, draft.counted),
        "source": _slice(text, draft.source),
    }


def _slice(text: str, span: Range | None) -> str:
    return text[span.start : span.end] if span else "None"
