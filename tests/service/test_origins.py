"""Documents that came in others: how they came, and what goes with what."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from service.catalogue import Catalogue
from service.database import DOCUMENTS, METADATA, VERSION
from service.origins import Origin
from service.store import Accepted


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    opened = Catalogue(f"sqlite:///{tmp_path / 'catalogue.sqlite'}")
    yield opened
    opened.close()


def came(catalogue: Catalogue, document: str, parent: str | None = None) -> bool:
    accepted = Accepted(
        id=document, filename=document, collection="default", bytes=10, received=datetime(2026, 3, 1, tzinfo=UTC)
    )
    return catalogue.add(accepted, parent=parent)


def test_the_shortest_way_counts(catalogue: Catalogue) -> None:
    for document, parent in (("mail", None), ("zip", "mail"), ("note", "zip")):
        assert came(catalogue, document, parent)
    assert catalogue.origin("mail") == Origin(parent=None, root="mail", depth=0)
    assert catalogue.origin("note") == Origin(parent="zip", root="mail", depth=2)
    assert not came(catalogue, "note", "mail")
    assert catalogue.origin("note") == Origin(parent="mail", root="mail", depth=1)
    assert not came(catalogue, "note")
    assert catalogue.origin("note").parent is None


def test_what_came_beside_a_document(catalogue: Catalogue) -> None:
    for document, parent in (("mail", None), ("one", "mail"), ("two", "mail"), ("deep", "one"), ("other", None)):
        came(catalogue, document, parent)
    assert catalogue.beside("mail", "mail") == (1, 10)
    assert catalogue.beside("one", "mail") == (2, 20)
    assert [listed.id for listed in catalogue.inside("mail")] == ["one", "two"]


@pytest.mark.parametrize(
    ("ways", "alone"),
    [
        ([("a", "mail"), ("b", "a")], ("a", "b")),
        ([("a", "mail"), ("a", "other")], ()),
        ([("a", "mail"), ("a", None), ("b", "a")], ()),
        ([("a", "mail"), ("b", "a"), ("b", "mail")], ("a", "b")),
        ([("a", "mail"), ("b", "a"), ("a", "b")], ("a", "b")),
        ([("a", "mail"), ("b", "a"), ("b", "other")], ("a",)),
        ([("mail", "mail")], ()),
    ],
    ids=["nested", "two mails", "sent alone too", "twice in one", "circle", "inner elsewhere", "in itself"],
)
def test_what_goes_with_a_mail(catalogue: Catalogue, ways: list[tuple[str, str | None]], alone: tuple[str]) -> None:
    for document, parent in [("mail", None), ("other", None), *ways]:
        came(catalogue, document, parent)
    assert catalogue.only_in("mail") == alone


def test_what_was_listed_before_was_sent_alone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    old = sa.create_engine(url)
    METADATA.create_all(old, [VERSION, DOCUMENTS])
    row = {"id": "old", "collection": "default", "bytes": 1, "state": "indexed", "attempts": 1}
    times = dict.fromkeys(("received", "updated"), datetime(2026, 3, 1, tzinfo=UTC))
    with old.begin() as connection:
        connection.execute(VERSION.insert().values(version=1))
        connection.execute(DOCUMENTS.insert().values(row | times))
    old.dispose()
    catalogue = Catalogue(url)
    came(catalogue, "mail")
    came(catalogue, "old", "mail")
    assert catalogue.only_in("mail") == ()
    catalogue.close()
