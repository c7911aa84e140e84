"""The sandbox against a reader that hangs, eats, exits, crashes and floods on demand."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import (
    InputError,
    LimitExceeded,
    ParseCrash,
    ParseFailure,
    ParseOutOfMemory,
    ParseTimeout,
    UnsupportedFormat,
)
from pipelines.limits import Limits
from pipelines.parsed import Source, Span
from pipelines.sandbox import client
from pipelines.sandbox.child import Read
from tests.pipelines.readers.samples import SENTENCES, TITLE, pdf

LIMITS = Limits(stall_seconds=1, total_seconds=3, memory_bytes=600_000_000)
Mock = Callable[[str, int], Source]


@pytest.fixture
def mock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Mock:
    """Makes files for the mock reader, which the sandbox finds as it finds any other package's."""
    monkeypatch.syspath_prepend(str(Path(__file__).parent / "mock_reader"))

    def make(action: str, page: int) -> Source:
        path = tmp_path / "mock"
        path.write_text(f"MOCK {action} {page}")
        return Source(path)

    return make


def test_a_well_behaved_reader_gives_all_pages(mock: Mock) -> None:
    parsed = sandbox.read(mock("nothing", 1), limits=LIMITS)
    assert len(parsed.pages) == 10
    assert parsed.warnings == ()


@pytest.mark.parametrize(
    ("action", "error"),
    [
        ("hang", ParseTimeout),
        ("spin", ParseTimeout),
        ("fork", ParseTimeout),
        ("eat", ParseOutOfMemory),
        ("leave", ParseCrash),
        ("crash", ParseCrash),
        ("fail", ParseCrash),
        ("fill", ParseFailure),
        ("call", ParseCrash),
    ],
)
def test_what_kills_the_reader_on_its_first_page_is_a_typed_error(
    mock: Mock, action: str, error: type[ParseFailure]
) -> None:
    with pytest.raises(error) as raised:
        sandbox.read(mock(action, 1), limits=LIMITS)
    assert raised.value.page == 1


@pytest.mark.parametrize("action", ["hang", "eat", "leave", "crash", "fail"])
def test_pages_read_before_the_end_are_kept_with_a_warning(mock: Mock, action: str) -> None:
    parsed = sandbox.read(mock(action, 4), limits=LIMITS)
    assert [page.number for page in parsed.pages] == [1, 2, 3]
    assert parsed.text.endswith("Page 3.")
    assert [warning.page for warning in parsed.warnings] == [4]


def test_progress_without_end_is_stopped_by_the_total_time(mock: Mock) -> None:
    with pytest.raises(ParseTimeout):
        sandbox.read(mock("babble", 1), limits=LIMITS)


@pytest.mark.parametrize("page", [1, 4])
@pytest.mark.parametrize("action", ["hang", "spin", "fork", "babble", "chatter"])
def test_the_end_comes_within_half_a_second_of_the_limit(mock: Mock, action: str, page: int) -> None:
    limits = LIMITS.model_copy(update={"stall_seconds": 9, "total_seconds": 1})
    source = mock(action, page)
    client.start_server()
    start = time.monotonic()
    with suppress(ParseTimeout):
        sandbox.read(source, limits=limits)
    assert time.monotonic() - start < limits.total_seconds + 0.5


def test_starting_the_server_does_not_count_as_reading(mock: Mock) -> None:
    limits = LIMITS.model_copy(update={"total_seconds": 0.4})
    assert len(sandbox.read(mock("nothing", 1), limits=limits).pages) == 10


def test_a_slow_reader_is_asked_to_stop_and_its_pages_are_kept(mock: Mock) -> None:
    parsed = sandbox.read(mock("chatter", 1), limits=LIMITS)
    assert len(parsed.pages) == 10
    assert [warning.code for warning in parsed.warnings] == ["parse_timeout"]


def test_an_answer_larger_than_the_memory_is_not_taken(mock: Mock) -> None:
    with pytest.raises(ParseFailure):
        sandbox.read(mock("flood", 1), limits=LIMITS)


def test_what_the_reader_started_ends_with_it(mock: Mock) -> None:
    before = _sleepers()
    with pytest.raises(ParseTimeout):
        sandbox.read(mock("fork", 1), limits=LIMITS)
    deadline = time.monotonic() + 10
    while _sleepers() - before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _sleepers() - before


def _sleepers() -> set[int]:
    """The processes that run the sandbox's server or were forked from it, without the servers themselves."""
    found = set[int]()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (folder / "cmdline").read_bytes()
                parent = int((folder / "stat").read_text().rsplit(")", 1)[1].split()[1])
            except (FileNotFoundError, ProcessLookupError):
                continue
            if b"pipelines.sandbox.server" in command and parent != os.getpid():
                found.add(int(folder.name))
    return found


def test_locate_is_confined_as_well(mock: Mock) -> None:
    source = mock("nothing", 1)
    parsed = sandbox.read(source, limits=LIMITS)
    with pytest.raises(ParseTimeout):
        sandbox.locate(source, parsed, [Span(0, 1)], limits=LIMITS)


def test_a_dead_server_is_started_again(tmp_path: Path) -> None:
    source = Source(pdf(tmp_path))
    sandbox.read(source, limits=Limits())
    with client.Child(Read(source, Limits())) as child:
        server = int(Path(f"/proc/{child.number}/stat").read_text().rsplit(")", 1)[1].split()[1])
    os.kill(server, signal.SIGKILL)
    time.sleep(0.2)
    assert TITLE in sandbox.read(source, limits=Limits()).text


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        sandbox.read(Source(tmp_path / "none"), limits=LIMITS)


def test_a_file_over_the_size_is_refused_unread(tmp_path: Path) -> None:
    with pytest.raises(LimitExceeded):
        sandbox.read(Source(pdf(tmp_path)), limits=Limits(file_bytes=100))


def test_more_pages_than_allowed_are_refused(mock: Mock) -> None:
    with pytest.raises(LimitExceeded):
        sandbox.read(mock("nothing", 1), limits=Limits(pages=9))


def test_more_characters_than_allowed_are_refused(mock: Mock) -> None:
    with pytest.raises(LimitExceeded):
        sandbox.read(mock("nothing", 1), limits=Limits(characters=20))


def test_a_pdf_page_is_drawn_as_png(tmp_path: Path) -> None:
    source = Source(pdf(tmp_path))
    small, large = (sandbox.render(source, 1, scale=scale) for scale in (0.5, 1.0))
    assert small.startswith(b"\x89PNG\r\n\x1a\n")
    assert _png_size(large) == (600, 800)
    assert _png_size(small) == (300, 400)


def _png_size(png: bytes) -> tuple[int, int]:
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


@pytest.mark.parametrize(
    ("page", "scale", "error"), [(2, 1.0, InputError), (0, 1.0, InputError), (1, 500.0, LimitExceeded)]
)
def test_a_page_that_cannot_be_drawn_is_refused(
    tmp_path: Path, page: int, scale: float, error: type[InputError]
) -> None:
    with pytest.raises(error):
        sandbox.render(Source(pdf(tmp_path)), page, scale=scale)


def test_pages_of_a_format_without_geometry_cannot_be_drawn(tmp_path: Path) -> None:
    path = tmp_path / "plain.txt"
    path.write_text(" ".join(SENTENCES))
    with pytest.raises(UnsupportedFormat):
        sandbox.render(Source(path), 1, scale=1.0)
