from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from pipelines.record import Document
from service.api import uploads
from tests.service.api.conftest import Service


def fresh() -> bytes:
    """Bytes that were never sent in before."""
    return f"Note {uuid4()}".encode()


def test_raw_upload_is_accepted_and_kept(client: TestClient) -> None:
    content = fresh()
    answer = client.post("/v1/documents", params={"filename": "née.txt"}, content=content)
    assert answer.status_code == 202
    receipt = answer.json()
    assert receipt["new"] is True
    assert receipt["document"]["filename"] == "née.txt"
    original = client.get(answer.headers["location"] + "/original")
    assert original.content == content
    assert original.headers["content-disposition"] == "attachment; filename*=UTF-8''n%C3%A9e.txt"


def test_form_upload_is_accepted_and_kept(client: TestClient) -> None:
    content = fresh()
    answer = client.post("/v1/documents", files={"file": ("note.txt", content)})
    assert answer.status_code == 202
    assert client.get(answer.headers["location"] + "/original").content == content
    assert answer.json()["document"]["filename"] == "note.txt"


def test_large_upload_arrives_whole(client: TestClient) -> None:
    content = fresh() + bytes(range(256)) * 20_000
    answer = client.post("/v1/documents", content=(content[at : at + 70_001] for at in range(0, len(content), 70_001)))
    assert answer.json()["document"]["bytes"] == len(content)
    assert client.get(answer.headers["location"] + "/original").content == content


def test_same_bytes_twice_are_one_document(client: TestClient) -> None:
    content = fresh()
    first, second = (client.post("/v1/documents", content=content) for _ in range(2))
    assert second.status_code == 202
    assert (first.json()["new"], second.json()["new"]) == (True, False)
    assert first.headers["location"] == second.headers["location"]


def test_document_that_waits_to_be_read_says_so(client: TestClient) -> None:
    location = client.post("/v1/documents", content=fresh()).headers["location"]
    answer = client.get(location)
    assert answer.status_code == 202
    assert answer.json()["state"] == "accepted"
    assert int(answer.headers["retry-after"]) > 0


def test_empty_upload_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/documents", content=b"")
    assert (answer.status_code, answer.json()["code"]) == (422, "empty_file")


def test_form_without_file_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/documents", data={"file": "no file"}, files={"other": b"x"})
    assert (answer.status_code, answer.json()["code"]) == (422, "empty_file")


def test_announced_size_is_checked_before_any_byte_is_read(service: Service) -> None:
    limit = service.settings.limits.file_bytes

    def body() -> object:
        raise AssertionError("read")
        yield b""

    answer = service.client.post("/v1/documents", content=body(), headers={"Content-Length": str(limit + 1)})  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (413, "limit_exceeded")


def test_bytes_are_counted_as_they_come(service: Service) -> None:
    piece = b"x" * 1_000_000
    count = service.settings.limits.file_bytes // len(piece) + 1
    answer = service.client.post("/v1/documents", content=(piece for _ in range(count)))
    assert (answer.status_code, answer.json()["code"]) == (413, "limit_exceeded")


@pytest.mark.parametrize("collection", ["a b", "../x", "", "x" * 101])
def test_odd_collections_are_refused(client: TestClient, collection: str) -> None:
    answer = client.post("/v1/documents", params={"collection": collection}, content=fresh())
    assert answer.status_code == 422


def test_record_is_the_record(service: Service) -> None:
    answer = service.client.get(f"/v1/documents/{service.strait.id}")
    assert Document.model_validate(answer.json()) == service.strait


def test_record_is_sent_once(service: Service) -> None:
    path = f"/v1/documents/{service.strait.id}"
    tag = service.client.get(path).headers["etag"]
    again = service.client.get(path, headers={"If-None-Match": f'W/"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert service.client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_status_tells_how_far_it_has_come(service: Service) -> None:
    answer = service.client.get(f"/v1/documents/{service.raid.id}/status").json()
    assert (answer["state"], answer["pages"]) == ("indexed", 1)


def test_events_end_when_nothing_more_happens(service: Service) -> None:
    answer = service.client.get(f"/v1/documents/{service.raid.id}/events")
    assert answer.headers["content-type"].startswith("text/event-stream")
    assert answer.text.count("event: state") == 1
    assert '"state":"indexed"' in answer.text


def test_events_leave_out_what_was_seen(service: Service) -> None:
    path = f"/v1/documents/{service.raid.id}/events"
    seen = next(line for line in service.client.get(path).text.splitlines() if line.startswith("id: "))[4:]
    assert "event: state" not in service.client.get(path, headers={"Last-Event-ID": seen}).text


def test_listing_is_paged_to_the_end(service: Service) -> None:
    found: list[str] = []
    parameters = {"limit": "2", "state": "indexed"}
    while True:
        page = service.client.get("/v1/documents", params=parameters).json()
        found += [each["id"] for each in page["documents"]]
        if page["next"] is None:
            break
        parameters["cursor"] = page["next"]
    assert sorted(found) == sorted({service.strait.id, service.raid.id, service.court.id})


def test_deleted_document_leaves_nothing(client: TestClient) -> None:
    location = client.post("/v1/documents", content=fresh()).headers["location"]
    assert client.delete(location).status_code == 204
    assert client.get(location).status_code == 404
    assert client.get(location + "/original").status_code == 404
    assert client.delete(location).status_code == 404


@pytest.mark.parametrize("name", ["nothing", "sha256:12", "sha256:" + "0" * 64, "..%2f..%2fetc", "sha256:" + "G" * 64])
def test_unknown_document_is_not_found(client: TestClient, name: str) -> None:
    answer = client.get(f"/v1/documents/{name}")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_text_has_no_picture(service: Service) -> None:
    answer = service.client.get(f"/v1/documents/{service.strait.id}/pages/1/image")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_format")
    assert service.client.get(f"/v1/documents/{service.strait.id}/pages/3/image").status_code == 404


def test_field_for_the_file_is_documented(client: TestClient) -> None:
    content = client.get("/openapi.json").json()["paths"]["/v1/documents"]["post"]["requestBody"]["content"]
    assert uploads.FIELD in content["multipart/form-data"]["schema"]["properties"]
