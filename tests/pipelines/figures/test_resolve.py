"""A document's figures: offsets, entities, dates, parts and sources across sentences."""

from datetime import date

import spacy

from pipelines.entities.naming import Naming
from pipelines.figures import resolve
from pipelines.figures.explain import explain
from pipelines.packs import pack
from pipelines.parsed import Parsed
from pipelines.passage import Passage
from pipelines.record import Block, BlockKind, Citation, Document, Figure, Label, Mention, Pipeline

NAMES = {
    "Ms. Ana Ruiz": ("person-1", Label.PERSON),
    "Coast Watch": ("org-1", Label.ORG),
    "Karuba": ("place-1", Label.PLACE),
    "Velma": ("place-2", Label.PLACE),
}
PUBLISHED = date(2024, 5, 3)


def _figures(text: str, *, kind: BlockKind = BlockKind.PARAGRAPH) -> tuple[Figure, ...]:
    nlp = spacy.blank("en")
    nlp.add_pipe("tally_figures")
    passages, start = [], 0
    for part in text.split("\n"):
        block = Block(kind=kind, page=1, start=start, end=start + len(part))
        passages.append(Passage(start, block, pack("en"), nlp(part)))
        start += len(part) + 1
    return resolve(tuple(passages), _naming(text), Parsed("text/plain", text, (), (), published=PUBLISHED))


def _naming(text: str) -> Naming:
    places = [(text.index(name), name, *found) for name, found in NAMES.items() if name in text]
    mentions = (
        Mention(entity=entity, text=name, start=start, end=start + len(name), label=label)
        for start, name, entity, label in sorted(places)
    )
    return Naming((), tuple(mentions))


def test_offsets_and_words_are_slices_of_the_document() -> None:
    text = "A quiet day.\nIn Velma, gunmen killed 12 people."
    (figure,) = _figures(text)
    assert text[figure.start : figure.end] == figure.text == "killed 12 people"
    assert text[figure.number_start : figure.number_end] == figure.raw == "12"
    assert figure.sentence == "In Velma, gunmen killed 12 people."
    assert figure.places == ("place-2",)


def test_each_clause_has_its_own_place() -> None:
    first, second = _figures("Gunmen killed 12 people in Karuba and five in Velma.")
    assert (first.places, second.places) == (("place-1",), ("place-2",))


def test_the_dateline_gives_place_and_day() -> None:
    (figure,) = _figures("Karuba, 2 May – Gunmen killed 12 people.")
    assert figure.places == ("place-1",)
    assert figure.period is not None
    assert figure.period.start == date(2024, 5, 2)


def test_a_day_in_the_sentence_stands_before_the_datelines() -> None:
    (figure,) = _figures("Karuba, 2 May – On Wednesday a bomb killed nine residents.")
    assert figure.period is not None
    assert figure.period.start == date(2024, 5, 1)


def test_the_sentence_before_gives_place_and_day_where_nothing_nearer_does() -> None:
    (figure,) = _figures(
        "In Velma it was calm. On 1 May a bomb went off in Karuba. At least three officers were killed."
    )
    assert figure.places == ("place-1",)
    assert figure.period is not None
    assert figure.period.start == date(2024, 5, 1)


def test_a_pronoun_is_read_from_the_sentences_before() -> None:
    (figure,) = _figures("Ms. Ana Ruiz of Coast Watch met the press. She said 12 people had drowned.")
    assert figure.source == Citation(entity="person-1", text="Ms. Ana Ruiz")


def test_a_quotation_is_its_speakers_to_the_end() -> None:
    (figure,) = _figures('"The sea was rough. We counted 12 dead," said Ms. Ana Ruiz.')
    assert figure.source == Citation(entity="person-1", text="Ms. Ana Ruiz")


def test_a_part_names_its_whole() -> None:
    whole, part = _figures("Police arrested 52 people, among them six minors.")
    assert part.part_of == whole.id
    assert whole.part_of is None


def test_totals_run_to_the_reports_own_day() -> None:
    (figure,) = _figures("This brings the number of deaths to 2, 510 so far this year.")
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (date(2024, 1, 1), PUBLISHED)


def test_running_heads_and_contents_hold_no_figures() -> None:
    assert _figures("Gunmen killed 12 people.", kind=BlockKind.FOOTER) == ()
    assert _figures("How 12 people were killed . . . . . . . . . 7") == ()


def test_the_drawing_shows_number_rule_and_whole() -> None:
    text = "Police arrested 52 people, among them six minors."
    figures = _figures(text)
    document = Document(
        id="sha256:0", media_type="text/plain", bytes=1, text=text, figures=figures, pipeline=Pipeline(version="0")
    )
    lines = explain(figures[1], document).splitlines()
    assert lines[0] == text
    assert lines[1].index("^^^") == text.index("six")
    assert "part of      arrested exact 52" in lines
    assert any("rule         part; incident: default" in line for line in lines)
