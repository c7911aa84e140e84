import hashlib
import io
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pipelines.errors import EmptyFile, LimitExceeded
from pipelines.record import Document, Pipeline
from service.errors import NotFound, StoreDamaged, StoreUnavailable
from service.store import Accepted, Store


@pytest.fixture(params=["folder", "remote"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    return Store(str(tmp_path / "store") if request.param == "folder" else f"memory://{tmp_path}")


def put(store: Store, data: bytes, *, filename: str = "report.txt", limit: int = 1000) -> tuple[Accepted, bool]:
    return store.put(io.BytesIO(data), filename=filename, collection="default", limit=limit)


def record(accepted: Accepted, text: str = "Two boats sank.") -> Document:
    return Document(id=accepted.id, media_type="text/plain", bytes=15, text=text, pipeline=Pipeline(version="1"))


def test_what_is_put_can_be_read(store: Store) -> None:
    kept, new = put(store, b"Two boats sank.")
    assert new
    assert kept.id == f"sha256:{hashlib.sha256(b'Two boats sank.').hexdigest()}"
    assert store.open(kept.id).read() == b"Two boats sank."
    with store.local(kept.id) as path:
        assert path.read_bytes() == b"Two boats sank."
    assert store.accepted(kept.id) == kept


def test_the_same_bytes_are_the_same_document(store: Store) -> None:
    first, _ = put(store, b"Two boats sank.", filename="first.txt")
    again, new = put(store, b"Two boats sank.", filename="second.txt")
    assert not new
    assert again == first
    assert list(store.ids()) == [first.id]


def test_a_record_survives_packing(store: Store) -> None:
    kept, _ = put(store, b"x")
    assert not store.has_record(kept.id)
    store.save(record(kept, "Año 2016 — 𝟏"))
    assert store.has_record(kept.id)
    assert store.record(kept.id) == record(kept, "Año 2016 — 𝟏")


def test_deleting_leaves_nothing(store: Store) -> None:
    kept, _ = put(store, b"x")
    store.save(record(kept))
    store.delete(kept.id)
    store.delete(kept.id)
    assert list(store.ids()) == []
    with pytest.raises(NotFound):
        store.open(kept.id)


@pytest.mark.parametrize("document", ["sha256:" + "0" * 64, "../../etc/passwd", "", "sha256:" + "0" * 63 + "/"])
def test_what_is_not_there_is_not_found(store: Store, document: str) -> None:
    for ask in (store.accepted, store.record, store.open):
        with pytest.raises(NotFound):
            ask(document)


def test_nothing_is_kept_of_a_refused_file(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    with pytest.raises(EmptyFile):
        put(store, b"")
    with pytest.raises(LimitExceeded, match="1,000 bytes"):
        put(store, b"x" * 1001)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_upload_cut_short_is_not_accepted(tmp_path: Path) -> None:
    class Cut(io.BytesIO):
        def read(self, _: int | None = -1, /) -> bytes:
            raise ConnectionResetError("gone")

    with pytest.raises(StoreUnavailable):
        Store(str(tmp_path)).put(Cut(), filename=None, collection="default", limit=10)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_changed_bytes_are_noticed(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    kept, _ = put(store, b"Two boats sank.")
    assert store.intact(kept.id)
    with store.local(kept.id) as path:
        path.write_bytes(b"Ten boats sank.")
    assert not store.intact(kept.id)


def test_a_cut_record_is_damaged_not_lost(tmp_path: Path) -> None:
    store = Store(str(tmp_path))
    kept, _ = put(store, b"x")
    store.save(record(kept))
    [path] = tmp_path.rglob("record.json.gz")
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(StoreDamaged):
        store.record(kept.id)


def test_a_store_without_room_says_so(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file where the folder should be")
    with pytest.raises(StoreUnavailable, match="disk"):
        put(Store(str(tmp_path / "store")), b"x")


class Away(MemoryFileSystem):  # type: ignore[misc]  # fsspec has no types
    """A file system that fails as they do, with an error of its own."""

    protocol = "away"
    cachable = False

    def _fail(self, *_: object, **__: object) -> None:
        raise LookupError("no route to the bucket")

    exists = put_file = pipe_file = get_file = find = _fail


def test_a_remote_store_that_is_away_says_so() -> None:
    fsspec.register_implementation("away", Away, clobber=True)
    store = Store("away://bucket/tally")
    document = f"sha256:{'0' * 64}"
    for ask in (
        lambda: put(store, b"x"),
        lambda: store.record(document),
        lambda: store.has_record(document),
        lambda: list(store.ids()),
        lambda: store.delete(document),
    ):
        with pytest.raises(StoreUnavailable, match="no route"):
            ask()
