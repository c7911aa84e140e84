"""Finds the engine that `TALLY_INDEX` names."""

from functools import cache
from typing import cast

import service.index
from pipelines.errors import ConfigurationError
from pipelines.registry import discover, installed
from service.index.base import Engine, EngineFactory
from service.settings import Settings


@cache
def factories() -> tuple[EngineFactory, ...]:
    """Every engine: modules of `service.index` that define `ENGINE`, then the `tally.engines` entry points."""
    found = discover(service.index, "ENGINE") + installed("tally.engines")
    return tuple(cast(EngineFactory, factory) for factory in found)


def open_engine(settings: Settings) -> Engine:
    """The engine of the settings. Raises `ConfigurationError` where no engine has the scheme."""
    scheme = settings.index.get_secret_value().partition("://")[0]
    for factory in factories():
        if scheme in factory.schemes:
            return factory.open(settings)
    known = ", ".join(name for factory in factories() for name in factory.schemes)
    raise ConfigurationError(f"TALLY_INDEX names no engine: {scheme!r}.", expected=f"one of {known}")
