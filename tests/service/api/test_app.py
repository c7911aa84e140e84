import pytest
from fastapi import APIRouter
from fastapi.testclient import TestClient

from service.api.app import create_app
from service.api.headers import SECURITY_HEADERS
from service.api.problems import Problem
from service.settings import Settings
from tests.service.api.conftest import Service

PATHS = ["/", "/search", "/figures", "/documents", "/docs", "/openapi.json", "/v1/search", "/health/live", "/nowhere"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    assert {name: headers[name] for name in SECURITY_HEADERS} == SECURITY_HEADERS
    assert "access-control-allow-origin" not in headers


def test_policy_allows_neither_inline_nor_eval() -> None:
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/v1/nowhere", 404), ("PUT", "/v1/search", 405), ("GET", "/v1/search?limit=x", 422), ("POST", "/", 405)],
)
def test_every_error_is_a_problem(client: TestClient, method: str, path: str, status: int) -> None:
    answer = client.request(method, path)
    problem = Problem.model_validate(answer.json())
    assert answer.headers["content-type"] == "application/problem+json"
    assert (answer.status_code, problem.status) == (status, status)
    assert problem.instance == path.split("?", maxsplit=1)[0]


def test_unexpected_error_gives_nothing_away(service: Service) -> None:
    app = create_app(service.settings, work=False)
    router = APIRouter()

    @router.get("/broken")
    def broken() -> None:
        raise RuntimeError("a secret")

    app.include_router(router)
    answer = TestClient(app).get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_request_id_is_taken_over_if_harmless(client: TestClient) -> None:
    assert client.get("/health/live", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"
    assert client.get("/health/live", headers={"X-Request-ID": "a b<c>"}).headers["x-request-id"] != "a b<c>"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "http://evil.example"}]
)
def test_page_of_another_site_changes_nothing(client: TestClient, headers: dict[str, str]) -> None:
    answer = client.post("/v1/documents", content=b"x", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, "cross_site")


def test_on_loopback_only_loopback_names_are_answered(settings_here: Settings) -> None:
    app = create_app(settings_here, work=False, hosts=frozenset({"localhost"}))
    client = TestClient(app)
    assert client.get("/nowhere", headers={"Host": "evil.example"}).status_code == 421
    assert client.get("/nowhere", headers={"Host": "localhost:8000"}).status_code == 404


def test_live_and_ready(client: TestClient) -> None:
    assert client.get("/health/live").json() == {"status": "ok"}
    assert client.get("/health/ready").json()["ready"] is True


def test_metrics_name_routes_and_no_documents(service: Service) -> None:
    service.client.get(f"/v1/documents/{service.strait.id}")
    text = service.client.get("/metrics").text
    assert 'tally_requests_total{method="GET",route="/v1/documents/{document}",status="200"}' in text
    assert service.strait.id not in text


def test_description_names_problems_for_every_operation(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    operations = [operation for path in paths.values() for operation in path.values()]
    assert len(operations) >= 13
    for operation in operations:
        assert set(operation["responses"]["default"]["content"]) == {"application/problem+json"}
        assert operation["summary"]
        assert operation["description"]


def test_compressed_for_those_who_ask(client: TestClient) -> None:
    assert client.get("/docs", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"


@pytest.fixture
def settings_here(service: Service) -> Settings:
    return service.settings
