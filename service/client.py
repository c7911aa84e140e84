"""A thin client of the API for Python programs: the service's own types over HTTP.

with Client("http://127.0.0.1:8000") as tally:
    receipt = tally.send(Path("report.pdf"))
    tally.wait(receipt.document.id)
    for hit in tally.figures(FigureParameters(kind=("killed",))):
        print(hit.figure.best, hit.filename, hit.figure.page)
"""

import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import httpx
from pydantic import BaseModel

from pipelines.errors import TallyError
from pipelines.record import Document
from service.api.parameters import FigureParameters, SearchParameters
from service.api.problems import Problem
from service.api.routes.documents import Receipt
from service.catalogue import Listed, State
from service.errors import ServiceError, Unavailable
from service.index.hits import Alike, FigureHit, FigurePage, Hit, SearchPage

_FINISHED = frozenset({State.INDEXED, State.FAILED})
_PAUSE = 0.5
"""Seconds between two looks at a document that is being read."""


class Refused(ServiceError):
    """The service answered with a problem; `problem` is what it said."""

    code = "refused"

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.detail, advice=problem.advice or "")


class Client:
    """One service at `url`; `key` is sent with every request."""

    def __init__(self, url: str, *, key: str | None = None) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._http = httpx.Client(base_url=url, headers=headers, timeout=60)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def send(self, path: Path, *, collection: str = "default") -> Receipt:
        """Send a file in. Raises `Refused`, and `Unavailable` if the service does not answer."""
        with path.open("rb") as file:
            query = {"filename": path.name, "collection": collection}
            return Receipt.model_validate_json(self._ask("POST", "/v1/documents", query, content=file).content)

    def status(self, document: str) -> Listed:
        """How far a document has come. Raises `Refused`."""
        return Listed.model_validate_json(self._ask("GET", f"/v1/documents/{document}/status").content)

    def wait(self, document: str, *, seconds: float = 600) -> Listed:
        """The document once it is indexed or has failed. Raises `Unavailable` if that takes longer than `seconds`."""
        until = time.monotonic() + seconds
        while (listed := self.status(document)).state not in _FINISHED:
            if time.monotonic() > until:
                raise Unavailable(f"{document} was not read within {seconds:g} seconds.", advice="Ask again later.")
            time.sleep(_PAUSE)
        return listed

    def record(self, document: str) -> Document:
        """The record of an indexed document. Raises `Refused`."""
        return Document.model_validate_json(self._ask("GET", f"/v1/documents/{document}").content)

    def delete(self, document: str) -> None:
        """Leave nothing of a document. Raises `Refused`."""
        self._ask("DELETE", f"/v1/documents/{document}")

    def similar(self, document: str, *, limit: int = 10) -> Alike:
        """Documents about the same matter, and those that say nearly the same. Raises `Refused`."""
        answer = self._ask("GET", f"/v1/documents/{document}/similar", {"limit": str(limit)})
        return Alike.model_validate_json(answer.content)

    def search(self, parameters: SearchParameters) -> Iterator[Hit]:
        """Every hit in order; pages of `parameters.limit` are fetched as they are needed."""
        for content in self._pages("/v1/search", parameters):
            yield from SearchPage.model_validate_json(content).hits

    def figures(self, parameters: FigureParameters) -> Iterator[FigureHit]:
        """Every figure in order; pages of `parameters.limit` are fetched as they are needed."""
        for content in self._pages("/v1/figures", parameters):
            yield from FigurePage.model_validate_json(content).hits

    def _pages(self, path: str, parameters: BaseModel) -> Iterator[bytes]:
        answer = self._ask("GET", path, parameters.model_dump(mode="json", exclude_defaults=True))
        yield answer.content
        while following := answer.links.get("next"):
            answer = self._ask("GET", following["url"])
            yield answer.content

    def _ask(
        self, method: str, path: str, query: Mapping[str, str] | None = None, *, content: BinaryIO | None = None
    ) -> httpx.Response:
        try:
            answer = self._http.request(method, path, params=query, content=content)
        except httpx.TransportError as error:
            raise Unavailable(f"The service does not answer: {error}.", advice="Is `tally serve` running?") from error
        if answer.is_error:
            raise _refusal(answer)
        return answer


def _refusal(answer: httpx.Response) -> TallyError:
    try:
        return Refused(Problem.model_validate_json(answer.content))
    except ValueError:
        return Unavailable(f"The service answered {answer.status_code} without saying why.")
