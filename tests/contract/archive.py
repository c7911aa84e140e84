"""The reports on which every engine must answer the same. All facts are invented."""

from pipelines.record import (
    Aggregation,
    CellRef,
    Citation,
    Kind,
    Qualifier,
    Status,
)
from service.index.base import Entry
from service.index.hits import FigurePage, SearchPage
from tests.samples import days, figure, organization, person, place, report

KARACHI, LYON = place("Karachi", "PK", at=(24.8608, 67.0104)), place("Lyon", "FR", at=(45.7485, 4.8467))
QUITO, SFAX = place("Quito", "EC", at=(-0.2298, -78.525)), place("Sfax", "TN", at=(34.7406, 10.7603))
GUARD = organization("National Coast Guard", "NCG")
SALIM, MOREAU = person("Nadia Salim", "Salim"), person("Hélène Moreau")

SEA = report(
    "Boats lost in the strait\nOn 4 May 30 migrants drowned off Sfax. The National Coast Guard rescued 55 people.",
    "Among the dead were 7 children. So far this year 410 people died. 900 people live in the camp.",
    headings=["Boats lost in the strait"],
    title="Crossing report",
    filename="strait-may.txt",
    published="2021-05-10",
    entities=[SFAX, GUARD],
    figures=[
        figure(30, Kind.KILLED, "30 migrants", SFAX, period=days("2021-05-04"), counted="migrants"),
        figure(
            55, Kind.RESCUED, "55 people", SFAX, period=days("2021-05-04"), source=Citation(entity=GUARD.id, text="NCG")
        ),
        figure(7, Kind.KILLED, "7 children", SFAX, part_of="30 migrants", counted="children"),
        figure(
            410, Kind.KILLED, "410 people", aggregation=Aggregation.CUMULATIVE, period=days("2021-01-01", "2021-05-10")
        ),
        figure(900, Kind.DISPLACED, "900 people", aggregation=Aggregation.STOCK),
    ],
)
PORT = report(
    "Port raid\nPolice led by Nadia Salim arrested 12 smugglers in Karachi and seized 40 kg of heroin.",
    headings=["Port raid"],
    filename="raid.pdf",
    media_type="application/pdf",
    published="2022-02-01",
    entities=[KARACHI, SALIM],
    figures=[
        figure(12, Kind.ARRESTED, "12 smugglers", KARACHI, period=days("2022-01-30"), counted="smugglers"),
        figure(40, Kind.SEIZED, "40 kg", KARACHI, unit="kg", period=days("2022-01-30")),
    ],
)
COURT = report(
    "Le tribunal de Lyon a condamné 9 passeurs. Selon Hélène Moreau, les arrestations continuent.",
    filename="lyon.txt",
    language="fr",
    published="2022-02-03",
    entities=[LYON, MOREAU],
    figures=[figure(9, Kind.CONVICTED, "9 passeurs", LYON, source=Citation(entity=MOREAU.id, text="Hélène Moreau"))],
)
FLOOD = report(
    "Las inundaciones en Quito dejaron al menos 30 muertos. Las autoridades niegan 200 desaparecidos.",
    filename="quito.txt",
    language="es",
    entities=[QUITO],
    figures=[
        figure(30, Kind.KILLED, "30 muertos", QUITO, high=None, period=days("2021-05-20", "2021-06-02")),
        figure(200, Kind.MISSING, "200 desaparecidos", QUITO, status=Status.DENIED),
    ],
)
JOINT = report(
    "A joint operation in Karachi and Sfax freed 21 captives; migrant smuggling routes are watched.",
    filename="joint.txt",
    published="2022-03-01",
    entities=[KARACHI, SFAX],
    figures=[
        figure(
            21,
            Kind.RELEASED,
            "21 captives",
            KARACHI,
            SFAX,
            period=days("2022-02-27"),
            qualifier=Qualifier.ABOUT,
            rule="by-hand",
            cell=CellRef(table=0, row=0, column=0),
            supersedes=20,
            confidence=0.97,
        )
    ],
)
NAMES = {SEA.id: "sea", PORT.id: "port", COURT.id: "court", FLOOD.id: "flood", JOINT.id: "joint"}
ALL = [
    Entry(document=SEA),
    Entry(document=PORT, collection="police"),
    Entry(document=COURT, collection="police"),
    Entry(document=FLOOD),
    Entry(document=JOINT),
]


def found(page: SearchPage) -> list[str]:
    return [f"{NAMES[hit.document]} {hit.page}" for hit in page.hits]


def counted(page: FigurePage) -> list[str]:
    return [hit.figure.text for hit in page.hits]
