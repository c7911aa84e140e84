"""A key for one collection sees what it would see if there were no other.

Two services are asked the same: one keeps the collection only, the other a second one beside it. If their answers
differ, something of the second shows. Times and scores may differ: a word's weight depends on all reports.
"""

import importlib
import io
import pkgutil
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

import service.web.pages
from service.access.roles import Role
from service.api.app import create_app
from service.settings import Settings
from tests.service.access.kept import (
    FAILED_BYTES,
    HIDDEN,
    HIDDEN_BYTES,
    OPEN_REPORT,
    SECRET_REPORT,
    SECRETS,
    SEEN,
    bearer,
    fill,
    key,
    settings_in,
)

DESCRIPTION = create_app(Settings(), work=False).openapi()["paths"]
API = {path: operations["get"] for path, operations in DESCRIPTION.items() if "get" in operations}
PAGES = sorted(
    route.path
    for module in pkgutil.iter_modules(service.web.pages.__path__, "service.web.pages.")
    for route in importlib.import_module(module.name).ROUTER.routes
    if isinstance(route, APIRoute) and "GET" in (route.methods or ())
)
VALUES: dict[str, list[str]] = {
    "q": ["Marigold", "Veskari", "mari*", "Marigolt~", '"Zephyr Trust"', "-migrants", "30", "title:Marigold"],
    "entity": ["Ilda Veskari", "Zephyr Trust", "Coast Guard"],
    "name": ["Ilda Veskari", "Zephyr Trust", "Coast Guard", "Oulu", "Sfax"],
    "label": ["person", "org", "place"],
    "place": ["Oulu", "FI", "TN", "Sfax"],
    "source": ["Zephyr", "Coast"],
    "counted": ["couriers", "migrants"],
    "prefix": ["", "ves", "zep", "ou", "coa", "s"],
    "collection": [SEEN, HIDDEN, "none"],
    "kind": ["arrested", "killed"],
    "group_by": ["kind", "country", "place", "month", "source"],
    "format": ["json", "csv", "jsonl", "xlsx"],
    "state": ["indexed", "failed", "accepted"],
    "code": ["damaged_file"],
    "sort": ["newest", "oldest"],
    "limit": ["0", "1", "50"],
    "minimum": ["700"],
    "number": ["1", "2"],
}
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(Z|\+00:00)?|\d\d:\d\d")
_SCORE = re.compile(r'"score":[\d.]+')


@dataclass(frozen=True)
class Pair:
    """The service with one collection, that with both, and the ids of the reports in them."""

    alone: TestClient
    beside: TestClient
    ids: tuple[str, str]


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    one, two = (settings_in(tmp_path_factory.mktemp(name)) for name in ("alone", "beside"))
    fill(one, seen=OPEN_REPORT)
    ids = fill(two, seen=OPEN_REPORT, covert=SECRET_REPORT)
    with TestClient(create_app(one, work=False)) as alone, TestClient(create_app(two, work=False)) as beside:
        for client, settings in ((alone, one), (beside, two)):
            client.headers.update(bearer(key(settings, Role.READER, SEEN)))
        yield Pair(alone, beside, (ids[SEEN], ids[HIDDEN]))


def questions(names: list[str]) -> st.SearchStrategy[dict[str, str]]:
    """Values for some of the parameters, those that only the hidden report has among them."""
    known = {name: st.sampled_from(VALUES[name]) for name in names if name in VALUES}
    return st.fixed_dictionaries({}, optional=known)


def same(pair: Pair, path: str, query: dict[str, str]) -> int:
    """The status of the service that hides something, after comparing it with the other's."""
    alone, beside = (client.get(path, params=query, follow_redirects=False) for client in (pair.alone, pair.beside))
    assert alone.status_code == beside.status_code
    assert _plain(alone.content) == _plain(beside.content)
    for name in ("content-type", "etag", "link", "location", "content-disposition"):
        assert alone.headers.get(name) == beside.headers.get(name)
    return beside.status_code


def _plain(content: bytes) -> str:
    """What an answer says, without times and scores; a workbook's parts one after the other."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return "".join(book.read(name).decode() for name in sorted(book.namelist()) if "docProps" not in name)
    return _SCORE.sub("", _TIME.sub("", content.decode()))


def every_example(check: Callable[[], None], count: int) -> None:
    examples(max_examples=count, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))(check)()


@pytest.mark.parametrize("path", API)
def test_no_route_of_the_api_shows_anything_hidden(pair: Pair, path: str) -> None:
    names = [each["name"] for each in API[path].get("parameters", []) if each["in"] == "query"]

    @given(query=questions(names), document=st.sampled_from(pair.ids), number=st.sampled_from("12"))
    def check(query: dict[str, str], document: str, number: str) -> None:
        asked = path.replace("{document}", document).replace("{number}", number)
        status = same(pair, asked, query)
        if path == "/metrics":
            assert status == 403
        elif document == pair.ids[1] and "{document}" in path:
            assert status == 404

    every_example(check, 40 if names else 4)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_shows_anything_hidden(pair: Pair, path: str) -> None:
    @given(query=questions(sorted(VALUES)), document=st.sampled_from(pair.ids))
    def check(query: dict[str, str], document: str) -> None:
        same(pair, path.replace("{document}", document), query)

    every_example(check, 15)


@pytest.mark.parametrize("path", [*(path for path in API if "{" not in path), *(p for p in PAGES if "{" not in p)])
def test_no_hidden_word_is_in_any_answer(pair: Pair, path: str) -> None:
    text = pair.beside.get(path).text
    assert not [word for word in (*SECRETS, pair.ids[1]) if word in text]


def test_who_may_see_both_sees_both(pair: Pair) -> None:
    """The test above would pass if nobody saw anything."""
    assert pair.beside.get("/v1/search", params={"q": "migrants"}).json()["total"] == 1
    assert pair.beside.get(f"/v1/documents/{pair.ids[0]}").status_code == 200


def test_bytes_kept_elsewhere_are_refused_without_a_word_of_them(tmp_path_factory: pytest.TempPathFactory) -> None:
    settings = settings_in(tmp_path_factory.mktemp("writing"))
    ids = fill(settings, seen=OPEN_REPORT, covert=SECRET_REPORT)
    with TestClient(create_app(settings, work=False)) as client:
        client.headers.update(bearer(key(settings, Role.ADMIN, SEEN)))
        for content in (HIDDEN_BYTES, FAILED_BYTES):
            answer = client.post("/v1/documents", params={"collection": SEEN}, content=content)
            assert (answer.status_code, answer.json()["code"]) == (409, "held_elsewhere")
            assert not [word for word in SECRETS if word in answer.text]
        assert client.post("/v1/documents", params={"collection": HIDDEN}, content=b"x").status_code == 403
        assert client.delete(f"/v1/documents/{ids[HIDDEN]}").status_code == 404
        assert client.post(f"/documents/{ids[HIDDEN]}/delete").status_code == 404
        assert client.post("/documents/retry").status_code == 403
        client.headers.update(bearer(key(settings, Role.READER)))
        assert client.get(f"/v1/documents/{ids[HIDDEN]}").status_code == 200
        assert client.get("/v1/search", params={"q": "Marigold"}).json()["total"] == 1
