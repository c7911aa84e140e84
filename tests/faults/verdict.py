"""Whether everything that was acknowledged is there, whole and once."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Set
from dataclasses import asdict, dataclass, replace

from service.archive import Archive, open_archive
from service.catalogue import Listed, ListQuery, State
from service.index.hits import FigureHit
from service.index.queries import FigureQuery, SearchQuery
from service.settings import Settings
from service.upkeep import verify

PATIENCE = 180.0
"""Seconds without any progress after which what waits counts as stuck."""
WAITING = (State.ACCEPTED, State.EXTRACTED)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many were acknowledged; how many are lost, in the index twice, unfinished, failed; what else is wrong."""

    acknowledged: int
    lost: int
    doubled: int
    stuck: int
    failed: int
    wrong: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing is."""
        return self.acknowledged > 0 and self == Verdict(self.acknowledged, 0, 0, 0, 0)

    def beside(self, *wrong: str) -> "Verdict":
        """The verdict with what else was wrong."""
        return replace(self, wrong="; ".join(filter(None, (self.wrong, *wrong))))

    def dump(self) -> str:
        """As a line that `parse` reads."""
        return json.dumps(asdict(self))

    @classmethod
    def parse(cls, line: str | bytes) -> "Verdict":
        """What was dumped."""
        return cls(**json.loads(line))


def judge(settings: Settings, taken: Set[str]) -> Verdict:
    """Wait until nothing moves any more while the service runs, then look at everything that is kept."""
    archive = open_archive(settings)
    try:
        stuck = _settle(archive)
        return _verdict(archive, taken, stuck)
    finally:
        archive.close()


def _verdict(archive: Archive, taken: Set[str], stuck: Set[str]) -> Verdict:
    listed = {each.id: each for each in archive.catalogue.all(ListQuery())}
    stored = set(archive.store.ids())
    found = verify(archive)
    found = found.model_copy(update={"unlisted": tuple(taken & set(found.unlisted))})  # others were refused, and kept
    failed = [each for each in listed.values() if each.state is State.FAILED]
    why = sorted({f"{each.code} after {each.attempts} attempts: {each.message}" for each in failed})
    verdict = Verdict(
        acknowledged=len(taken),
        lost=len(taken - (listed.keys() & stored)) + len(taken & set(found.unindexed)),
        doubled=_doubled(archive),
        stuck=len(stuck),
        failed=len(failed),
        wrong="" if found.well else found.model_dump_json(),
    )
    return verdict.beside(*why)


def _settle(archive: Archive) -> set[str]:
    """The ids of what still waits when there was no progress for long."""
    waiting, since = _waiting(archive), time.monotonic()
    while waiting and time.monotonic() - since < PATIENCE:
        time.sleep(0.3)
        now = _waiting(archive)
        waiting, since = now, time.monotonic() if now != waiting else since
    return {each.id for each in waiting}


def _waiting(archive: Archive) -> set[Listed]:
    return set(archive.catalogue.all(ListQuery(states=WAITING)))


def _doubled(archive: Archive) -> int:
    """Pages and figures beyond the one of each that every report has."""
    pages = archive.engine.search(SearchQuery(limit=1)).total
    figures = Counter(hit.document for hit in _figures(archive))
    return max(pages - len(list(archive.engine.documents())), 0) + sum(number - 1 for number in figures.values())


def _figures(archive: Archive) -> Iterator[FigureHit]:
    query = FigureQuery(limit=1000, sums=False)
    while True:
        page = archive.engine.figures(query)
        yield from page.hits
        if page.next is None:
            return
        query = query.model_copy(update={"cursor": page.next})
