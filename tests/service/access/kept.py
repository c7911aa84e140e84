"""Two archives that differ in what they hide: both keep collection `seen`, one keeps `hidden` too. All is invented."""

import io
from pathlib import Path

from pipelines.record import Citation, Document, Kind
from service.access.registry import open_registry
from service.access.roles import Role
from service.archive import Archive, accept, open_archive
from service.index.base import Entry
from service.settings import Settings
from tests.samples import days, figure, organization, person, place, report

SEEN, HIDDEN = "seen", "covert"
_SFAX, _GUARD = place("Sfax", "TN"), organization("Coast Guard")
_OULU, _VESK, _ZEPHYR = place("Oulu", "FI"), person("Ilda Veskari", "Veskari"), organization("Zephyr Trust")

OPEN_REPORT = report(
    "Crossing\nOn 4 May 30 migrants drowned off Sfax. The Coast Guard rescued 55 people.",
    headings=["Crossing"],
    title="Crossing",
    filename="crossing.txt",
    published="2021-05-10",
    entities=[_SFAX, _GUARD],
    figures=[
        figure(30, Kind.KILLED, "30 migrants", _SFAX, period=days("2021-05-04"), counted="migrants"),
        figure(55, Kind.RESCUED, "55 people", _SFAX, source=Citation(entity=_GUARD.id, text="Coast Guard")),
    ],
)
SECRET_REPORT = report(
    "Marigold\nIlda Veskari of the Zephyr Trust saw 30 migrants drown in Oulu.",
    "Police there arrested 771 couriers, the Zephyr Trust said.",
    headings=["Marigold"],
    title="Marigold",
    filename="marigold.txt",
    published="2021-05-11",
    entities=[_OULU, _VESK, _ZEPHYR, _SFAX, _GUARD],
    figures=[
        figure(30, Kind.KILLED, "30 migrants", _OULU, _SFAX, period=days("2021-05-04"), counted="migrants"),
        figure(
            771, Kind.ARRESTED, "771 couriers", _OULU, counted="couriers",
            source=Citation(entity=_ZEPHYR.id, text="Zephyr Trust"),
        ),
    ],
)  # fmt: skip
SECRETS = ("Marigold", "marigold", "Veskari", "Zephyr", "Oulu", "couriers", "771", HIDDEN)
"""Words that stand in the hidden report only."""
HIDDEN_BYTES, FAILED_BYTES = SECRET_REPORT.text.encode(), b"covert and broken"


def settings_in(folder: Path) -> Settings:
    """Settings whose archive lies in `folder`, without a limit of rate."""
    return Settings.model_validate({"data": folder, "workers": 1, "rate": 0})


def fill(settings: Settings, **collections: Document) -> dict[str, str]:
    """Archive one report for each collection; their ids."""
    archive = open_archive(settings)
    try:
        return {name: _keep(archive, made, name) for name, made in collections.items()}
    finally:
        archive.close()


def key(settings: Settings, role: Role = Role.READER, *collections: str) -> str:
    """A new key for these collections, or for all."""
    registry = open_registry(settings)
    try:
        return registry.keys.add("test", role, collections or None)[1]
    finally:
        registry.close()


def bearer(secret: str) -> dict[str, str]:
    """The header that carries a key."""
    return {"Authorization": f"Bearer {secret}"}


def _keep(archive: Archive, made: Document, collection: str) -> str:
    listed, _ = accept(archive, io.BytesIO(made.text.encode()), filename=made.filename, collection=collection)
    record = made.model_copy(update={"id": listed.id, "bytes": listed.bytes})
    archive.store.save(record)
    archive.catalogue.extracted(record)
    archive.engine.index([Entry(document=record, collection=collection)])
    archive.engine.flush()
    archive.catalogue.indexed([record.id])
    if collection == HIDDEN:
        failed, _ = accept(archive, io.BytesIO(FAILED_BYTES), filename="marigold.pdf", collection=collection)
        archive.catalogue.failed(failed.id, code="damaged_file", message="Marigold is broken.")
    return record.id
