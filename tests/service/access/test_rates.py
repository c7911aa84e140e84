from hypothesis import given
from hypothesis import strategies as st

from service.access import rates
from service.access.rates import Rates, neighbourhood


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(rate=st.floats(0.5, 100), burst=st.integers(1, 50), pauses=st.lists(st.floats(0, 2), min_size=1, max_size=200))
def test_never_more_than_the_burst_and_what_time_has_brought(rate: float, burst: int, pauses: list[float]) -> None:
    clock = Clock()
    limits, passed = Rates(rate, burst, clock=clock), 0
    for pause in pauses:
        clock.now += pause
        passed += not limits.take("a")
    assert passed <= burst + sum(pauses) * rate + 1e-6


@given(rate=st.floats(0.5, 100), burst=st.integers(1, 20))
def test_whoever_waits_as_long_as_told_is_let_in(rate: float, burst: int) -> None:
    clock = Clock()
    limits = Rates(rate, burst, clock=clock)
    assert all(not limits.take("a") for _ in range(burst))
    clock.now += limits.take("a") + 1e-6
    assert not limits.take("a")


def test_callers_do_not_share() -> None:
    limits = Rates(1, 1, clock=Clock())
    assert not limits.take("a")
    assert limits.take("a")
    assert not limits.take("b")


def test_waiting_counts_nothing() -> None:
    limits = Rates(1, 1, clock=Clock())
    assert [limits.wait("a"), limits.wait("a"), limits.take("a")] == [0, 0, 0]


def test_rate_of_nought_limits_nothing() -> None:
    limits = Rates(0, 1, clock=Clock())
    assert not any(limits.take("a") for _ in range(100))


def test_memory_is_bounded() -> None:
    limits = Rates(1, 1, clock=Clock())
    for number in range(rates.MOST + 10):
        limits.take(str(number))
    assert limits.wait(str(rates.MOST + 9))
    assert not limits.wait("0")


def test_subscriber_of_ipv6_is_one_caller() -> None:
    assert neighbourhood("2001:db8:1:2:3::4") == neighbourhood("2001:db8:1:2:9::9") != neighbourhood("2001:db8:1:3::4")
    assert neighbourhood("192.0.2.1") == "192.0.2.1"
    assert neighbourhood("testclient") == "testclient"
