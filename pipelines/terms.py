"""The words that a record is made of: each is one of a closed set."""

from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of text is on its page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE = "table"
    CAPTION = "caption"
    NOTE = "note"
    HEADER = "header"
    FOOTER = "footer"


class Label(StrEnum):
    """What sort of thing an entity is."""

    PERSON = "PERSON"
    PLACE = "PLACE"
    ORG = "ORG"


class Precision(StrEnum):
    """How exactly a place is known: a point, an area of some rank, or water."""

    POINT = "point"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    COUNTRY = "country"
    REGION = "region"
    WATER = "water"


class Kind(StrEnum):
    """What happened to what a figure counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DEAD_OR_MISSING = "dead_or_missing"
    CASUALTIES = "casualties"
    INFECTED = "infected"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    RETURNED = "returned"
    AFFECTED = "affected"
    RESCUED = "rescued"
    SURVIVED = "survived"
    ABDUCTED = "abducted"
    RELEASED = "released"
    ARRESTED = "arrested"
    CHARGED = "charged"
    CONVICTED = "convicted"
    SENTENCED = "sentenced"
    DEPORTED = "deported"
    INTERCEPTED = "intercepted"
    TRAFFICKED = "trafficked"
    SMUGGLED = "smuggled"
    SEIZED = "seized"
    DESTROYED = "destroyed"
    DAMAGED = "damaged"


class Qualifier(StrEnum):
    """How the report hedges a number."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    BETWEEN = "between"
    VAGUE = "vague"


class Aggregation(StrEnum):
    """One event, a running total, or a count at a moment."""

    INCIDENT = "incident"
    CUMULATIVE = "cumulative"
    STOCK = "stock"


class Status(StrEnum):
    """Whether the report says that it happened."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    PLANNED = "planned"
