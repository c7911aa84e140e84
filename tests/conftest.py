"""Fixtures that many tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.index.base import Engine
from service.index.engines import open_engine
from service.settings import Settings


@pytest.fixture(params=["embedded"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty index of every engine in turn."""
    opened = open_engine(Settings(data=tmp_path, index=request.param))
    yield opened
    opened.close()
