"""The cluster, the names of its indices, and its errors in the service's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import BulkIndexError

from pipelines.errors import ConfigurationError
from service.errors import IndexUnavailable, InternalError

PREFIX, PORT = "tally", 9200
LONG = 60.0
"""Seconds that writing may take; a search has the setting's 2."""

BUSY = 429
FAULTY = 500


@dataclass(frozen=True, slots=True)
class Connection:
    """`searching` gives up soon and at once, `writing` waits and retries."""

    prefix: str
    searching: Elasticsearch
    writing: Elasticsearch

    @classmethod
    def of(cls, url: str, *, timeout: float) -> "Connection":
        """The cluster at `elasticsearch://[user:password@]host:port[,host:port…][/prefix]`.

        A search whose node refuses it goes to the next one; it waits for one node only. Raises `ConfigurationError`.
        """
        parts = urlsplit(url)
        scheme = "https" if parts.scheme.endswith("s") else "http"
        account, _, hosts = parts.netloc.rpartition("@")
        nodes = [_node(scheme, host) for host in hosts.split(",")]
        client = Elasticsearch(nodes, basic_auth=_user(account), max_retries=0)
        return cls(
            prefix=parts.path.strip("/") or PREFIX,
            searching=client.options(request_timeout=timeout, max_retries=len(nodes) - 1),
            writing=client.options(request_timeout=LONG, max_retries=3, retry_on_timeout=True),
        )

    def alias(self, rows: str) -> str:
        """The name under which rows of a sort are read and written."""
        return f"{self.prefix}-{rows}"

    def close(self) -> None:
        """Let go of the connections."""
        self.writing.close()


def _node(scheme: str, host: str) -> str:
    """A node's address. Raises `ConfigurationError`."""
    parts = urlsplit(f"//{host}")
    try:
        name, port = parts.hostname, parts.port or PORT
    except ValueError as error:
        raise ConfigurationError(f"TALLY_INDEX names no port: {error}.") from error
    if not name:
        raise ConfigurationError("TALLY_INDEX names no host.", expected="elasticsearch://host:9200")
    return f"{scheme}://{f'[{name}]' if ':' in name else name}:{port}"


def _user(account: str) -> tuple[str, str] | None:
    name, _, password = account.partition(":")
    return (unquote(name), unquote(password)) if name else None


@contextmanager
def reported() -> Iterator[None]:
    """The service's own errors in place of the client's."""
    try:
        yield
    except BulkIndexError as error:
        raise IndexUnavailable(
            f"Elasticsearch refused {len(error.errors)} rows.",
            advice="See its log; the documents are indexed on retry.",
        ) from error
    except ApiError as error:
        if error.meta.status == BUSY or error.meta.status >= FAULTY:
            raise IndexUnavailable(f"Elasticsearch is not able to answer: {error.message}.") from error
        raise InternalError(f"Elasticsearch does not take the request: {error.message}.") from error
    except TransportError as error:
        raise IndexUnavailable(
            f"Elasticsearch does not answer: {error.message}.", advice="Check TALLY_INDEX and the cluster."
        ) from error
