"""Numbers in running text: digits, words, ranges, hedges and vague words, with those that count nobody marked."""

from pipelines.figures.numbers.find import find
from pipelines.figures.numbers.number import Form, Number, Trap

__all__ = ["Form", "Number", "Trap", "find"]
