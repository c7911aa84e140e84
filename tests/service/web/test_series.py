from pipelines.record import Kind
from service.index.hits import FacetValue, Sum
from service.web.series import by_kind, by_month


def total(group: str | None, best: float, kind: Kind = Kind.KILLED) -> Sum:
    return Sum(group=group, kind=kind, unit="people", figures=1, low=best, best=best, high=best)


def test_months_are_in_order() -> None:
    (found,) = by_kind([total("2021-03", 50), total("2021-01", 100), total(None, 7)])
    first, second = found.series.moments
    assert (first.label, first.value) == ("2021-01", 100)
    assert (second.label, second.since, second.until) == ("2021-03", "2021-03-01", "2021-03-31")
    assert found.undated == 1
    assert not found.series.yearly


def test_axis_is_shared_and_without_gaps() -> None:
    killed, injured = by_kind([total("2021-03", 50), total("2022-02", 9, Kind.INJURED)])
    assert (killed.series.since, killed.series.until) == (injured.series.since, injured.series.until)
    assert (killed.series.since, killed.series.until) == ("2021-03-01", "2022-02-28")


def test_many_months_become_years() -> None:
    (found,) = by_kind([total("2010-02", 5), total("2010-07", 5), total("2021-12", 1)])
    assert found.series.yearly
    assert [(each.label, each.value, each.until) for each in found.series.moments] == [
        ("2010", 10, "2010-12-31"),
        ("2021", 1, "2021-12-31"),
    ]


def test_nothing_dated() -> None:
    assert by_kind([total(None, 3), total("2020-01", 0)]) == ()
    assert by_month([]) is None


def test_pages_found_by_month() -> None:
    found = by_month([FacetValue(value="2021-02", count=3), FacetValue(value="2021-12", count=9)])
    assert found is not None
    assert [(each.label, each.value) for each in found.moments] == [("2021-02", 3), ("2021-12", 9)]
    assert (found.since, found.until) == ("2021-02-01", "2021-12-31")
