"""Scores figures against the gold: which were found, and how many of their attributes are right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipelines.entities.naming import Naming
from pipelines.evaluate.gold import GoldFigure, GoldItem
from pipelines.evaluate.reading import read
from pipelines.evaluate.scores import Score
from pipelines.options import Profile
from pipelines.record import Figure, Period, Qualifier, Status

LONGEST_ARTICLE = 3


@dataclass(frozen=True)
class Pair:
    """A gold figure and the figure that was found for it."""

    gold: GoldFigure
    found: Figure


@dataclass(frozen=True)
class Judged:
    """One gold item and what became of it; `spurious` were found and are not in the gold, `missed` the other way."""

    item: GoldItem
    naming: Naming
    pairs: tuple[Pair, ...]
    missed: tuple[GoldFigure, ...]
    spurious: tuple[Figure, ...]

    @property
    def found(self) -> tuple[Figure, ...]:
        """All figures that were found in the item, the right ones first."""
        return (*(pair.found for pair in self.pairs), *self.spurious)

    @property
    def score(self) -> Score:
        """The item's figures, counted."""
        return Score(len(self.pairs), len(self.spurious), len(self.missed))


def judge(item: GoldItem, *, profile: Profile) -> Judged:
    """Reads the item and matches what is found to the gold: same kind and value at the same words."""
    naming, found = read(item.text, language=item.language, published=item.published, profile=profile)
    left, pairs, missed = list(found), [], []
    for gold in item.figures:
        match = next((figure for figure in left if _same(gold, figure)), None)
        if match is None:
            missed.append(gold)
        else:
            left.remove(match)
            pairs.append(Pair(gold, match))
    return Judged(item, naming, tuple(pairs), tuple(missed), tuple(left))


def by_kind(judged: Iterable[Judged]) -> dict[str, Score]:
    """The score of each kind, ordered by name; a figure of the wrong kind is wrong there and missed in its own."""
    scores: dict[str, Score] = {}
    for one in judged:
        for kind, score in _counted(one):
            scores[kind] = scores.get(kind, Score()) + score
    return dict(sorted(scores.items()))


def _counted(one: Judged) -> Iterator[tuple[str, Score]]:
    yield from ((pair.gold.kind, Score(right=1)) for pair in one.pairs)
    yield from ((figure.kind, Score(wrong=1)) for figure in one.spurious)
    yield from ((gold.kind, Score(missed=1)) for gold in one.missed)


def attributes(judged: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """For each attribute, how many of the found figures have it right, and how many were asked."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one in judged:
        for pair in one.pairs:
            for name, well in _checks(pair, one):
                asked[name] += 1
                right[name] += well
    return {name: (right[name], asked[name]) for name in sorted(asked)}


def totals(judged: Iterable[Judged]) -> tuple[int, int]:
    """How many totals are right, and how many there are: for each text and kind, the greatest value that is asserted.

    A kind that is found and is not in the gold is a total that is wrong.
    """
    right = asked = 0
    for one in judged:
        wanted, got = _greatest(one.item.figures), _greatest(one.found)
        asked += len(wanted.keys() | got.keys())
        right += sum(got.get(kind) == value for kind, value in wanted.items())
    return right, asked


def _greatest(figures: Iterable[GoldFigure | Figure]) -> dict[str, float]:
    found: dict[str, float] = {}
    for figure in figures:
        value = figure.best if figure.best is not None else figure.low
        if figure.status is Status.ASSERTED and figure.qualifier is not Qualifier.VAGUE and value is not None:
            found[figure.kind] = max(value, found.get(figure.kind, value))
    return found


def calibration(judged: Iterable[Judged], *, bins: int = 5) -> list[tuple[float, float, int]]:
    """For each band of confidence that holds figures: its mean confidence, the share that is right, how many."""
    outcomes = sorted((confidence, well) for one in judged for confidence, well in _outcomes(one))
    bands: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, well in outcomes:
        bands[min(bins - 1, int(confidence * bins))].append((confidence, well))
    return [(_mean([c for c, _ in band]), _mean([w for _, w in band]), len(band)) for band in bands if band]


def _outcomes(one: Judged) -> Iterator[tuple[float, bool]]:
    yield from ((pair.found.confidence, True) for pair in one.pairs)
    yield from ((figure.confidence, False) for figure in one.spurious)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _same(gold: GoldFigure, found: Figure) -> bool:
    overlaps = found.number_start < gold.end and gold.start < found.number_end
    return overlaps and found.kind == gold.kind and _same_value(gold, found)


def _same_value(gold: GoldFigure, found: Figure) -> bool:
    """A vague word has no value of its own: its bounds are the policy's, and are an attribute."""
    if gold.qualifier is Qualifier.VAGUE:
        return found.qualifier is Qualifier.VAGUE
    if gold.qualifier is Qualifier.BETWEEN:
        return (gold.low, gold.high) == (found.low, found.high)
    return gold.best in (found.best, found.low, found.high)


def _checks(pair: Pair, one: Judged) -> Iterator[tuple[str, bool]]:
    gold, found = pair.gold, pair.found
    if gold.qualifier is not Qualifier.VAGUE:
        yield "bounds", (gold.low, gold.high) == (found.low, found.high)
    yield "qualifier", gold.qualifier == found.qualifier
    yield "unit", gold.unit == found.unit
    yield "aggregation", gold.aggregation == found.aggregation
    yield "status", gold.status == found.status
    for name, wanted in gold.given.items():
        yield name, _GIVEN[name](wanted, found, one)


def _counted_right(wanted: str, found: Figure, _: Judged) -> bool:
    return _plain(found.counted or "") == _plain(wanted)


def _places_right(wanted: str, found: Figure, one: Judged) -> bool:
    names = {entity.id: {_plain(name) for name in (entity.name, *entity.aliases)} for entity in one.naming.entities}
    expected = [_plain(name) for name in wanted.split(";") if name.strip()]
    got = [names.get(place, set()) for place in found.places]
    return len(expected) == len(got) and all(any(name in some for some in got) for name in expected)


def _source_right(wanted: str, found: Figure, _: Judged) -> bool:
    said = _plain(found.source.text) if found.source else ""
    return said == _plain(wanted) or (bool(said and wanted) and (said in _plain(wanted) or _plain(wanted) in said))


def _period_right(wanted: str, found: Figure, _: Judged) -> bool:
    return _written(found.period) == wanted


def _written(period: Period | None) -> str:
    return f"{period.start or ''}..{period.end or ''}" if period and (period.start or period.end) else ""


def _part_right(wanted: str, found: Figure, one: Judged) -> bool:
    whole = one.item.figures[int(wanted) - 1] if wanted else None
    match = next((pair.found.id for pair in one.pairs if pair.gold is whole), None)
    return found.part_of == match


def _supersedes_right(wanted: str, found: Figure, _: Judged) -> bool:
    return found.supersedes == (float(wanted) if wanted else None)


def _plain(text: str) -> str:
    """Lower case, without outer punctuation, an article at the front and white space counted once."""
    words = text.casefold().strip(' .,;:«»"“”').split()
    return " ".join(words[1:] if len(words) > 1 and len(words[0]) <= LONGEST_ARTICLE else words)


_GIVEN: dict[str, Callable[[str, Figure, Judged], bool]] = {
    "counted": _counted_right,
    "part": _part_right,
    "period": _period_right,
    "place": _places_right,
    "source": _source_right,
    "supersedes": _supersedes_right,
}
