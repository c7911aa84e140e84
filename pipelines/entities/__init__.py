"""Who, which organisation and where: entities, once each, over a whole document."""

from pipelines.entities.resolve import resolve

__all__ = ["resolve"]
