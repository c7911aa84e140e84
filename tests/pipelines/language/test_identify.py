import pytest

from pipelines.language import identify
from pipelines.language.detect import UNKNOWN, detect
from pipelines.language.identify import block_language
from pipelines.parsed import Parsed
from pipelines.record import Block, BlockKind

ENGLISH = "The police said on Monday that the boat had sunk off the coast and that nobody was found."
FRENCH = "La gendarmerie a annoncé lundi que le bateau avait coulé au large et que personne n'avait été retrouvé."
SPANISH = "La policía informó el lunes de que el barco se había hundido y de que no se halló a nadie."
SWEDISH = "Polisen uppgav i måndags att båten hade sjunkit utanför kusten och att ingen hade hittats."
RUSSIAN = "Полиция сообщила в понедельник, что лодка затонула у берега и никого не нашли."


def parsed(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Parsed:
    blocks, start = [], 0
    for text in texts:
        blocks.append(Block(kind=kind, page=1, start=start, end=start + len(text)))
        start += len(text) + 1
    return Parsed(media_type="text/plain", text="\n".join(texts), pages=(), blocks=tuple(blocks))


@pytest.mark.parametrize(
    ("text", "code"), [(ENGLISH, "en"), (FRENCH, "fr"), (SPANISH, "es"), (SWEDISH, "sv"), (RUSSIAN, "ru")]
)
def test_reads_the_language_of_a_sentence(text: str, code: str) -> None:
    assert detect(text) == code


@pytest.mark.parametrize("text", ["", "12 345", "Rapport", "§§ 4–5"])
def test_does_not_guess_from_too_little(text: str) -> None:
    assert detect(text) == UNKNOWN


def test_says_the_same_each_time() -> None:
    text = "Rapport Mission Operation Radio Police"
    assert len({detect(text) for _ in range(20)}) == 1


def test_reads_capitals_as_the_language_they_are_in() -> None:
    assert detect(FRENCH.upper()) == "fr"


def test_gives_each_block_its_own_language() -> None:
    found = identify(parsed(ENGLISH, ENGLISH, FRENCH, "Karachi", RUSSIAN))
    assert [block.language for block in found.blocks] == ["en", "en", "fr", "en", "ru"]


def test_lists_languages_by_share() -> None:
    found = identify(parsed(FRENCH, FRENCH, ENGLISH))
    assert [language.code for language in found.languages] == ["fr", "en"]
    assert sum(language.share for language in found.languages) == pytest.approx(1, abs=0.001)


def test_falls_back_on_headings_where_there_is_no_body() -> None:
    found = identify(parsed(SPANISH, kind=BlockKind.HEADING))
    assert found.languages[0].code == "es"


def test_an_empty_document_has_no_language() -> None:
    assert identify(parsed()).languages == ()


@pytest.mark.parametrize("heading", ["TERMS OF REFERENCE AND SCHEDULE", "Annex II", "Regional Expert Working Group"])
def test_a_short_heading_keeps_the_documents_language(heading: str) -> None:
    assert block_language(heading, "en") == "en"
