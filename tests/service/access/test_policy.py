import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.access.policy import rule_for
from service.access.roles import NOBODY, Caller, Role, Scope
from service.errors import Forbidden, NotAuthenticated

READER = Caller("r", Role.READER, Scope())
OPEN = {"/health/live", "/health/ready", "/sign-in", "/sign-out", "/preferences"}
METHODS = st.sampled_from(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "BREW"])


@given(method=METHODS, path=st.text().map(lambda text: "/" + text))
def test_nobody_gets_in_but_where_all_may(method: str, path: str) -> None:
    if path not in OPEN and not path.startswith("/static/"):
        with pytest.raises(NotAuthenticated):
            rule_for(method, path).check(NOBODY)


@given(method=METHODS.filter(lambda name: name not in {"GET", "HEAD", "OPTIONS"}), path=st.text())
def test_reader_changes_nothing(method: str, path: str) -> None:
    if "/" + path not in OPEN and not path.startswith("static/"):
        with pytest.raises(Forbidden):
            rule_for(method, "/" + path).check(READER)


@pytest.mark.parametrize(
    ("method", "path", "role", "whole"),
    [
        ("POST", "/v1/documents", Role.ANALYST, False),
        ("POST", "/documents", Role.ANALYST, False),
        ("POST", "/documents/retry", Role.ANALYST, True),
        ("DELETE", "/v1/documents/sha256:00", Role.ADMIN, False),
        ("POST", "/documents/sha256:00/delete", Role.ADMIN, False),
        ("GET", "/metrics", Role.READER, True),
        ("GET", "/v1/search", Role.READER, False),
        ("PUT", "/v1/search", Role.ADMIN, True),
        ("POST", "/v1/documents\n", Role.ADMIN, True),
    ],
)
def test_what_is_needed(method: str, path: str, role: Role, whole: bool) -> None:
    rule = rule_for(method, path)
    assert (rule.role, rule.whole) == (role, whole)


@pytest.mark.parametrize("low", Role)
@pytest.mark.parametrize("high", Role)
def test_each_role_may_what_those_before_it_may(low: Role, high: Role) -> None:
    order = list(Role)
    assert high.includes(low) is (order.index(high) >= order.index(low))


@given(own=st.none() | st.frozensets(st.sampled_from("abcd")), asked=st.lists(st.sampled_from("abcd")).map(tuple))
def test_narrowing_never_shows_more(own: frozenset[str] | None, asked: tuple[str, ...]) -> None:
    seen = Scope(own).narrow(asked)
    everything = frozenset("abcd")
    expected = (own if own is not None else everything) & (frozenset(asked) or everything)
    assert (frozenset() if seen is None else frozenset(seen) or everything) == expected
