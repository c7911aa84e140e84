"""Scores become shares: smoothed, rising with the score, and within what was measured."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.figures.calibration import PRIOR, confidence, fit

OUTCOMES = st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


@given(OUTCOMES)
def test_shares_rise_with_the_score(outcomes: list[tuple[float, bool]]) -> None:
    shares = [band.share for band in fit(outcomes)]
    assert shares == sorted(shares)


def test_a_band_of_few_figures_stays_near_the_prior() -> None:
    (band,) = fit([(0.95, True)])
    assert band.share == pytest.approx(PRIOR, abs=0.01)


def test_many_wrong_figures_lower_their_band() -> None:
    low, high = fit([(0.7, False)] * 200 + [(0.95, True)] * 200)
    assert (low.share < 0.2, high.share > 0.9) == (True, True)


@given(st.floats(0, 1), st.floats(0, 1))
def test_confidence_is_a_share_and_never_falls_with_the_score(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert 0 < confidence(low) <= confidence(high) < 1
