"""The gold entities and their scores."""

from pathlib import Path

import pytest

from pipelines.entities.naming import Naming
from pipelines.errors import ConfigurationError
from pipelines.evaluate.entities import EntityScores, align, compare, evaluate
from pipelines.evaluate.entity_errors import mistakes
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


def test_every_kind_of_mistake_is_listed(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    places = '"places": {"l1": {"country": "KE", "lat": -1.3, "lon": 36.8}}'
    path.write_text(LINE.replace("of the", "in [Nairobi|l1] of the").replace('"places": {}', places), encoding="utf-8")
    gold = load(path)[0]
    spans = [(mention.start, mention.end) for mention in gold.mentions]
    named = zip(("p", "l", "o", "a"), (Label.PERSON, Label.PLACE, Label.ORG, Label.ORG), spans, strict=True)
    mentions = tuple(Mention(entity=id_, text="x", start=at, end=end, label=label) for id_, label, (at, end) in named)
    things = tuple(Entity(id=mention.entity, label=mention.label, name=mention.entity) for mention in mentions)
    lines = list(mistakes(align(gold, Naming(things, (*mentions, mentions[0].model_copy(update={"start": 0}))))))
    starts = (
        "spurious PERSON",
        "apart:",
        "role missed: p | dr",
        "acronym apart: BA",
        "country wrong: l",
        "point wrong",
    )
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))


def test_an_acronym_before_its_long_form_is_compared_with_that(tmp_path: Path) -> None:
    path = tmp_path / "en.jsonl"
    path.write_text(LINE.replace("[Border Agency|o1] ([BA|o1=])", "[BA|o1=] ([Border Agency|o1])"), encoding="utf-8")
    gold = load(path)[0]
    _, short, long = gold.mentions
    apart = tuple(
        Mention(entity=id_, text="x", start=gold.start, end=gold.end, label=gold.label)
        for id_, gold in (("a", short), ("b", long))
    )
    things = (Entity(id="a", label=Label.ORG, name="BA"), Entity(id="b", label=Label.ORG, name="Border Agency"))
    assert compare(gold, Naming(things, apart)).acronyms == Score(0, 0, 1)
