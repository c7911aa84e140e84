"""The gold entities and their scores."""

from pathlib import Path

import pytest

from pipelines.entities.naming import Naming
from pipelines.errors import ConfigurationError
from pipelines.evaluate.entities import EntityScores, compare, evaluate
from pipelines.evaluate.entity_gold import GoldParagraph, load
from pipelines.evaluate.scores import Score
from pipelines.record import Entity, Label, Mention, Role

GOLD = Path(__file__).parents[3] / "corpus" / "gold" / "entities"
LINE = (
    '{"id": "x", "split": "dev", "text": "Dr. [Ana Ruiz|p1] of the [Border Agency|o1] ([BA|o1=]).", '
    '"roles": [{"person": "p1", "title": "Dr.", "role": null, "organization": "o1"}], "places": {}}'
)


@pytest.fixture
def paragraph(tmp_path: Path) -> GoldParagraph:
    path = tmp_path / "en.jsonl"
    path.write_text(LINE, encoding="utf-8")
    return load(path)[0]


def test_marks_become_offsets(paragraph: GoldParagraph) -> None:
    assert paragraph.text == "Dr. Ana Ruiz of the Border Agency (BA)."
    names = [paragraph.text[mention.start : mention.end] for mention in paragraph.mentions]
    assert names == ["Ana Ruiz", "Border Agency", "BA"]
    assert [mention.defined for mention in paragraph.mentions] == [False, False, True]


def perfect(paragraph: GoldParagraph) -> Naming:
    person = Entity(
        id="p1", label=Label.PERSON, name="x", roles=(Role(title="Dr.", organization="o1", start=0, end=3),)
    )
    mentions = tuple(
        Mention(entity=gold.key, text="x", start=gold.start, end=gold.end, label=gold.label)
        for gold in paragraph.mentions
    )
    return Naming((person, Entity(id="o1", label=Label.ORG, name="y")), mentions)


def test_a_perfect_answer_scores_full_marks(paragraph: GoldParagraph) -> None:
    scores = compare(paragraph, perfect(paragraph))
    assert (scores.mentions, scores.merges) == (Score(3, 0, 0), Score(1, 0, 0))
    assert (scores.roles, scores.acronyms) == (Score(1, 0, 0), Score(1, 0, 0))


def test_no_answer_misses_everything(paragraph: GoldParagraph) -> None:
    scores = compare(paragraph, Naming())
    assert (scores.mentions, scores.roles, scores.acronyms) == (Score(0, 0, 3), Score(0, 0, 1), Score(0, 0, 1))


def test_a_broken_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text('{"id": "x"}', encoding="utf-8")
    with pytest.raises(ConfigurationError, match="gold paragraph"):
        load(path)


@pytest.mark.parametrize(("language", "least"), [("en", 150), ("fr", 60), ("es", 60)])
def test_the_gold_is_large_enough_and_the_program_good_enough(language: str, least: int) -> None:
    paragraphs = load(GOLD / f"{language}.jsonl")
    assert len(paragraphs) >= least
    scores: EntityScores = evaluate(paragraphs, profile="fast")
    assert scores.mentions.f1 >= 0.9
    assert scores.acronyms.recall >= 0.95
    assert scores.roles.f1 >= 0.8
