"""An archive on disk that holds reports made by hand, for tests of what is built on it. All facts are invented."""

import io
from pathlib import Path

from pipelines.record import Aggregation, Citation, Document, Kind
from service.archive import Archive, accept, open_archive
from service.index.base import Entry
from service.settings import Settings
from tests.samples import days, figure, organization, person, place, report

KARACHI, SFAX, LYON = place("Karachi", "PK"), place("Sfax", "TN"), place("Lyon", "FR")
GUARD = organization("National Coast Guard", "NCG")
SALIM = person("Nadia Salim", "Salim")

STRAIT = report(
    "Boats lost in the strait\nOn 4 May 30 migrants drowned off Sfax. The National Coast Guard rescued 55 people.",
    "So far this year 410 people died, the NCG said.",
    headings=["Boats lost in the strait"],
    title="Crossing report",
    filename="strait.txt",
    published="2021-05-10",
    entities=[SFAX, GUARD],
    figures=[
        figure(30, Kind.KILLED, "30 migrants", SFAX, period=days("2021-05-04"), counted="migrants"),
        figure(55, Kind.RESCUED, "55 people", SFAX, source=Citation(entity=GUARD.id, text="National Coast Guard")),
        figure(
            410, Kind.KILLED, "410 people", aggregation=Aggregation.CUMULATIVE, period=days("2021-01-01", "2021-05-10")
        ),
    ],
)
RAID = report(
    "Port raid\nPolice led by Nadia Salim arrested 12 smugglers in Karachi.",
    headings=["Port raid"],
    filename="raid.txt",
    published="2022-02-01",
    entities=[KARACHI, SALIM],
    figures=[figure(12, Kind.ARRESTED, "12 smugglers", KARACHI, period=days("2022-01-30"), counted="smugglers")],
)
COURT = report(
    "Le tribunal de Lyon a condamné 9 passeurs.",
    filename="=cmd|lyon.txt",
    title="<script>alert(1)</script>",
    language="fr",
    published="2022-02-03",
    entities=[LYON],
    figures=[figure(9, Kind.CONVICTED, "9 passeurs", LYON, counted="passeurs")],
)
REPORTS = (STRAIT, RAID, COURT)


def settings_in(folder: Path) -> Settings:
    """Settings whose archive lies in `folder`."""
    return Settings.model_validate({"data": folder, "workers": 1})


def fill(settings: Settings, *reports: Document) -> tuple[Document, ...]:
    """Archive the reports; each as it then is, with the id of its original."""
    archive = open_archive(settings)
    try:
        return tuple(_archived(archive, each) for each in reports)
    finally:
        archive.close()


def _archived(archive: Archive, made: Document) -> Document:
    listed, _ = accept(archive, io.BytesIO(made.text.encode()), filename=made.filename)
    record = made.model_copy(update={"id": listed.id, "bytes": listed.bytes})
    archive.store.save(record)
    archive.catalogue.extracted(record)
    archive.engine.index([Entry(document=record)])
    archive.engine.flush()
    archive.catalogue.indexed([record.id])
    return record
