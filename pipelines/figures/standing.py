"""Whether a figure is asserted, denied, hypothetical or planned: by the words around its trigger."""

from pipelines.figures.chunks import QUANTITIES, TRIGGERS, Clauses
from pipelines.figures.cues import Cue
from pipelines.figures.draft import Range
from pipelines.record import Status

_AUXILIARY = "hmygxvtjlin"
_STOPS = frozenset(";:k(")
_TOLLS = frozenset("LE")
_REACH = 7
_STATUS = {
    "hypothetical": Status.HYPOTHETICAL,
    "planned": Status.PLANNED,
    "denied": Status.DENIED,
    "negated": Status.DENIED,
    "alleged": Status.HYPOTHETICAL,
    "possible": Status.HYPOTHETICAL,
}
_GOVERNING = frozenset({"hypothetical", "denied", "alleged", "planned"})


def status(clauses: Clauses, quantity: int, trigger: int, cues: tuple[Cue, ...]) -> Status:
    """The figure's status: first by the verb group of its trigger, then by what governs the whole clause."""
    verb_group = _verb_group(clauses, trigger)
    governed = _governed(clauses, min(quantity, trigger))
    between = _between(clauses, quantity, trigger)
    own = [cue for cue in cues if _covers(verb_group, cue) or _covers(between, cue)]
    own = [cue for cue in own if cue.name != "negated" or cue.start < clauses.chunks[trigger].start]
    counted = clauses.chunks[quantity].quantity
    none = counted is not None and counted.number.form == "none"
    found = [_STATUS[cue.name] for cue in own if cue.name in _STATUS and not (none and cue.name == "negated")]
    found += [_STATUS[cue.name] for cue in cues if cue.name in _GOVERNING and _covers(governed, cue)]
    return found[0] if found else Status.ASSERTED


def _covers(span: Range, cue: Cue) -> bool:
    return span.start <= cue.start < span.end


def _verb_group(clauses: Clauses, trigger: int) -> Range:
    index = trigger
    while index and clauses.chunks[index - 1].tag in _AUXILIARY and trigger - index < _REACH:
        index -= 1
    return Range(clauses.chunks[index].start, clauses.chunks[trigger].end)


def _between(clauses: Clauses, quantity: int, trigger: int) -> Range:
    """What stands between a toll and its number (`the toll could exceed 300`); empty for any other figure."""
    if clauses.chunks[trigger].tag not in _TOLLS or trigger > quantity:
        return Range(0, 0)
    return Range(clauses.chunks[trigger].end, clauses.chunks[quantity].start)


def _governed(clauses: Clauses, first: int) -> Range:
    index = first
    while index and first - index < _REACH and not _bounds(clauses, index - 1):
        index -= 1
    return Range(clauses.chunks[index].start, clauses.chunks[first].start)


def _bounds(clauses: Clauses, index: int) -> bool:
    tag = clauses.chunks[index].tag
    return tag in _STOPS or tag == "," or tag in TRIGGERS - _TOLLS or tag in QUANTITIES
