"""The engine that needs nothing started: tantivy for text, SQLite for figures and entities, in one folder."""

from service.index.base import Engine
from service.index.embedded.engine import EmbeddedEngine
from service.settings import Settings


class EmbeddedFactory:
    """`TALLY_INDEX=embedded`: the index is in `<data>/index`."""

    schemes = ("embedded",)

    def open(self, settings: Settings) -> Engine:
        """The index of the data folder, made if it is not there."""
        return EmbeddedEngine(settings.data / "index")


ENGINE = EmbeddedFactory()
