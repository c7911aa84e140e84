import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.errors import InvalidQuery
from service.query import All, Any, Fuzzy, Not, Phrase, Prefix, Word, parse, words, written


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All()),
        ("Smuggling", Word("smuggling")),
        ("migrant smuggling", All((Word("migrant"), Word("smuggling")))),
        ('"Migrant Smuggling"', Phrase(("migrant", "smuggling"))),
        ('"never closed', Phrase(("never", "closed"))),
        ("boat -rescue", All((Word("boat"), Not(Word("rescue"))))),
        ('-"search and rescue"', Not(Phrase(("search", "and", "rescue")))),
        ("boat OR ship", Any((Word("boat"), Word("ship")))),
        ("sunk boat OR ship OR raft", All((Word("sunk"), Any((Word("boat"), Word("ship"), Word("raft")))))),
        ("OR boat OR", Word("boat")),
        ("smuggl*", Prefix("smuggl")),
        ("smugling~", Fuzzy("smugling")),
        ("post-conflict", Phrase(("post", "conflict"))),
        ("post-conf*", All((Word("post"), Prefix("conf")))),
        ("title:annual", Word("annual", title=True)),
        ("* ~ - () && ||", All()),
        ("l'été", Phrase(("l", "été"))),
    ],
)
def test_parse(text: str, tree: object) -> None:
    assert parse(text) == tree


def test_a_pasted_page_is_refused() -> None:
    with pytest.raises(InvalidQuery, match="201 words"):
        parse("word " * 201)


@given(st.text(max_size=150))
def test_anything_typed_is_read(text: str) -> None:
    parse(text)


@pytest.mark.parametrize(("word", "distance"), [("un", 0), ("onu", 1), ("ships", 1), ("rescue", 2)])
def test_longer_words_forgive_more(word: str, distance: int) -> None:
    assert Fuzzy(word).distance == distance


def test_words_are_cut_at_anything_but_letters_and_digits() -> None:
    assert words("2,510 non-state_actors") == ("2", "510", "non", "state", "actors")


@given(st.text(st.sampled_from('abOR é"-*~:titleß 1'), max_size=40))
def test_what_is_written_is_read_back(text: str) -> None:
    tree = parse(text)
    assert parse(written(tree)) == tree
