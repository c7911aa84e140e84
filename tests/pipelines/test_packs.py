from pathlib import Path

import pytest

from pipelines.errors import ConfigurationError
from pipelines.packs import Pack, load, pack, packs


@pytest.mark.parametrize("found", packs(), ids=lambda found: found.code)
def test_every_pack_is_named_for_its_folder(found: Pack) -> None:
    assert found.folder.name == found.code
    assert pack(found.code) == found


def test_a_language_without_a_pack_has_none() -> None:
    assert pack("tlh") is None


def test_data_files_lose_comments_and_blank_lines(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(packs()[0].folder.joinpath("pack.toml").read_text())
    (tmp_path / "words.tsv").write_text("# compiled by hand\n\none\t1  # the first\ntwo\t2\n")
    made = load(tmp_path)
    assert made.lines("words.tsv") == ("one\t1", "two\t2")
    assert made.rows("words.tsv") == (("one", "1"), ("two", "2"))
    assert made.lines("absent.txt") == ()


def test_items_below_a_head_share_its_words(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(packs()[0].folder.joinpath("pack.toml").read_text())
    (tmp_path / "words.txt").write_text(
        "# compiled by hand\n\n[killed past]\nshot dead\nslain\n\n[seized active kg]\nweighed\n"
    )
    assert load(tmp_path).sections("words.txt") == (
        (("killed", "past"), ("shot dead", "slain")),
        (("seized", "active", "kg"), ("weighed",)),
    )
    assert load(tmp_path).sections("absent.txt") == ()


@pytest.mark.parametrize("content", ["code = ", "code = 'xx'"])
def test_a_broken_pack_says_which_file(tmp_path: Path, content: str) -> None:
    (tmp_path / "pack.toml").write_text(content)
    with pytest.raises(ConfigurationError, match=r"pack\.toml"):
        load(tmp_path)
