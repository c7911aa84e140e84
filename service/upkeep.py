"""Keeping store, catalogue and index in step. The store is the truth: the others can be made from it."""

from collections.abc import Iterator

from pipelines.record import Frozen
from service import processing
from service.archive import Archive
from service.batches import batches
from service.catalogue import Listed, ListQuery, State
from service.errors import NotFound, StoreDamaged
from service.index.base import Entry

BATCH = 50
"""Documents indexed at a time."""
READ = ListQuery(states=(State.EXTRACTED, State.INDEXED))
"""Documents that have a record."""


class Verified(Frozen):
    """What `verify` found; each field but `checked` lists ids of documents, and all of them empty is well."""

    checked: int
    damaged: tuple[str, ...] = ()
    unreadable: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    unlisted: tuple[str, ...] = ()
    unindexed: tuple[str, ...] = ()
    stray: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether nothing is wrong."""
        return self == Verified(checked=self.checked)


def verify(archive: Archive) -> Verified:
    """Check every original against its hash and every record, and compare store, catalogue and index.

    `damaged` originals have other bytes than they came with, `unreadable` records cannot be read, `missing` documents
    are listed but not stored, `unlisted` ones stored but not listed; `unindexed` ones should be searchable and are not,
    `stray` ones are searchable and should not be.
    """
    stored = set(archive.store.ids())
    listed = {found.id: found.state for found in archive.catalogue.all(ListQuery())}
    indexed = set(archive.engine.documents())
    searchable = {document for document, state in listed.items() if state is State.INDEXED}
    return Verified(
        checked=len(stored),
        damaged=tuple(document for document in sorted(stored) if not archive.store.intact(document)),
        unreadable=tuple(document for document in sorted(stored) if not _readable(archive, document)),
        missing=tuple(sorted(listed.keys() - stored)),
        unlisted=tuple(sorted(stored - listed.keys())),
        unindexed=tuple(sorted(searchable - indexed)),
        stray=tuple(sorted(indexed - listed.keys())),
    )


def mend(archive: Archive, found: Verified) -> None:
    """List what is stored, index what should be searchable, and drop from the index what is not listed."""
    archive.engine.delete(found.stray)
    for document in found.unlisted:
        _relist(archive, document)
    processing.index(archive, found.unindexed)


def reindex(archive: Archive) -> int:
    """Build the index anew from the store while the old one serves; how many documents are in it.

    What was indexed, changed or deleted meanwhile is put right afterwards.
    """
    before = {listed.id: listed for listed in archive.catalogue.all(READ)}
    taken = archive.engine.rebuild(_entries(archive))
    changed = [listed.id for listed in archive.catalogue.all(READ) if _changed(listed, before.get(listed.id))]
    processing.index(archive, changed)
    align(archive)
    return taken


def align(archive: Archive) -> int:
    """Index what should be searchable and is not, drop what is not listed; how many documents that were.

    It may run while others work: what is indexed was listed before, so the index is asked first.
    """
    indexed = set(archive.engine.documents())
    listed = {found.id: found.state for found in archive.catalogue.all(ListQuery())}
    stray = sorted(indexed - listed.keys())
    missing = [document for document, state in listed.items() if state is State.INDEXED and document not in indexed]
    archive.engine.delete(stray)
    for batch in batches(missing, BATCH):
        processing.index(archive, batch)
    archive.engine.flush()
    return len(stray) + len(missing)


def older(archive: Archive, version: str) -> tuple[str, ...]:
    """The documents whose record a version of Tally before this one made."""
    limit = _numbers(version)
    return tuple(found.id for found in archive.catalogue.all(READ) if _numbers(found.pipeline or "") < limit)


def _entries(archive: Archive) -> Iterator[Entry]:
    """Every readable record; one that was deleted meanwhile is passed over."""
    for listed in archive.catalogue.all(READ):
        try:
            yield processing.entry(archive, listed)
        except (NotFound, StoreDamaged):
            continue


def _changed(listed: Listed, before: Listed | None) -> bool:
    """Whether its record may be another by now; no clock is asked, since clocks jump."""
    return listed != before or listed.state is State.EXTRACTED


def _relist(archive: Archive, document: str) -> None:
    """List it as sent by itself: all the ways it came are not known any more, and no deletion may take it along."""
    archive.catalogue.add(archive.store.accepted(document))
    if archive.store.has_record(document):
        archive.catalogue.extracted(archive.store.record(document))
        processing.index(archive, [document])


def _readable(archive: Archive, document: str) -> bool:
    try:
        return not archive.store.has_record(document) or bool(archive.store.record(document))
    except StoreDamaged:
        return False


def _numbers(version: str) -> tuple[int, ...]:
    """`0.10.1` as numbers that compare; what is not a number ends it."""
    parts: list[int] = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        parts.append(int(part))
    return tuple(parts)
