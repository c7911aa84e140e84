"""RTF documents made by the test."""

from pathlib import Path

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source

_RTF = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Arr\'eats}{\author Desk}{\creatim\yr2024\mo5\dy6}}"
    r"\pard Fifty-two people were arr\'eat\u233?s.\par"
    r"\trowd\cellx1000\cellx2000\intbl Port\cell Arrested\cell\row"
    r"\trowd\cellx1000\cellx2000\intbl North\cell 4\cell\row"
    r"\pard After the table.\par}"
)


def read(folder: Path) -> Parsed:
    path = folder / "report"
    path.write_text(_RTF, encoding="ascii")
    return sandbox.read(Source(path), limits=Limits())


def test_words_and_tables_are_read(tmp_path: Path) -> None:
    parsed = read(tmp_path)
    assert parsed.text.startswith("Fifty-two people were arrêtés.")
    assert [[cell.text for cell in row] for row in parsed.tables[0].rows] == [["Port", "Arrested"], ["North", "4"]]
    assert parsed.text.endswith("After the table.")


def test_the_document_says_what_it_is(tmp_path: Path) -> None:
    parsed = read(tmp_path)
    assert (parsed.title, parsed.authors, str(parsed.published)) == ("Arrêts", ("Desk",), "2024-05-06")
