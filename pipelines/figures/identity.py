"""The id of a figure."""

import hashlib
from typing import Final

_LENGTH: Final = 16


def figure_id(kind: str, raw: str, start: int, end: int) -> str:
    """The same for the same words at the same place, whatever else is in the document."""
    digest = hashlib.sha256(f"{kind}\t{raw}\t{start}\t{end}".encode()).hexdigest()
    return f"figure:{digest[:_LENGTH]}"
