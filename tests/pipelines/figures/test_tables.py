"""Figures from tables: kinds by heads, totals, units, places, periods, footnotes, and cells that give nothing."""

from collections.abc import Sequence
from datetime import date

import pytest
import spacy

from pipelines.entities.naming import Naming
from pipelines.figures.tables import table_figures
from pipelines.figures.where import Setting
from pipelines.layout.draft import Draft
from pipelines.packs import pack
from pipelines.passage import Passage
from pipelines.record import Aggregation, BlockKind, Entity, Figure, Label, Mention

Rows = Sequence[Sequence[str]]


def setting(rows: Rows, *, code: str = "en", caption: str = "", names: tuple[str, ...] = ()) -> Setting:
    """A document that is a caption and one table, with the given words named as places."""
    draft = Draft(media_type="text/plain")
    draft.page()
    draft.block(BlockKind.CAPTION, caption)
    draft.table(rows)
    parsed = draft.parsed()
    nlp = spacy.blank("xx")
    passages = tuple(
        Passage(block.start, block, pack(code), nlp.make_doc(parsed.text[block.start : block.end]))
        for block in parsed.blocks
    )
    return Setting(passages, _naming(parsed.text, names), parsed)


def _naming(text: str, names: tuple[str, ...]) -> Naming:
    entities = tuple(Entity(id=name, label=Label.PLACE, name=name) for name in names)
    mentions = (
        Mention(
            entity=name, text=name, start=text.index(name), end=text.index(name) + len(name), page=1, label=Label.PLACE
        )
        for name in names
    )
    return Naming(entities, tuple(sorted(mentions, key=lambda mention: mention.start)))


def figures(rows: Rows, *, code: str = "en", caption: str = "", names: tuple[str, ...] = ()) -> tuple[Figure, ...]:
    return tuple(table_figures(setting(rows, code=code, caption=caption, names=names)))


def values(rows: Rows, *, code: str = "en", caption: str = "") -> list[tuple[str, float | None]]:
    return [(figure.kind.value, figure.best) for figure in figures(rows, code=code, caption=caption)]


BY_COLUMN = [
    ("en", ["Region", "Killed", "Injured"], ["North", "12", "1,034"], [("killed", 12), ("injured", 1034)]),
    ("en", ["Region", "Deaths", "Houses destroyed"], ["North", "12", "340"], [("killed", 12), ("destroyed", 340)]),
    ("fr", ["Région", "Morts", "Blessés"], ["Nord", "12", "1 034"], [("killed", 12), ("injured", 1034)]),
    ("es", ["Región", "Muertos", "Heridos"], ["Norte", "12", "1.034"], [("killed", 12), ("injured", 1034)]),
]


@pytest.mark.parametrize(("code", "head", "row", "expected"), BY_COLUMN)
def test_the_column_head_gives_the_kind(
    code: str, head: list[str], row: list[str], expected: list[tuple[str, float]]
) -> None:
    assert values([head, row], code=code) == expected


BY_ROW = [
    ("en", [["Killed", "12"], ["Injured", "34"]]),
    ("en", [["", "2023"], ["Killed", "12"], ["Injured", "34"]]),
    ("fr", [["Morts", "12"], ["Blessés", "34"]]),
    ("es", [["Muertos", "12"], ["Heridos", "34"]]),
]


@pytest.mark.parametrize(("code", "rows"), BY_ROW)
def test_the_row_head_gives_the_kind_where_the_column_names_none(code: str, rows: Rows) -> None:
    assert values(rows, code=code) == [("killed", 12), ("injured", 34)]


def test_the_caption_gives_the_kind_of_plain_counts_only() -> None:
    rows = [["Region", "Number", "Budget", "Per cent"], ["North", "12", "500", "8"]]
    assert values(rows, caption="Table 1. People arrested, by region") == [("arrested", 12)]


def test_a_head_that_names_several_kinds_gives_none() -> None:
    assert values([["Region", "Arrests, deaths"], ["North", "12"]]) == []


@pytest.mark.parametrize(
    ("code", "total"),
    [("en", "Total"), ("en", "Grand total"), ("fr", "Total"), ("fr", "Ensemble"), ("es", "Total general")],
)
def test_a_total_row_is_a_total_and_the_others_are_its_parts(code: str, total: str) -> None:
    heads = {"en": "Killed", "fr": "Tués", "es": "Muertos"}
    north, south, whole = figures([["", heads[code]], ["Nord", "12"], ["Sud", "3"], [total, "15"]], code=code)
    assert (whole.aggregation, whole.part_of) == (Aggregation.CUMULATIVE, None)
    assert whole.rule.endswith("table-total")
    assert {north.part_of, south.part_of} == {whole.id}


def test_a_total_column_holds_the_parts_of_its_row() -> None:
    rows = [["Region", "Men", "Women", "Total"], ["North", "8", "4", "12"]]
    men, women, whole = figures(rows, caption="Persons arrested")
    assert [men.part_of, women.part_of, whole.part_of] == [whole.id, whole.id, None]
    assert (men.counted, women.counted) == ("Men", "Women")


@pytest.mark.parametrize("cell", ["12*", "12 †", "12¹", "12a", "12 [3]", "12 (b)", "12"])
def test_a_footnote_mark_is_dropped(cell: str) -> None:
    (figure,) = figures([["Region", "Killed"], ["North", cell]])
    assert (figure.best, figure.raw) == (12, "12")


@pytest.mark.parametrize("cell", ["", "–", "n/a", "12%", "2023", "12 km", "three", "12 34 5", "6 June 2016"])
def test_a_cell_that_is_no_count_gives_nothing(cell: str) -> None:
    assert values([["Region", "Killed", "Injured"], ["North", cell, "5"]]) == [("injured", 5)]


@pytest.mark.parametrize(
    "head", ["Killed (%)", "Deaths per 100,000", "Death rate", "Average killed", "Age of the dead"]
)
def test_a_head_for_other_numbers_gives_nothing(head: str) -> None:
    assert values([["Region", head], ["North", "12"]]) == []


def test_each_figure_names_its_cell_and_slices_back() -> None:
    whole = setting([["Region", "Killed", "Injured"], ["North", "at least 12", "5"]])
    killed, injured = table_figures(whole)
    text = whole.parsed.text
    assert (killed.cell and (killed.cell.table, killed.cell.row, killed.cell.column)) == (0, 1, 1)
    assert (killed.low, killed.best, killed.high) == (12, 12, None)
    assert text[killed.start : killed.end] == killed.text == "at least 12"
    assert text[killed.number_start : killed.number_end] == killed.raw == "12"
    assert killed.sentence == injured.sentence
    assert killed.sentence in text


def test_place_and_day_come_from_the_row() -> None:
    rows = [["Date", "Place", "Killed"], ["3 May 2024", "Odima", "12"], ["4 May 2024", "Tarsk", "2"]]
    first, second = figures(rows, names=("Odima", "Tarsk"))
    assert (first.places, second.places) == (("Odima",), ("Tarsk",))
    assert first.period is not None
    assert first.period.start == first.period.end == date(2024, 5, 3)
    assert first.aggregation == Aggregation.INCIDENT


def test_a_year_over_the_column_is_the_period() -> None:
    first, second = figures([["", "2022", "2023"], ["Killed", "12", "15"]])
    assert first.period is not None
    assert second.period is not None
    assert (first.period.start, second.period.end) == (date(2022, 1, 1), date(2023, 12, 31))
    assert first.aggregation == Aggregation.CUMULATIVE


def test_place_and_period_fall_back_to_the_caption() -> None:
    (figure,) = figures([["", "Killed"], ["Men", "12"]], caption="Odima, January to March 2024", names=("Odima",))
    assert figure.places == ("Odima",)
    assert figure.period is not None
    assert (figure.period.start, figure.period.end) == (date(2024, 1, 1), date(2024, 3, 31))


def test_a_row_alone_heads_the_rows_below_it() -> None:
    rows = [["", "Number"], ["Killed", ""], ["North", "12"], ["South", "3"], ["Injured", ""], ["North", "5"]]
    assert values(rows) == [("killed", 12), ("killed", 3), ("injured", 5)]


def test_the_head_scales_its_numbers() -> None:
    assert values([["Region", "Displaced (in thousands)"], ["North", "12.5"]]) == [("displaced", 12_500)]


def test_a_unit_in_brackets_is_the_unit() -> None:
    (figure,) = figures([["Region", "Cocaine seized (kg)"], ["North", "340"]])
    assert (figure.best, figure.unit) == (340, "kg")


def test_a_table_in_a_language_without_a_pack_gives_nothing() -> None:
    assert values([["Region", "Killed"], ["North", "12"]], code="xx") == []


def test_a_table_without_words_gives_nothing() -> None:
    assert values([["1", "2"], ["3", "4"]]) == []


def test_what_is_counted_comes_from_the_counts_own_heads() -> None:
    rows = [["District", "Persons killed", "Houses destroyed", "Deaths"], ["52 district", "4", "9", "2"]]
    found = figures(rows, caption="Teachers by district")
    assert [figure.counted for figure in found] == ["Persons", "Houses", None]
