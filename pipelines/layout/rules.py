"""Ruled lines on a page, and the cells that they enclose."""

from collections.abc import Sequence
from typing import NamedTuple

from pdfplumber import table as plumber

from pipelines.record import Box

TOLERANCE = 3.0
"""Lines this close, in points, are one; pdfplumber's own default."""
_LEAST_LINES = 3
"""A table of two rows and two columns has three lines each way."""
_MOST_RULES = 3000
"""More lines than this are a drawing: looking for cells among them would take seconds."""


class Rule(NamedTuple):
    """A horizontal line (`top == bottom`) or a vertical one (`x0 == x1`); `shade` is the side of a filled area."""

    x0: float
    top: float
    x1: float
    bottom: float
    shade: bool = False

    @property
    def horizontal(self) -> bool:
        """Whether it runs from left to right."""
        return self.top == self.bottom


def borders(rules: Sequence[Rule]) -> Sequence[Rule]:
    """The lines that may be borders of cells: the drawn ones, and the sides of shades only where no lines are drawn."""
    drawn = [rule for rule in rules if not rule.shade]
    return drawn if may_hold_cells(drawn) else rules


def may_hold_cells(rules: Sequence[Rule]) -> bool:
    """Whether there are lines enough at different places, both ways, and not a drawing's worth of them."""
    heights = {round(rule.top) for rule in rules if rule.horizontal}
    sides = {round(rule.x0) for rule in rules if not rule.horizontal}
    return len(rules) <= _MOST_RULES and min(len(heights), len(sides)) >= _LEAST_LINES


def cells(rules: Sequence[Rule]) -> list[list[Box]]:
    """The cells of each table that the lines draw, found by pdfplumber's method."""
    edges = plumber.merge_edges([_edge(rule) for rule in rules], TOLERANCE, TOLERANCE, TOLERANCE, TOLERANCE)
    crossings = plumber.edges_to_intersections(edges, TOLERANCE, TOLERANCE)
    tables = plumber.cells_to_tables(plumber.intersections_to_cells(crossings))
    return [[Box(*cell) for cell in table] for table in tables]


def _edge(rule: Rule) -> dict[str, str | float]:
    return {
        "object_type": "line",
        "orientation": "h" if rule.horizontal else "v",
        "x0": rule.x0,
        "x1": rule.x1,
        "top": rule.top,
        "bottom": rule.bottom,
        "doctop": rule.top,
        "width": rule.x1 - rule.x0,
        "height": rule.bottom - rule.top,
    }
