"""OpenTelemetry, where `TALLY_TRACING` asks for it: spans of requests, of jobs' steps and of calls of the index.

Spans go where the `OTEL_…` variables say; a provider that the process has already is used as it is. Nothing of
OpenTelemetry is imported otherwise. Spans hold ids, paths and durations, and no words of reports or searches.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

from fastapi.telemetry import TelemetryConfig
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipelines.errors import ConfigurationError
from service.index.base import Engine
from service.settings import Settings

if TYPE_CHECKING:
    from opentelemetry.trace import Span, Tracer, TracerProvider

P = ParamSpec("P")
T = TypeVar("T")
SERVICE = "tally"
PARTS = ("opentelemetry.sdk", "opentelemetry.exporter")
FAULTY = 500
FASTAPIS_OWN: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""FastAPI's own spans and logs are off: they hold what was searched for."""


def wanted(settings: Settings) -> bool:
    """Whether spans are made. Raises `ConfigurationError` where they are asked for and OpenTelemetry is not there."""
    if settings.tracing and not all(map(find_spec, PARTS)):
        raise ConfigurationError(
            "TALLY_TRACING is set, and OpenTelemetry is not installed.",
            advice="pip install --require-hashes -r requirements/otel.txt",
        )
    return settings.tracing


def traced_engine(engine: Engine) -> Engine:
    """The engine with a span around each of its calls: `index.search`."""
    return cast(Engine, _Traced(engine))


def traced_step(name: str, step: Callable[[str], T]) -> Callable[[str], T]:
    """A step of a job with a span around it, which bears the document's id."""

    @wraps(step)
    def within(document: str) -> T:
        with span(name) as current:
            current.set_attribute("tally.document", document)
            return step(document)

    return within


class TracedRequests:
    """A span for each request, a part of the trace that its `traceparent` names if it has one."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        with span(scope["method"], parent=Headers(scope=scope)) as current:

            async def watch(message: Message) -> None:
                if message["type"] == "http.response.start":
                    _describe(current, scope, message["status"])
                await send(message)

            await self.app(scope, receive, watch)


@contextmanager
def span(name: str, *, parent: Headers | None = None) -> Iterator["Span"]:
    """A span of that name, within the present one or that of a request's headers.

    An error that passes marks it by its sort alone: a message may quote a report.
    """
    from opentelemetry.propagate import extract
    from opentelemetry.trace import StatusCode

    context = extract(dict(parent)) if parent else None
    with _tracer().start_as_current_span(
        name, context=context, record_exception=False, set_status_on_exception=False
    ) as current:
        try:
            yield current
        except BaseException as error:
            current.set_status(StatusCode.ERROR, type(error).__name__)
            raise


class _Traced:
    """Hands on every call of an engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> object:
        return _spanned(f"index.{name}", getattr(self._engine, name))


def _spanned(name: str, call: Callable[P, T]) -> Callable[P, T]:
    @wraps(call)
    def within(*args: P.args, **options: P.kwargs) -> T:
        with span(name):
            return call(*args, **options)

    return within


def _describe(current: "Span", scope: Scope, status: int) -> None:
    """Names after OpenTelemetry's conventions for HTTP; the route, and never what was asked."""
    from opentelemetry.trace import StatusCode

    route = getattr(scope.get("route"), "path", None)
    current.update_name(" ".join(filter(None, (scope["method"], route))))
    current.set_attribute("http.request.method", scope["method"])
    current.set_attribute("http.response.status_code", status)
    current.set_attribute("tally.request", scope["state"]["request_id"])
    if status >= FAULTY:
        current.set_status(StatusCode.ERROR)


@cache
def _tracer() -> "Tracer":
    from opentelemetry import trace

    if isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
        trace.set_tracer_provider(_provider())
    return trace.get_tracer(SERVICE)


def _provider() -> "TracerProvider":
    """Sends spans in batches by OTLP over HTTP; what is left is sent when the process ends."""
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": SERVICE}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
