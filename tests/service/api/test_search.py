import csv
import io
import json

import pytest
from fastapi.testclient import TestClient

from tests.service.api.conftest import Service


def test_hit_leads_back_to_document_and_page(service: Service) -> None:
    found = service.client.get("/v1/search", params={"q": "this year died"}).json()
    (hit,) = found["hits"]
    assert (found["total"], hit["document"], hit["page"]) == (1, service.strait.id, 2)
    start, end = hit["snippet"]["marks"][0]
    assert service.strait.text[start:end] in {"this", "year", "died"}


@pytest.mark.parametrize(
    ("filters", "files"),
    [
        ({"place": "PK"}, {"raid.txt"}),
        ({"place": "Sfax"}, {"strait.txt"}),
        ({"kind": "arrested"}, {"raid.txt"}),
        ({"kind": ["arrested", "rescued"]}, {"raid.txt", "strait.txt"}),
        ({"entity": "nadia salim"}, {"raid.txt"}),
        ({"language": "fr"}, {"=cmd|lyon.txt"}),
        ({"until": "2021-12-31"}, {"strait.txt"}),
        ({"since": "2022-01-01", "place": "TN"}, set()),
    ],
)
def test_filters(client: TestClient, filters: dict[str, str], files: set[str]) -> None:
    found = client.get("/v1/search", params=filters).json()
    assert {hit["filename"] for hit in found["hits"]} == files


def test_facets_count_pages(client: TestClient) -> None:
    facets = {facet["name"]: facet["values"] for facet in client.get("/v1/search").json()["facets"]}
    assert {"value": "TN", "count": 1} in facets["countries"]
    assert {"value": "National Coast Guard", "count": 2} in facets["organizations"]


def test_pages_of_hits_follow_the_link(client: TestClient) -> None:
    answer = client.get("/v1/search", params={"limit": 1, "sort": "oldest"})
    found = [answer.json()["hits"][0]]
    while "next" in answer.links:
        answer = client.get(answer.links["next"]["url"])
        found += answer.json()["hits"]
    assert [hit["filename"] for hit in found] == ["strait.txt", "strait.txt", "raid.txt", "=cmd|lyon.txt"]


@pytest.mark.parametrize("text", ['"', "-", "OR", "title:", "*", "~", "((", "a:b:c", "\x00", "🙂" * 300])
def test_nothing_typed_is_an_error(client: TestClient, text: str) -> None:
    assert client.get("/v1/search", params={"q": text}).status_code == 200


@pytest.mark.parametrize(
    "parameters",
    [{"kind": "lost"}, {"since": "yesterday"}, {"limit": "1001"}, {"colour": "red"}, {"q": "x" * 1001}, {"sort": "up"}],
)
def test_what_cannot_be_asked_is_a_problem(client: TestClient, parameters: dict[str, str]) -> None:
    answer = client.get("/v1/search", params=parameters)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "invalid_request")
    assert problem["errors"][0]["pointer"].startswith(f"query/{next(iter(parameters))}")


@pytest.mark.parametrize("path", ["/v1/search", "/v1/figures", "/v1/documents"])
def test_invented_cursor_is_a_problem(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"cursor": "bm9uc2Vuc2U"})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid_cursor")


def test_sums_count_nothing_twice(client: TestClient) -> None:
    found = client.get("/v1/figures", params={"kind": "killed"}).json()
    (killed,) = found["sums"]
    assert (found["total"], killed["best"], killed["largest_total"]) == (2, 30, 410)
    assert killed["left_out"] == [{"reason": "total", "figures": 1}]


@pytest.mark.parametrize("group", ["country", "month", "place", "source"])
def test_sums_by_group_hold_every_event(client: TestClient, group: str) -> None:
    sums = client.get("/v1/figures", params={"group_by": group, "limit": 0}).json()["sums"]
    assert sum(each["figures"] for each in sums) == 4


def test_figures_by_period_and_size(client: TestClient) -> None:
    found = client.get("/v1/figures", params={"since": "2022-01-01", "minimum": 10}).json()
    assert [hit["figure"]["id"] for hit in found["hits"]] == ["12 smugglers"]


@pytest.mark.parametrize(
    ("parameters", "headers"),
    [({"format": "csv"}, {}), ({}, {"Accept": "text/csv"}), ({}, {"Accept": "text/csv;q=1, */*"})],
)
def test_csv_holds_all_figures_whatever_the_limit(
    client: TestClient, parameters: dict[str, str], headers: dict[str, str]
) -> None:
    answer = client.get("/v1/figures", params={**parameters, "limit": 1}, headers=headers)
    assert answer.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert len(rows) == 1 + 5
    assert not any(cell.startswith("=") for row in rows for cell in row)


def test_json_lines_are_one_figure_each(client: TestClient) -> None:
    lines = client.get("/v1/figures", params={"format": "jsonl"}).text.splitlines()
    assert len([json.loads(line) for line in lines]) == 5


def test_workbook_is_one(client: TestClient) -> None:
    answer = client.get("/v1/figures", params={"format": "xlsx"})
    assert answer.content.startswith(b"PK")
    assert 'filename="figures.xlsx"' in answer.headers["content-disposition"]


def test_entities_complete_a_name(client: TestClient) -> None:
    found = client.get("/v1/entities", params={"prefix": "coa"}).json()
    assert [each["name"] for each in found] == ["National Coast Guard"]


def test_hits_are_near_a_point(client: TestClient) -> None:
    answer = client.get("/v1/search", params={"near": "0,0", "within": 1})
    assert (answer.status_code, answer.json()["total"]) == (200, 0)
    for wrong in ({"near": "91,0"}, {"near": "0,181"}, {"near": "here"}, {"near": "0,0", "within": "0"}):
        assert client.get("/v1/search", params=wrong).status_code == 422
        assert client.get("/v1/figures", params=wrong).status_code == 422


def test_what_was_meant_is_said(client: TestClient) -> None:
    assert client.get("/v1/search", params={"q": "smuglers"}).json()["did_you_mean"] == "smugglers"
    assert client.get("/v1/search", params={"q": "smugglers"}).json()["did_you_mean"] is None


def test_every_field_of_a_figure_can_be_asked_for(client: TestClient) -> None:
    def total(**parameters: str) -> int:
        answer = client.get("/v1/figures", params=parameters)
        assert answer.status_code == 200
        return int(answer.json()["total"])

    everything = total()
    assert total(in_table="false") == total(revised="false") == total(confidence="0.5") == everything
    assert total(in_table="true") == total(revised="true") == total(confidence="1") == 0
    assert total(qualifier="exact", rule="test") == everything
    assert total(sentence="smugglers") == total(figure="12 smugglers") == 1
    assert total(page="2") < everything
    assert total(left_out="total") >= 1


def test_similar_documents_and_duplicates(service: Service) -> None:
    found = service.client.get(f"/v1/documents/{service.raid.id}/similar").json()
    assert service.raid.id not in {each["document"] for each in found["more_like_this"]}
    assert found["duplicates"] == []
    assert service.client.get(f"/v1/documents/sha256:{'0' * 64}/similar").status_code == 404


def test_follow_the_money_holds_every_document(service: Service) -> None:
    answer = service.client.get("/v1/followthemoney")
    found = [json.loads(line) for line in answer.text.splitlines()]
    documents = {name for each in found if each["schema"] == "PlainText" for name in each["properties"]["fileName"]}
    assert {"raid.txt", "strait.txt"} <= documents
    assert {"Person", "Organization", "Address", "Mention"} <= {each["schema"] for each in found}
    only = service.client.get("/v1/followthemoney", params={"document": service.raid.id}).text
    assert json.loads(only.splitlines()[0])["properties"]["fileName"] == ["raid.txt"]
