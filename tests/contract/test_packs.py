"""Every language pack, held to one contract; a new folder under `models/` is tested here unedited."""

from importlib.util import find_spec
from pathlib import Path

import pytest

from pipelines import nlp
from pipelines.options import Profile
from pipelines.packs import Pack, pack, packs
from pipelines.record import Block, BlockKind

PROFILES: tuple[Profile, ...] = ("accurate", "fast")
COMPONENTS = ("tally_people", "tally_organizations", "tally_places", "tally_figures")


FOREIGN_LABELS = {"PER", "GPE", "LOC", "FAC"}


def data_files(found: Pack) -> set[str]:
    files = (path for path in found.folder.rglob("*") if path.suffix in {".txt", ".tsv"})
    return {str(path.relative_to(found.folder)) for path in files}


def rooms(found: Pack) -> set[str]:
    return {name.split("/")[0] for name in data_files(found) if "/" in name}


@pytest.mark.parametrize("found", packs(), ids=lambda found: found.code)
def test_has_knowledge_in_every_room_of_the_english_pack(found: Pack) -> None:
    english = pack("en")
    assert english is not None
    assert rooms(english) == rooms(found)


@pytest.mark.parametrize("found", packs(), ids=lambda found: found.code)
def test_every_data_file_begins_with_its_source(found: Pack) -> None:
    silent = [name for name in data_files(found) if not _first_line(found.folder / name).startswith("#")]
    assert silent == []


@pytest.mark.parametrize("found", packs(), ids=lambda found: found.code)
def test_names_a_model_that_is_installed(found: Pack) -> None:
    assert find_spec(found.settings.spacy_model)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("found", packs(), ids=lambda found: found.code)
def test_every_profile_runs_and_keeps_the_text(found: Pack, profile: Profile) -> None:
    text = "52 Tanger 2016 (ONU)."
    block = Block(kind=BlockKind.PARAGRAPH, page=1, start=0, end=len(text), language=found.code)
    with nlp.analysed(text, [block], profile=profile) as passages:
        assert [passage.doc.text for passage in passages] == [text]
        assert FOREIGN_LABELS.isdisjoint(ent.label_ for passage in passages for ent in passage.doc.ents)


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("found", packs(), ids=lambda found: found.code)
def test_every_profile_has_tallys_own_components(found: Pack, profile: Profile) -> None:
    assert set(COMPONENTS) <= set(nlp.pipeline(found.code, profile).pipe_names)


def _first_line(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("\n", 1)[0]
