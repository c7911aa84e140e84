"""Which language a document and each of its blocks are in."""

from pipelines.language.identify import Identified, identify

__all__ = ["Identified", "identify"]
