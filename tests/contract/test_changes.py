"""What every engine must do when reports are indexed again, deleted or rebuilt."""

from collections.abc import Iterator

import pytest

from pipelines.record import (
    Document,
)
from service.index.base import Engine, Entry
from service.index.hits import FigurePage
from service.index.queries import (
    EntityQuery,
    FigureQuery,
    SearchQuery,
)
from service.query import parse
from tests.contract.archive import (
    ALL,
    NAMES,
    PORT,
    SEA,
    found,
)
from tests.samples import report


def test_indexing_again_replaces(changing: Engine) -> None:
    changed = PORT.model_copy(update={"figures": PORT.figures[:1], "entities": ()})
    changing.index([Entry(document=changed)])
    changing.flush()
    assert changing.search(SearchQuery(text=parse("heroin"))).total == 1
    assert changing.search(SearchQuery(collections=("police",))).total == 1
    assert changing.figures(FigureQuery(units=("kg",))).total == 0
    assert changing.entities(EntityQuery(prefix="salim")) == ()


def test_a_shorter_report_leaves_no_old_pages(changing: Engine) -> None:
    changing.index([Entry(document=SEA.model_copy(update={"pages": SEA.pages[:1], "figures": ()}))])
    changing.flush()
    assert found(changing.search(SearchQuery(documents=(SEA.id,)))) == ["sea 1"]


def test_deleting_leaves_nothing(changing: Engine) -> None:
    changing.delete([PORT.id, "sha256:unknown"])
    changing.flush()
    assert changing.search(SearchQuery(text=parse("heroin"))).total == 0
    assert changing.figures(FigureQuery(units=("kg",))).total == 0
    assert changing.entities(EntityQuery(prefix="nadia")) == ()
    assert list(changing.documents()) == sorted(set(NAMES) - {PORT.id})


def test_rebuilding_replaces_everything(changing: Engine) -> None:
    assert changing.rebuild(iter(ALL[:2])) == 2
    assert list(changing.documents()) == sorted([SEA.id, PORT.id])
    assert changing.search(SearchQuery()).total == 3
    changing.index(ALL[2:])
    changing.flush()
    assert changing.search(SearchQuery()).total == 6


def test_a_failed_rebuild_changes_nothing(changing: Engine) -> None:
    def broken() -> Iterator[Entry]:
        yield ALL[0]
        raise RuntimeError("the store went away")

    with pytest.raises(RuntimeError):
        changing.rebuild(broken())
    assert changing.search(SearchQuery()).total == 6


def test_a_long_page_is_searched_to_its_end(changing: Engine) -> None:
    long = report(
        "\n".join(f"Line {number} of the long report." for number in range(9000)) + "\nzanzibar", filename="l.txt"
    )
    changing.index([Entry(document=long)])
    changing.flush()
    [hit] = changing.search(SearchQuery(text=parse("zanzibar"))).hits
    assert hit.page == 1
    assert [long.text[start:end] for start, end in hit.snippet.marks] == ["zanzibar"]


def test_an_empty_index_answers(engine: Engine) -> None:
    assert engine.search(SearchQuery(text=parse("boat"))).total == 0
    assert engine.figures(FigureQuery()) == FigurePage(hits=(), total=0)
    assert engine.entities(EntityQuery()) == ()
    assert list(engine.documents()) == []
    assert engine.health().ready


def test_health_counts_documents(filled: Engine) -> None:
    assert filled.health().documents == len(ALL)


def test_scripts_of_any_kind(changing: Engine) -> None:
    texts = [
        "Пограничники спасли людей",
        "أنقذ خفر السواحل المهاجرين",
        "海岸警備隊は人々を救助した",
        "In İzmir",
        "x" * 5000,
    ]
    documents: list[Document] = [report(text, language="und", filename=f"{n}.txt") for n, text in enumerate(texts)]
    changing.index(Entry(document=document) for document in documents)
    changing.flush()
    for query, document in (
        ("спасли", documents[0]),
        ("السواحل", documents[1]),
        ("海岸*", documents[2]),
        ("izmir", documents[3]),
        ("İZMİR", documents[3]),
    ):
        assert [hit.document for hit in changing.search(SearchQuery(text=parse(query))).hits] == [document.id]
