"""What a limited archive inherits is what it does not limit: each such method is named here, or the test fails."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.access.limited import LimitedCatalogue, LimitedEngine, LimitedStore, limited
from service.access.roles import Scope
from service.archive import Archive, accept, forget, open_archive
from service.catalogue import Catalogue, ListQuery
from service.errors import Forbidden, HeldElsewhere, NotFound
from service.index.base import Engine
from service.store import Store
from tests.service.access.kept import HIDDEN, HIDDEN_BYTES, OPEN_REPORT, SECRET_REPORT, SEEN, fill, settings_in

INHERITED = {
    Catalogue: {"add", "all", "started", "extracted", "indexed", "failed", "reset"},
    Store: {"save", "intact"},
    Engine: set[str](),
}
"""Each asks one of the limited methods, or is for workers and shows nothing."""


@pytest.mark.parametrize(
    ("whole", "part"), [(Catalogue, LimitedCatalogue), (Store, LimitedStore), (Engine, LimitedEngine)]
)
def test_every_method_is_limited_or_named(whole: type, part: type) -> None:
    public = {name for name in vars(whole) if not name.startswith("_")}
    assert public - vars(part).keys() == INHERITED[whole]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Archive, str, str]]:
    settings = settings_in(tmp_path_factory.mktemp("limited"))
    ids = fill(settings, seen=OPEN_REPORT, covert=SECRET_REPORT)
    archive = open_archive(settings)
    yield archive, ids[SEEN], ids[HIDDEN]
    archive.close()


@pytest.fixture
def part(filled: tuple[Archive, str, str]) -> Archive:
    return limited(filled[0], Scope(frozenset({SEEN})))


def test_who_may_see_all_gets_the_archive_itself(filled: tuple[Archive, str, str]) -> None:
    assert limited(filled[0], Scope()) is filled[0]


def test_hidden_is_as_if_it_were_not_there(part: Archive, filled: tuple[Archive, str, str]) -> None:
    _, _, hidden = filled
    absent = "sha256:" + "0" * 64
    for method in (
        part.catalogue.get,
        part.catalogue.remove,
        part.catalogue.inside,
        part.catalogue.only_in,
        part.store.open,
        part.store.record,
        part.store.has_record,
        part.store.intact,
        part.store.delete,
        part.store.accepted,
        lambda document: part.engine.delete([document]),
    ):
        with pytest.raises(NotFound) as hidden_error:
            method(hidden)
        with pytest.raises(NotFound) as absent_error:
            method(absent)
        assert str(hidden_error.value).replace(hidden, absent) == str(absent_error.value)


def test_lists_hold_what_is_seen(part: Archive, filled: tuple[Archive, str, str]) -> None:
    _, seen, _ = filled
    assert [each.id for each in part.catalogue.all(ListQuery())] == [seen]
    assert list(part.store.ids()) == list(part.engine.documents()) == [seen]
    assert part.catalogue.collections() == {SEEN: 1}
    assert part.engine.health().documents is None


def test_nothing_is_added_elsewhere(part: Archive, filled: tuple[Archive, str, str]) -> None:
    whole, _, _ = filled
    before = list(whole.store.ids())
    with pytest.raises(Forbidden):
        accept(part, io.BytesIO(b"new"), filename=None, collection=HIDDEN)
    with pytest.raises(HeldElsewhere):
        accept(part, io.BytesIO(HIDDEN_BYTES), filename=None, collection=SEEN)
    with pytest.raises(Forbidden):
        part.engine.index([])
    with pytest.raises(Forbidden):
        part.engine.rebuild([])
    with pytest.raises(Forbidden):
        part.catalogue.origin("any")
    with pytest.raises(Forbidden):
        part.catalogue.beside("any", "any")
    assert list(whole.store.ids()) == before


def test_what_came_in_a_mail_is_shown_and_deleted_where_it_is_seen(tmp_path: Path) -> None:
    whole = open_archive(settings_in(tmp_path))
    mail = accept(whole, io.BytesIO(b"mail"), filename="mail.eml", collection=SEEN)[0].id
    inner = [
        accept(whole, io.BytesIO(name.encode()), filename=name, collection=collection, parent=mail)[0].id
        for name, collection in (("a", SEEN), ("b", HIDDEN))
    ]
    part = limited(whole, Scope(frozenset({SEEN})))
    assert [listed.id for listed in part.catalogue.inside(mail)] == [inner[0]]
    forget(part, mail)
    assert [listed.id for listed in whole.catalogue.all(ListQuery())] == [inner[1]]
    whole.close()


def test_closing_a_part_leaves_the_whole_open(part: Archive, filled: tuple[Archive, str, str]) -> None:
    part.close()
    assert filled[0].engine.health().documents == 2


def test_bytes_of_a_document_have_a_path(part: Archive, filled: tuple[Archive, str, str], tmp_path: Path) -> None:
    _, seen, hidden = filled
    with part.store.local(seen) as path:
        (tmp_path / "copy").write_bytes(path.read_bytes())
    assert (tmp_path / "copy").read_text(encoding="utf-8") == OPEN_REPORT.text
    with pytest.raises(NotFound), part.store.local(hidden):
        pass
