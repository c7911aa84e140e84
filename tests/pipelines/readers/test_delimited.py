"""Tables as plain text, and prose that only looks like one."""

from pathlib import Path

import pytest

from pipelines import sandbox
from pipelines.limits import Limits
from pipelines.parsed import Parsed, Source


def read(folder: Path, words: str, encoding: str = "utf-8") -> Parsed:
    path = folder / "file"
    path.write_bytes(words.encode(encoding))
    return sandbox.read(Source(path), limits=Limits())


@pytest.mark.parametrize("delimiter", list(",;\t|"))
def test_regular_lines_are_a_table(delimiter: str, tmp_path: Path) -> None:
    lines = [["Place", "Dead"], ["North", "12"], ['"South; far, or, so"', "3"]]
    (table,) = read(tmp_path, "\n".join(delimiter.join(line) for line in lines)).tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Place", "Dead"],
        ["North", "12"],
        ["South; far, or, so", "3"],
    ]


def test_a_line_above_is_the_title(tmp_path: Path) -> None:
    parsed = read(tmp_path, "\ufeffArrests by port\nPlace,Men,Women\n" + "North,1,2\n" * 12, "utf-16")
    assert (parsed.media_type, parsed.title) == ("text/csv", "Arrests by port")
    assert len(parsed.tables[0].rows) == 13


@pytest.mark.parametrize(
    "words",
    [
        "On Friday, police, who came late, arrested 52.\nThen, later, they left, all.\nIn May, in June, it rained.\n",
        "Roses are red, violets are blue\nSugar is sweet, and so are you\nThe sun is up, the sky is clear\n",
        "First; second.\nThird; fourth.\nFifth; sixth.\n",
        "One,two\n",
        "# Arrests\n\n| Port | Dead |\n|---|---|\n| North | 12 |\n",
    ],
)
def test_prose_is_no_table(words: str, tmp_path: Path) -> None:
    assert read(tmp_path, words).media_type == "text/plain"
