"""What every registered reader owes, whatever its format."""

from contextlib import suppress
from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.errors import DamagedFile, EmptyFile, EncryptedFile, UnsupportedFormat
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Reader, Source, Span
from pipelines.registry import readers
from pipelines.sandbox.detect import reader_for
from tests.pipelines.readers.samples import SAMPLES, SENTENCES, TITLE

LIMITS = Limits()
EVERY_READER = pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.name)


def sample(reader: Reader, folder: Path) -> Source:
    """The reader's sample under a name that says nothing."""
    made = SAMPLES[reader.media_types[0]](folder)
    return Source(made.rename(folder / "upload.bin"), "upload.bin")


@EVERY_READER
def test_content_alone_finds_the_reader(reader: Reader, tmp_path: Path) -> None:
    found, media_type = reader_for(sample(reader, tmp_path))
    assert found is reader
    assert media_type in reader.media_types


@EVERY_READER
def test_all_words_are_read_in_order(reader: Reader, tmp_path: Path) -> None:
    parsed = sandbox.read(sample(reader, tmp_path), limits=LIMITS)
    for attachment in parsed.attachments:
        parsed = sandbox.read(file_with(attachment.data, tmp_path, attachment.filename), limits=LIMITS)
    places = [parsed.text.find(words) for words in (TITLE, *SENTENCES)]
    assert -1 not in places
    assert places == sorted(places)
    assert parsed.title == TITLE


@EVERY_READER
def test_offsets_slice_back(reader: Reader, tmp_path: Path) -> None:
    check_offsets(sandbox.read(sample(reader, tmp_path), limits=LIMITS))


@EVERY_READER
def test_reading_twice_gives_the_same(reader: Reader, tmp_path: Path) -> None:
    source = sample(reader, tmp_path)
    assert sandbox.read(source, limits=LIMITS) == sandbox.read(source, limits=LIMITS)


@EVERY_READER
def test_locate_answers_each_span(reader: Reader, tmp_path: Path) -> None:
    source = sample(reader, tmp_path)
    parsed = sandbox.read(source, limits=LIMITS)
    spans = [Span(block.start, block.end) for block in parsed.blocks]
    assert len(sandbox.locate(source, parsed, spans)) == len(spans)


@EVERY_READER
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_file_cut_short_is_read_or_refused_with_a_typed_error(reader: Reader, share: float, tmp_path: Path) -> None:
    source = sample(reader, tmp_path)
    data = source.path.read_bytes()
    source.path.write_bytes(data[: int(len(data) * share)])
    with suppress(DamagedFile, UnsupportedFormat):
        check_offsets(sandbox.read(source, limits=LIMITS))


def test_every_reader_has_a_sample() -> None:
    assert {reader.media_types[0] for reader in readers()} == SAMPLES.keys()


def check_offsets(parsed: Parsed) -> None:
    """Pages and blocks lie in order inside the text; cells with offsets hold exactly their words."""
    ends = 0
    for block in parsed.blocks:
        assert ends <= block.start < block.end <= len(parsed.text)
        assert parsed.text[block.start : block.end].strip()
        ends = block.end
    assert all(0 <= page.start <= page.end <= len(parsed.text) for page in parsed.pages)
    for table in parsed.tables:
        assert len({len(row) for row in table.rows}) == 1
        for cell in (cell for row in table.rows for cell in row if cell.start is not None):
            assert parsed.text[cell.start : cell.end] == cell.text


def file_with(data: bytes, folder: Path, name: str) -> Source:
    path = folder / name
    path.write_bytes(data)
    return Source(path, name)


def test_an_empty_file_is_named_so(tmp_path: Path) -> None:
    with pytest.raises(EmptyFile):
        sandbox.read(file_with(b"", tmp_path, "report.pdf"), limits=LIMITS)


def test_a_picture_named_as_a_pdf_is_called_a_picture(tmp_path: Path) -> None:
    jpeg = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)
    with pytest.raises(UnsupportedFormat, match="a JPEG image"):
        sandbox.read(file_with(jpeg, tmp_path, "report.pdf"), limits=LIMITS)


def test_a_pdf_without_its_body_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedFile):
        sandbox.read(file_with(b"%PDF-1.7\n1 0 obj <<", tmp_path, "report.pdf"), limits=LIMITS)


def test_a_pdf_behind_a_password_is_encrypted(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt="secret")
    canvas.drawString(72, 700, TITLE)
    canvas.save()
    with pytest.raises(EncryptedFile):
        sandbox.read(Source(path), limits=LIMITS)
