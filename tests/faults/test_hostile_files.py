"""Files made to hurt: each ends in time, with its text or with a typed error, and the next file is read as ever.

The limits are small, so that a file that would run for ever ends within seconds.
"""

import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import DamagedFile, EncryptedFile, InputError, LimitExceeded, TallyError, UnsupportedFormat
from pipelines.limits import Limits
from pipelines.parsed import Source
from tests.faults.hostile import (
    HOSTILE,
    mail_to_many,
    many_paragraphs,
    nested_tags,
    packed,
    parts_in_parts,
    text_far_off_the_page,
    text_of_no_height,
    twenty_thousand_pages,
    xml_entities,
    zip_bomb,
    zip_of_many_entries,
)
from tests.pipelines.readers.samples import SENTENCES, docx, pptx

LIMITS = Limits(stall_seconds=4, total_seconds=8, memory_bytes=800_000_000, unpacked_bytes=50_000_000)
GRACE_SECONDS = 0.5
"""How long after its limit the last file may end: time to kill the child and to say what it died of."""


@pytest.fixture(autouse=True)
def a_harmless_file_is_read_before_and_after(tmp_path: Path) -> Iterator[None]:
    """Whatever a test's file does, the next one is read. The one before it has the server started."""
    path = tmp_path / "harmless"
    path.write_text(SENTENCES[0])
    assert sandbox.read(Source(path), limits=LIMITS).text == SENTENCES[0]
    yield
    assert sandbox.read(Source(path), limits=LIMITS).text == SENTENCES[0]


@pytest.mark.parametrize("make", HOSTILE, ids=lambda make: make.__name__)
def test_a_hostile_file_ends_by_its_limits(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(make())
    start = time.monotonic()
    with suppress(TallyError):
        parsed = sandbox.read(Source(path), limits=LIMITS)
        assert len(parsed.text) <= LIMITS.characters
        assert len(parsed.pages) <= LIMITS.pages
    assert time.monotonic() - start < LIMITS.total_seconds + GRACE_SECONDS


@pytest.mark.parametrize("make", [text_far_off_the_page, text_of_no_height], ids=lambda make: make.__name__)
def test_text_in_impossible_places_is_read(make: Callable[[], bytes], tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(make())
    parsed = sandbox.read(Source(path), limits=LIMITS)
    assert parsed.text.count("killed") == parsed.text.count("52") >= 40
    assert not parsed.warnings


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (twenty_thousand_pages, LimitExceeded),
        (zip_bomb, LimitExceeded),
        (zip_of_many_entries, LimitExceeded),
        (many_paragraphs, LimitExceeded),
        (nested_tags, LimitExceeded),
        (parts_in_parts, LimitExceeded),
    ],
    ids=lambda value: value.__name__,
)
def test_what_is_too_large_is_called_so(make: Callable[[], bytes], error: type[TallyError], tmp_path: Path) -> None:
    path = tmp_path / "hostile"
    path.write_bytes(make())
    with pytest.raises(error):
        sandbox.read(Source(path), limits=LIMITS)


def test_entities_are_not_unfolded(tmp_path: Path) -> None:
    path = tmp_path / "entities.docx"
    path.write_bytes(xml_entities())
    with pytest.raises(DamagedFile):
        sandbox.read(Source(path), limits=LIMITS)


def test_mail_to_many_keeps_its_body(tmp_path: Path) -> None:
    path = tmp_path / "mail"
    path.write_bytes(mail_to_many())
    assert sandbox.read(Source(path), limits=LIMITS).text.endswith("body")


def test_archive_entries_that_lead_out_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "reports.zip"
    names = ("../../outside.txt", "/etc/absolute.txt", "C:\\windows.txt", "folder/inside.txt")
    path.write_bytes(packed(dict.fromkeys(names, SENTENCES[0].encode())))
    parsed = sandbox.read(Source(path), limits=LIMITS)
    assert [attachment.filename for attachment in parsed.attachments] == ["folder/inside.txt"]
    assert [warning.code for warning in parsed.warnings] == ["attachment_skipped"] * 3


def test_an_encrypted_archive_is_called_so(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": b"secret"}))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(magic) + place] |= 1
    path = tmp_path / "locked.zip"
    path.write_bytes(bytes(data))
    with pytest.raises(EncryptedFile):
        sandbox.read(Source(path), limits=LIMITS)


def test_an_archive_that_is_no_presentation_is_not_taken_for_one(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(packed({"notes.txt": b"52 killed"}))
    with pytest.raises(UnsupportedFormat, match="ZIP archive"):
        sandbox.read(Source(path, "deck.pptx"), limits=LIMITS)


@pytest.mark.parametrize("make", [pptx, docx])
def test_an_office_file_with_broken_parts_is_a_typed_error_or_read(
    make: Callable[[Path], Path], tmp_path: Path
) -> None:
    original = make(tmp_path)
    with zipfile.ZipFile(original) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in parts:
        broken = tmp_path / "broken"
        broken.write_bytes(packed(parts | {name: parts[name][: len(parts[name]) // 2]}))
        with suppress(InputError):
            sandbox.read(Source(broken), limits=LIMITS)
