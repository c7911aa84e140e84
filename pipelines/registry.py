"""Finds what is registered: a module in the right folder, or an entry point of another package, is all it takes."""

import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from types import ModuleType
from typing import cast

from pipelines.parsed import Reader


def discover(package: ModuleType, attribute: str) -> tuple[object, ...]:
    """The value of `attribute` in each module directly inside `package` that defines it, ordered by module name."""
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__, package.__name__ + "."))
    modules = (importlib.import_module(name) for name in names)
    return tuple(getattr(module, attribute) for module in modules if hasattr(module, attribute))


def installed(group: str) -> tuple[object, ...]:
    """What other packages offer under the entry-point group, ordered by name."""
    return tuple(entry.load() for entry in sorted(entry_points(group=group)))


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader: modules of `pipelines.readers` that define `READER`, then the `tally.readers` entry points."""
    import pipelines.readers

    found = discover(pipelines.readers, "READER") + installed("tally.readers")
    return tuple(cast(Reader, reader) for reader in found)
