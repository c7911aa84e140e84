"""From what was found in each passage to the entities of the whole document."""

from pipelines.entities.acronym_use import spread_acronyms
from pipelines.entities.consistency import settle
from pipelines.entities.grouping import grouped
from pipelines.entities.identity import identified
from pipelines.entities.mentions import collect
from pipelines.entities.naming import Naming
from pipelines.entities.officers import held, introduce
from pipelines.entities.parts import parts
from pipelines.entities.places_reading import locate_passages
from pipelines.entities.toc import speaks
from pipelines.passage import Passage


def resolve(passages: tuple[Passage, ...]) -> Naming:
    """The entities of a document and their mentions, each thing once.

    Corrects the entities of the passages' docs on the way, so that a name is the same thing throughout. Passages
    without a pack, running heads and tables of contents give none.
    """
    spoken = tuple(passage for passage in passages if speaks(passage))
    for passage in spoken:
        introduce(passage)
    spread_acronyms(spoken)
    settle(spoken)
    located = locate_passages(spoken)
    found = tuple(collect(spoken))
    offices = tuple(office for passage in spoken for office in held(passage))
    return identified(grouped(found, offices, spoken, located), offices, located, parts(spoken))
