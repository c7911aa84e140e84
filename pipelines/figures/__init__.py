"""Figures: how many people or things something happened to, and all that the report says of it."""

from pipelines.figures.resolve import resolve

__all__ = ["resolve"]
