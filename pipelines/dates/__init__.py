"""Dates and periods in running text, resolved against the report's own date."""

from pipelines.dates.find import find
from pipelines.dates.published import published
from pipelines.dates.span import DatedSpan, DateKind

__all__ = ["DateKind", "DatedSpan", "find", "published"]
