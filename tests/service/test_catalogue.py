from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from pipelines.errors import ConfigurationError
from pipelines.record import Document, Page, Pipeline
from service.catalogue import Catalogue, ListQuery, State
from service.errors import CatalogueUnavailable, InvalidCursor, NotFound
from service.settings import Settings
from service.store import Accepted

MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.fixture
def url(settings: Settings) -> str:
    """An empty database, of each sort in turn."""
    settings.data.mkdir(exist_ok=True)
    return settings.catalogue_url


@pytest.fixture
def catalogue(url: str) -> Iterator[Catalogue]:
    opened = Catalogue(url)
    yield opened
    opened.close()


def accepted(name: str, *, collection: str = "default", minutes: int = 0) -> Accepted:
    return Accepted(
        id=f"sha256:{name}",
        filename=f"{name}.txt",
        collection=collection,
        bytes=9,
        received=MORNING + timedelta(minutes=minutes),
    )


def test_a_document_goes_its_way(catalogue: Catalogue) -> None:
    assert catalogue.add(accepted("a"))
    assert not catalogue.add(accepted("a"))
    assert catalogue.get("sha256:a").state is State.ACCEPTED
    catalogue.started("sha256:a")
    catalogue.failed("sha256:a", code="parse_crash", message="It fell over.")
    failed = catalogue.get("sha256:a")
    assert (failed.state, failed.attempts, failed.code) == (State.FAILED, 1, "parse_crash")
    catalogue.extracted(
        Document(
            id="sha256:a",
            media_type="text/plain",
            bytes=9,
            text="",
            pages=(Page(number=1, start=0, end=0),),
            pipeline=Pipeline(version="7"),
        )
    )
    extracted = catalogue.get("sha256:a")
    assert (extracted.state, extracted.code, extracted.pages, extracted.pipeline) == (State.EXTRACTED, None, 1, "7")
    catalogue.indexed(["sha256:a"])
    assert catalogue.get("sha256:a").state is State.INDEXED
    catalogue.remove("sha256:a")
    with pytest.raises(NotFound):
        catalogue.get("sha256:a")


@pytest.mark.parametrize(("text", "kept"), [("a\0b", "a�b"), ("a\ud800b", "a�b"), ("ض", "ض"), ("x" * 3000, "x" * 3000)])
def test_any_text_can_be_kept(catalogue: Catalogue, text: str, kept: str) -> None:
    catalogue.add(accepted("a"))
    catalogue.failed("sha256:a", code="damaged_file", message=text)
    assert catalogue.get("sha256:a").message == kept


def test_lists_page_through_everything_newest_first(catalogue: Catalogue) -> None:
    for number in range(7):
        catalogue.add(accepted(f"d{number}", minutes=number // 2))
    listed = [found.id for found in catalogue.all(ListQuery())]
    first = catalogue.list(ListQuery(limit=3))
    second = catalogue.list(ListQuery(limit=3, cursor=first.next))
    third = catalogue.list(ListQuery(limit=3, cursor=second.next))
    assert listed[:1] == ["sha256:d6"]
    assert [found.id for page in (first, second, third) for found in page.documents] == listed
    assert (first.total, third.next) == (7, None)


def test_filters_narrow_the_list(catalogue: Catalogue) -> None:
    catalogue.add(accepted("a", collection="courts"))
    catalogue.add(accepted("b"))
    catalogue.failed("sha256:b", code="empty_file", message="")
    assert [found.id for found in catalogue.all(ListQuery(states=(State.FAILED,), codes=("empty_file",)))] == [
        "sha256:b"
    ]
    assert [found.id for found in catalogue.all(ListQuery(collections=("courts",)))] == ["sha256:a"]
    assert catalogue.collections() == {"courts": 1, "default": 1}


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "bm90IGpzb24", "W10"])
def test_a_made_up_cursor_is_refused(catalogue: Catalogue, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        catalogue.list(ListQuery(cursor=cursor))


def test_a_cursor_serves_its_own_list_only(catalogue: Catalogue) -> None:
    for name in "abc":
        catalogue.add(accepted(name))
    cursor = catalogue.list(ListQuery(limit=1)).next
    with pytest.raises(InvalidCursor):
        catalogue.list(ListQuery(limit=1, states=(State.FAILED,), cursor=cursor))


def test_it_opens_again_and_refuses_a_newer_one(url: str) -> None:
    Catalogue(url).add(accepted("a"))
    assert Catalogue(url).get("sha256:a").filename == "a.txt"
    with sa.create_engine(url).begin() as connection:
        connection.execute(sa.text("UPDATE schema_version SET version = 99"))
    with pytest.raises(ConfigurationError, match="99"):
        Catalogue(url)


def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError):
        Catalogue("nonsense")
    with pytest.raises(CatalogueUnavailable):
        Catalogue(f"sqlite:///{tmp_path / 'missing' / 'catalogue.sqlite'}")
