"""Engines that hold the reports of `archive.py`."""

from collections.abc import Iterator

import pytest

from service.index.base import Engine
from tests.conftest import Fresh
from tests.contract.archive import ALL


@pytest.fixture(scope="module")
def filled(fresh_engine: Fresh) -> Iterator[Engine]:
    """All reports, for tests that only read."""
    with fresh_engine() as engine:
        engine.index(ALL)
        engine.flush()
        yield engine


@pytest.fixture
def changing(engine: Engine) -> Engine:
    """All reports, for tests that change them."""
    engine.index(ALL)
    engine.flush()
    return engine
