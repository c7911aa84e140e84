"""Whatever is asked, all engines answer the same."""

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.record import Aggregation, Document, Entity, Figure, Kind, Period, Status
from service.index.base import Engine, Entry
from service.index.queries import FigureGroup, FigureQuery, FigureSort, Near, SearchQuery, SearchSort
from service.query import parse
from tests.conftest import fresh
from tests.samples import figure, organization, person, place, report

ENGLISH = "boats boat rescued rescuing smuggler smuggling police coast arrested arresting migrants the of"
FRENCH = "bateaux bateau secourus secours passeurs arrêtés arrestation côte police réfugiés le de"
SPANISH = "barcos rescatados rescate traficantes detención detenidos costa policía migrantes el de"
WORDS = {"en": ENGLISH.split(), "fr": FRENCH.split(), "es": SPANISH.split()}
VOCABULARY = sorted({word for words in WORDS.values() for word in words})
PLACES = [
    place("Karachi", "PK", at=(24.8608, 67.0104)),
    place("Lyon", "FR", at=(45.7485, 4.8467)),
    place("Quito", "EC", at=(-0.2298, -78.525)),
    place("Sfax", "TN", at=(34.7406, 10.7603)),
]
PEOPLE = [person("Nadia Salim", "Salim"), person("Hélène Moreau"), organization("Coast Guard", "CG")]
KINDS = (Kind.KILLED, Kind.RESCUED, Kind.ARRESTED)
COUNT = 40


def made_up(number: int) -> Document:
    chance = random.Random(number)  # noqa: S311  # not for secrets
    language = chance.choice(sorted(WORDS))
    entities = chance.sample(PLACES, 2) + chance.sample(PEOPLE, 1)
    counts = [f"{chance.randrange(1, 99)} counted{n}" for n in range(3)]
    line = " ".join(chance.choices(WORDS[language], k=12) + [entity.name for entity in entities] + counts)
    head = " ".join(chance.choices(WORDS[language], k=3))
    return report(
        f"{head}\n{line}",
        " ".join(chance.choices(WORDS[language], k=8)),
        headings=[head],
        filename=f"{number}.txt",
        language=language,
        published=str(date(2020, 1, 1) + timedelta(days=chance.randrange(900))) if chance.random() > 0.1 else None,
        entities=entities,
        figures=[invented(chance, words, entities) for words in counts],
    )


def invented(chance: random.Random, words: str, entities: list[Entity]) -> Figure:
    start = date(2020, 1, 1) + timedelta(days=chance.randrange(900))
    period = Period(start=start, end=start + timedelta(days=chance.choice([0, 0, 40])))
    return figure(
        float(words.split(maxsplit=1)[0]),
        chance.choice(KINDS),
        words,
        *chance.sample(entities[:2], chance.choice([0, 1, 2])),
        aggregation=chance.choice(
            [Aggregation.INCIDENT, Aggregation.INCIDENT, Aggregation.CUMULATIVE, Aggregation.STOCK]
        ),
        status=chance.choice([Status.ASSERTED, Status.ASSERTED, Status.PLANNED]),
        period=chance.choice([period, period, None]),
        high=chance.choice([None, 100.0]),
    )


@pytest.fixture(scope="module")
def engines(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Engine]]:
    """All engines, with the same reports."""
    entries = [Entry(document=made_up(n), collection="even" if n % 2 == 0 else "odd") for n in range(COUNT)]
    with ExitStack() as stack:
        opened = [stack.enter_context(each()) for each in fresh(request, tmp_path_factory)]
        for engine in opened:
            engine.index(entries)
            engine.flush()
        yield opened


def same(engines: list[Engine], ask: Callable[[Engine], object]) -> None:
    first, *others = [ask(engine) for engine in engines]
    assert others
    for other in others:
        assert other == first


word = st.sampled_from(VOCABULARY)
pieces = st.one_of(
    word,
    word,
    word.map(lambda w: f"-{w}"),
    word.map(lambda w: f"{w[:4]}*"),
    word.map(lambda w: f"{w}~"),
    word.map(lambda w: f"title:{w}"),
    st.tuples(word, word).map(lambda pair: f'"{pair[0]} {pair[1]}"'),
    st.tuples(word, word).map(lambda pair: f"{pair[0]} OR {pair[1]}"),
    st.text(max_size=5),
)
some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
days = st.dates(date(2020, 1, 1), date(2022, 12, 31)) | st.none()


around = st.none() | st.builds(
    Near,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    within=st.floats(1, 20_000),
)


def several(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


@some
@given(
    text=st.lists(pieces, max_size=4).map(" ".join),
    places=several("PK", "Lyon", "Ecuador", "nowhere"),
    entities=several("salim", "CG", "helene moreau"),
    collections=several("even", "odd"),
    languages=several("en", "fr", "es"),
    since=days,
    near=around,
    sort=st.sampled_from(SearchSort),
)
def test_searches_agree(engines: list[Engine], text: str, sort: SearchSort, **filters: object) -> None:
    query = SearchQuery.model_validate({"text": parse(text), "sort": sort, "limit": 200, **filters})

    def answer(engine: Engine) -> object:
        page = engine.search(query)
        hits = [(hit.document, hit.page, hit.snippet) for hit in page.hits]
        return (
            page.total,
            hits if query.order is not SearchSort.RELEVANCE else sorted(map(str, hits)),
            page.facets,
            page.months,
        )

    same(engines, answer)


@some
@given(text=st.lists(word, min_size=1, max_size=3).map(" ".join))
def test_rankings_agree(engines: list[Engine], text: str) -> None:
    query = SearchQuery(text=parse(text), limit=200)

    def scores(engine: Engine) -> dict[tuple[str, int], float]:
        hits = engine.search(query).hits
        best = max((hit.score or 0 for hit in hits), default=1)
        return {(hit.document, hit.page): (hit.score or 0) / best for hit in hits}

    first, *others = map(scores, engines)
    for other in others:
        assert other == pytest.approx(first, rel=0.02)


@some
@given(
    kinds=several(*KINDS),
    places=several("PK", "Lyon", "Ecuador", "nowhere"),
    statuses=several(*Status),
    collections=several("even", "odd"),
    near=around,
    since=days,
    until=days,
    minimum=st.none() | st.integers(1, 90),
    sort=st.sampled_from(FigureSort),
    group_by=st.sampled_from(FigureGroup),
)
def test_figures_agree(engines: list[Engine], **query: object) -> None:
    asked = FigureQuery.model_validate({"limit": 200, **query})
    same(engines, lambda engine: engine.figures(asked))
