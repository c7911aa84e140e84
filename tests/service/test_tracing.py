"""Spans of requests, jobs and the index, as a process with a provider of its own sees them."""

import io
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanContext

from pipelines.errors import ConfigurationError
from service import tracing
from service.api.app import create_app
from service.archive import accept, open_archive
from service.catalogue import State
from service.jobs import Jobs
from service.settings import Settings
from tests.service.test_ingest import read_text

PATIENCE = 60
TRACE = "0af7651916cd43dd8448eb211c80319c"


@pytest.fixture(scope="module")
def provided() -> InMemorySpanExporter:
    """The process's own provider: there can be one only."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    trace.set_tracer_provider(provider)
    return exporter


@pytest.fixture
def spans(provided: InMemorySpanExporter) -> Iterator[InMemorySpanExporter]:
    provided.clear()
    yield provided
    provided.clear()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", workers=1, tracing=True)


def one(spans: Sequence[ReadableSpan], name: str) -> ReadableSpan:
    [found] = [span for span in spans if span.name == name]
    return found


def context(span: ReadableSpan) -> SpanContext:
    found: SpanContext | None = span.get_span_context()
    assert found
    return found


def test_a_search_is_a_span_around_the_indexs(settings: Settings, spans: InMemorySpanExporter) -> None:
    with TestClient(create_app(settings, work=False)) as client:
        spans.clear()
        client.get("/v1/search", params={"q": "secret"}, headers={"traceparent": f"00-{TRACE}-b7ad6b7169203331-01"})
    finished = spans.get_finished_spans()
    request, call = one(finished, "GET /v1/search"), one(finished, "index.search")
    assert f"{context(request).trace_id:032x}" == TRACE
    assert call.parent == context(request)
    assert dict(request.attributes or {})["http.response.status_code"] == 200
    assert "secret" not in "".join(span.to_json() for span in finished)


def test_a_jobs_steps_are_spans(settings: Settings, spans: InMemorySpanExporter) -> None:
    archive = open_archive(settings)
    jobs = Jobs(archive, by=read_text)
    jobs.start()
    document = accept(archive, io.BytesIO(b"Two boats sank."), filename="report.txt")[0].id
    jobs.submit(document)
    end = time.monotonic() + PATIENCE
    while archive.catalogue.get(document).state is not State.INDEXED and time.monotonic() < end:
        time.sleep(0.05)
    jobs.stop()
    archive.close()
    finished = spans.get_finished_spans()
    steps = [one(finished, "extract"), one(finished, "index")]
    assert [dict(step.attributes or {}) for step in steps] == [{"tally.document": document}] * 2
    assert "index.index" in [span.name for span in finished if span.parent == context(steps[1])]


def test_an_error_is_marked_by_its_sort_alone(spans: InMemorySpanExporter) -> None:
    with pytest.raises(ValueError, match="secret"), tracing.span("fails"):
        raise ValueError("secret")
    span = one(spans.get_finished_spans(), "fails")
    assert (span.status.status_code.name, span.status.description) == ("ERROR", "ValueError")
    assert "secret" not in span.to_json()


def test_without_the_libraries_it_says_what_to_install(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "PARTS", ("no_such_package",))
    with pytest.raises(ConfigurationError, match=r"otel\.txt"):
        open_archive(settings)


def test_switched_off_it_is_not_imported(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from service.archive import open_archive;"
        "from service.settings import Settings; open_archive(Settings(data=Path(sys.argv[1]))).engine.documents();"
        "print(any(name.startswith('opentelemetry.sdk') for name in sys.modules))"
    )
    said = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
