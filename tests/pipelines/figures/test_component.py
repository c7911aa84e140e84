"""The component on its own: any pipeline, no parser, no model."""

import doctest
from pathlib import Path

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipelines.errors import ConfigurationError
from pipelines.figures.component import make
from pipelines.figures.draft import Draft
from pipelines.figures.lexicon import lexicon
from pipelines.figures.passages import drafts
from pipelines.packs import Pack, pack, packs
from pipelines.record import Kind

WORDS = ("killed", "12", "people", "were", ",", "and", "a", "of", "them", "dead", "(", "from", "84", "to", "97", ".")


def _english() -> Pack:
    found = pack("en")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "The flood killed 12 people."),
        ("fr", "L'inondation a tué 12 personnes."),
        ("es", "La inundación mató a 12 personas."),
    ],
)
def test_five_lines_are_all_it_takes(code: str, text: str) -> None:
    nlp = spacy.blank(code)
    nlp.add_pipe("tally_figures")
    doc = nlp(text)
    (figure,) = doc._.figures
    assert (figure.kind, figure.number.best, text[figure.counted.start : figure.counted.end][:5]) == (
        Kind.KILLED,
        12,
        "perso" if code != "en" else "peopl",
    )


def test_a_doc_without_figures_has_an_empty_tuple() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tally_figures")
    assert nlp("The council met on Monday.")._.figures == ()


def test_a_language_without_a_pack_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="No language pack for 'fi'"):
        make(spacy.blank("fi"), "tally_figures")


@given(st.lists(st.sampled_from(WORDS), max_size=25))
def test_any_words_give_drafts_with_offsets_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    for draft in drafts(text, _english()):
        assert _well_placed(draft, text)


def _well_placed(draft: Draft, text: str) -> bool:
    number = draft.number
    inside = 0 <= draft.start <= number.number_start < number.number_end <= draft.end <= len(text)
    return inside and draft.sentence.start <= draft.start and draft.end <= draft.sentence.end


@pytest.mark.parametrize("known", packs(), ids=lambda known: known.code)
def test_every_kind_has_its_words_in_every_language(known: Pack) -> None:
    families = lexicon(known).triggers.values()
    entries = [entry for family in families for some in (family.alone, *family.after.values()) for entry in some]
    assert {entry.kind for entry in entries} == set(Kind)


def test_the_documented_example_runs() -> None:
    guide = Path(__file__).parents[3] / "docs" / "figures.md"
    outcome = doctest.testfile(str(guide), module_relative=False)
    assert outcome.attempted == 5
    assert outcome.failed == 0


@pytest.mark.parametrize(
    "piece", ["12 people, ", "five of ", '"killed 12 ', "a guard and his brother, ", "was 12 killed "]
)
def test_long_stretches_without_a_full_stop_come_to_an_end(piece: str) -> None:
    text = piece * 400 + "were killed"
    assert all(_well_placed(draft, text) for draft in drafts(text, _english()))
