"""What every engine must call alike, and how it must mend a misspelt word."""

import pytest

from service.alike import more_like_this
from service.index.base import Engine, Entry
from service.index.queries import (
    DuplicateQuery,
    SearchQuery,
)
from service.query import parse
from service.spelling import did_you_mean
from tests.contract.archive import PORT, SEA, found
from tests.samples import report

TWIN = report(
    "Port raid\nPolice led by Nadia Salim arrested 12 smugglers in Karachi and seized 40 kg of heroin, they say.",
    filename="raid-again.txt",
)


def test_near_duplicates_are_told(changing: Engine) -> None:
    changing.index([Entry(document=TWIN, collection="press")])
    changing.flush()
    found = changing.duplicates(DuplicateQuery(documents=(PORT.id, SEA.id, "sha256:unknown")))
    assert {document: [twin.document for twin in twins] for document, twins in found.items()} == {PORT.id: [TWIN.id]}
    assert 0.8 <= found[PORT.id][0].similarity < 1
    assert found[PORT.id][0].filename == "raid-again.txt"
    assert changing.duplicates(DuplicateQuery(documents=(PORT.id,), collections=("police",))) == {}
    changing.delete([TWIN.id])
    changing.flush()
    assert changing.duplicates(DuplicateQuery(documents=(PORT.id,))) == {}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("migrnats", "migrants"),
        ("herion -migrants", "heroin -migrants"),
        ('"migrant smugling"', '"migrant smuggling"'),
        ("arestations", "arrestations"),
        ("migrants", None),
        ("xylophone", None),
        ("migr*", None),
        ("", None),
    ],
)
def test_misspelt_words_are_set_right(filled: Engine, text: str, meant: str | None) -> None:
    query = SearchQuery(text=parse(text))
    assert did_you_mean(filled, query, found=filled.search(query).total) == meant


def test_only_what_can_be_found_is_suggested(filled: Engine) -> None:
    query = SearchQuery(text=parse("herion"), collections=("default",))
    assert did_you_mean(filled, query, found=0) is None


def test_a_common_word_is_suggested_for_a_rare_one(changing: Engine) -> None:
    many = [report(f"The harbour of town {number}", filename=f"{number}.txt") for number in range(60)]
    changing.index(Entry(document=each) for each in [*many, report("The harbuor", filename="typo.txt")])
    changing.flush()
    assert did_you_mean(changing, SearchQuery(text=parse("harbuor town")), found=0) == "harbour town"


def test_documents_of_the_same_matter(changing: Engine) -> None:
    other = report("Drowned migrants: the National Coast Guard counts boats lost in the strait off Sfax.", filename="o")
    changing.index([Entry(document=other)])
    changing.flush()
    similar = more_like_this(changing, other, limit=5)
    assert (similar[0].document, similar[0].page) == (SEA.id, 1)
    assert {"drowned", "strait", "sfax"} <= set(similar[0].words)
    assert len({each.document for each in similar}) == len(similar)
    assert [each.document for each in more_like_this(changing, SEA, limit=1)] == [other.id]


def test_documents_can_be_left_out(filled: Engine) -> None:
    query = SearchQuery(text=parse("migrant"), other_than=(SEA.id,))
    assert found(filled.search(query)) == ["joint 1"]
    assert filled.count([query, SearchQuery(), SearchQuery(text=parse("nowhere"))]) == (1, 6, 0)
    assert filled.count([]) == ()
