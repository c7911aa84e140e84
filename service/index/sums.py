"""Adding figures up without counting anyone twice.

Which figures may be added is decided once, here, when a figure is indexed; an engine only adds. A running total is left
out, since the incidents it covers may be there too; a part, since its whole is; what a report tells a second time; a
count at a moment, since the same people are counted again the next day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from pipelines.record import Aggregation, Figure, Kind, Status
from service.index.hits import LeftOut, Omission, Sum


def left_out(figure: Figure, figures: Mapping[str, Figure], repeats: Set[str]) -> LeftOut | None:
    """Why a figure is in no sum, None if it is.

    `figures` are those of its document by id, `repeats` the ids of those that tell again what another told.
    """
    if figure.status is not Status.ASSERTED:
        return LeftOut.NOT_ASSERTED
    if figure.aggregation is Aggregation.STOCK:
        return LeftOut.STOCK
    if figure.aggregation is Aggregation.CUMULATIVE:
        return LeftOut.TOTAL
    if _counted_in(figure, figures):
        return LeftOut.PART
    if figure.id in repeats:
        return LeftOut.REPEAT
    return LeftOut.NO_NUMBER if figure.best is None else None


def _counted_in(figure: Figure, figures: Mapping[str, Figure]) -> bool:
    """Whether its whole says the same of the same sort of thing: six charged of ten arrested are six charged."""
    whole = figures.get(figure.part_of) if figure.part_of else None
    return whole is not None and (whole.kind, whole.unit) == (figure.kind, figure.unit)


@dataclass(frozen=True, slots=True)
class Bucket:
    """What an engine adds up: the figures of one group value, kind, unit and reason to be left out.

    `unbounded` counts those without a `high`; `largest` is the greatest `best`, None if none has one.
    """

    group: str | None
    kind: str
    unit: str
    left_out: str | None
    figures: int
    low: float
    best: float
    high: float
    unbounded: int
    largest: float | None


def sums(buckets: Iterable[Bucket]) -> tuple[Sum, ...]:
    """One sum for each group value, kind and unit, most figures first, then by name."""
    together: dict[tuple[str | None, str, str], list[Bucket]] = defaultdict(list)
    for bucket in buckets:
        together[bucket.group, bucket.kind, bucket.unit].append(bucket)
    made = [_sum(*key, found) for key, found in together.items()]
    return tuple(sorted(made, key=lambda s: (-s.figures, s.group is None, s.group or "", s.kind, s.unit)))


def _sum(group: str | None, kind: str, unit: str, buckets: list[Bucket]) -> Sum:
    added = [bucket for bucket in buckets if bucket.left_out is None]
    omitted = {LeftOut(bucket.left_out): bucket for bucket in buckets if bucket.left_out is not None}
    total = omitted.get(LeftOut.TOTAL)
    return Sum(
        group=group,
        kind=Kind(kind),
        unit=unit,
        figures=sum(bucket.figures for bucket in added),
        low=sum(bucket.low for bucket in added),
        best=sum(bucket.best for bucket in added),
        high=None if any(bucket.unbounded for bucket in added) else sum(bucket.high for bucket in added),
        largest_total=total.largest if total else None,
        left_out=tuple(Omission(reason=why, figures=omitted[why].figures) for why in LeftOut if why in omitted),
    )
