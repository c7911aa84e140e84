"""The scores of `tally evaluate`, as lines of text."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Literal

from pipelines.evaluate import entities as naming
from pipelines.evaluate import entity_gold, positions
from pipelines.evaluate import figures as scoring
from pipelines.evaluate.entities import Aligned, EntityScores
from pipelines.evaluate.entity_errors import mistakes
from pipelines.evaluate.figures import Judged
from pipelines.evaluate.gold import GoldItem, load
from pipelines.evaluate.scores import Score
from pipelines.options import Profile


def figures_report(
    gold: Path, split: Literal["dev", "test", "all"], *, language: str | None, profile: Profile, errors: bool
) -> Iterator[str]:
    """The figures' scores for each language under `gold/figures`, or for one."""
    for path in sorted((gold / "figures").glob(f"{language or '*'}.txt")):
        items = [item for item in load(path) if split in (item.split, "all")]
        judged = [scoring.judge(item, profile=profile) for item in items]
        yield f"Figures, {path.stem}, {split}: {len(items)} texts"
        yield from _scores(judged)
        yield from _attributes(judged)
        yield from _calibration(judged)
        yield from _totals(judged)
        yield from _traps(judged)
        if errors:
            yield from (line for one in judged for line in _errors(one))
        yield ""


def positions_report(gold: Path, reports: Path, *, profile: Profile, errors: bool) -> Iterator[str]:
    """The share found of the figures annotated by position, for those of the reports that the folder holds."""
    asked = positions.load(gold / "figures" / "un.tsv")
    outcomes = list(positions.judge(asked, reports, profile=profile))
    scores = positions.by_kind(outcomes)
    yield f"Figures by position: {len(outcomes)} of {len(asked)} stand in the reports of {reports.name}"
    yield f"  {'kind':<16}{'recall':>8}{'gold':>6}"
    for kind, score in (*scores.items(), ("all", sum(scores.values(), Score()))):
        yield f"  {kind:<16}{score.recall:>8.3f}{score.right + score.missed:>6}"
    if errors:
        yield from (_missed(one.position) for one in outcomes if not one.found)


def _missed(position: positions.Position) -> str:
    return f"    missed {position.raw!r} {position.kind}: page {position.page} of {position.digest}, no. {position.nth}"


def entities_report(
    gold: Path, split: Literal["dev", "test", "all"], *, language: str | None, profile: Profile, errors: bool
) -> Iterator[str]:
    """The entities' scores for each language under `gold/entities`, or for one."""
    for path in sorted((gold / "entities").glob(f"{language or '*'}.jsonl")):
        paragraphs = [one for one in entity_gold.load(path) if split in (one.split, "all")]
        read = [naming.align(one, naming.read(one, profile=profile)) for one in paragraphs]
        scores = sum((naming.score(one) for one in read), EntityScores())
        yield f"Entities, {path.stem}, {split}: {len(paragraphs)} paragraphs"
        yield f"  {'what':<16}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>6}"
        yield from (_row(field.name, getattr(scores, field.name)) for field in fields(scores))
        if errors:
            yield from (line for one in read for line in _naming_errors(one))
        yield ""


def _naming_errors(one: Aligned) -> Iterator[str]:
    wrong = list(mistakes(one))
    if wrong:
        yield f"  {one.gold.id}: {one.gold.text}"
    yield from (f"    {line}" for line in wrong)


def _scores(judged: Sequence[Judged]) -> Iterator[str]:
    yield f"  {'kind':<16}{'precision':>10}{'recall':>8}{'F1':>7}{'gold':>6}"
    kinds = scoring.by_kind(judged)
    for kind, score in kinds.items():
        yield _row(kind, score)
    yield _row("all", sum(kinds.values(), Score()))


def _row(name: str, score: Score) -> str:
    wanted = score.right + score.missed
    return f"  {name:<16}{score.precision:>10.3f}{score.recall:>8.3f}{score.f1:>7.3f}{wanted:>6}"


def _attributes(judged: Sequence[Judged]) -> Iterator[str]:
    yield "  attributes of the figures found:"
    for name, (right, asked) in scoring.attributes(judged).items():
        yield f"    {name:<14}{right / asked:>6.3f}  of {asked}"


def _calibration(judged: Sequence[Judged]) -> Iterator[str]:
    yield "  confidence and the share that is right:"
    for confidence, right, count in scoring.calibration(judged):
        yield f"    {confidence:.2f} {right:>6.3f}  of {count}"


def _totals(judged: Sequence[Judged]) -> Iterator[str]:
    right, asked = scoring.totals(judged)
    yield f"  totals of a text and kind that are right: {right} of {asked}"


def _traps(judged: Sequence[Judged]) -> Iterator[str]:
    empty = [one for one in judged if not one.item.figures]
    clean = sum(not one.spurious for one in empty)
    yield f"  texts without figures in which none is found: {clean} of {len(empty)}"


def _errors(one: Judged) -> Iterator[str]:
    if one.missed or one.spurious:
        yield f"  {one.item.id}: {_flat(one.item)}"
    yield from (f"    missed {gold.raw!r} {gold.kind}" for gold in one.missed)
    yield from (f"    spurious {found.raw!r} {found.kind} by {found.rule}" for found in one.spurious)


def _flat(item: GoldItem) -> str:
    return " ".join(item.text.split())
