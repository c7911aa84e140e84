from pathlib import Path

import pytest

from models.train import gold, texts
from models.train.samples import spans


def test_marks_of_entities_become_names(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text(
        '{"split": "dev", "text": "[The Hague|l1]-based [Rapid Support Forces|o1] ([RSF|o1=]) met [Ana Ruiz|p1]."}\n'
        '{"split": "test", "text": "[Accra|l1]"}\n',
        encoding="utf-8",
    )
    (sample,) = gold.entities(path, "dev")
    found = [(" ".join(sample.words[start:end]), label) for start, end, label in spans(sample.names or ())]
    assert found == [
        ("The Hague", "PLACE"),
        ("Rapid Support Forces", "ORG"),
        ("RSF", "ORG"),
        ("Ana Ruiz", "PERSON"),
    ]
    assert sample.kinds is None


def test_figures_become_kinds_of_number_words(tmp_path: Path) -> None:
    path = tmp_path / "en.txt"
    path.write_text(
        "# a comment\n\n@a dev 2024-01-02\nTwo died and two hundred fled in 2024.\n= Two | killed | best=2\n"
        "= two hundred | displaced | best=200\n\n@b dev\n12 met, 12 died.\n= 12#2 | killed\n\n@c test\nThree died.\n",
        encoding="utf-8",
    )
    first, second = gold.figures(path, "dev")
    assert first.names is None
    assert [(word, kind) for word, kind in zip(first.words, first.kinds or (), strict=True) if kind != "O"] == [
        ("Two", "killed"),
        ("two", "displaced"),
        ("hundred", "displaced"),
    ]
    assert second.kinds == ("O", "O", "O", "killed", "O", "O")


def test_a_number_that_is_not_in_the_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "en.txt"
    path.write_text("@a dev\nTwo died.\n= Three | killed\n", encoding="utf-8")
    with pytest.raises(ValueError, match="'Three' does not stand in"):
        list(gold.figures(path, "dev"))


def test_plain_text_is_cut_and_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one two\n" + "word " * 120 + "\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("word " * 120 + "\n", encoding="utf-8")
    assert [len(sample.words) for sample in texts.unlabelled(tmp_path)] == [110, 10]
