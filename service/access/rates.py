"""Limits of rate: a bucket of tokens for each caller, which fills up again as time goes by."""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

MOST = 10_000
"""Buckets kept; the one longest unused goes first, and would mostly be full again anyway."""
_SUBSCRIBER = 64
"""An IPv6 subscriber is given a network of this length, and may use any address in it."""


class Rates:
    """`rate` requests a second for each caller on the long run, `burst` at once; a `rate` of 0 limits nothing.

    One thread only: the event loop asks.
    """

    def __init__(self, rate: float, burst: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._clock = rate, float(burst), clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Seconds until the caller may ask again; 0 if now."""
        return max(0.0, (1.0 - self._tokens(who)) / self._rate) if self._rate else 0.0

    def take(self, who: str) -> float:
        """As `wait`, and counts the request if it is let through."""
        wait = self.wait(who)
        if self._rate and not wait:
            self._buckets[who] = self._tokens(who) - 1.0, self._clock()
            self._buckets.move_to_end(who)
            while len(self._buckets) > MOST:
                self._buckets.popitem(last=False)
        return wait

    def _tokens(self, who: str) -> float:
        tokens, then = self._buckets.get(who, (self._burst, 0.0))
        return min(self._burst, tokens + max(0.0, self._clock() - then) * self._rate)


def neighbourhood(address: str) -> str:
    """What an address is counted as: itself, or for IPv6 its subscriber's network."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is None:
        return str(ip_network((parsed, _SUBSCRIBER), strict=False))
    return address
