import json
from collections import defaultdict

from pipelines.record import Document, Role
from service import followthemoney
from tests.samples import organization, person, place, report

GUARD, SFAX = organization("National Coast Guard", "NCG"), place("Sfax", "TN", at=(34.74, 10.76))
OFFICE = organization("Rescue Office").model_copy(update={"part_of": GUARD.id})
SALIM = person("Nadia Salim").model_copy(
    update={"roles": (Role(title="Dr", role="director", organization=GUARD.id, start=0, end=8),)}
)
REPORT = report(
    "Nadia Salim of the National Coast Guard (NCG) spoke in Sfax for the Rescue Office.",
    title="Crossing",
    filename="crossing.txt",
    published="2021-05-10",
    entities=[GUARD, OFFICE, SALIM, SFAX],
)

Told = dict[str, dict[str, list[str]]]
"""Properties by id."""


def told(document: Document) -> dict[str, Told]:
    """What is exported, by schema."""
    found: dict[str, Told] = defaultdict(dict)
    for line in followthemoney.lines([document], base_url="https://tally.example"):
        entity = json.loads(line)
        found[entity["schema"]][entity["id"]] = entity["properties"]
    return found


def test_a_document_says_what_it_is_and_names() -> None:
    [properties] = told(REPORT)["PlainText"].values()
    assert properties["name"] == properties["title"] == ["Crossing"]
    assert properties["publishedAt"] == ["2021-05-10"]
    assert properties["detectedLanguage"] == ["eng"]
    assert properties["detectedCountry"] == ["tn"]
    assert properties["peopleMentioned"] == ["Nadia Salim"]
    assert properties["sourceUrl"] == [f"https://tally.example/documents/{REPORT.id.replace(':', '%3A')}"]


def test_people_organisations_and_places_are_entities() -> None:
    found = told(REPORT)
    [salim] = found["Person"].values()
    assert (salim["name"], salim["title"], salim["position"]) == (["Nadia Salim"], ["Dr"], ["director"])
    by_name = {properties["name"][0]: key for key, properties in found["Organization"].items()}
    assert found["Organization"][by_name["National Coast Guard"]]["alias"] == ["NCG"]
    assert found["Organization"][by_name["Rescue Office"]]["parent"] == [by_name["National Coast Guard"]]
    [sfax] = found["Address"].values()
    assert (sfax["full"], sfax["country"], sfax["latitude"]) == (["Sfax"], ["tn"], ["34.74"])


def test_whatever_is_referred_to_is_there() -> None:
    found = told(REPORT)
    ids = {key for entities in found.values() for key in entities}
    [membership] = found["Membership"].values()
    assert (membership["role"], membership["member"]) == (["Dr director"], list(found["Person"]))
    for entities in found.values():
        for properties in entities.values():
            for name in ("proof", "document", "resolved", "parent", "member", "organization"):
                assert set(properties.get(name, [])) <= ids
    mentions = {properties["detectedSchema"][0]: properties for properties in found["Mention"].values()}
    assert "resolved" not in mentions["Address"]
    assert [p["name"] for p in found["Mention"].values() if "NCG" in p["name"]] == [["National Coast Guard", "NCG"]]


def test_ids_stay_the_same_and_are_one_for_each() -> None:
    both = [REPORT, REPORT.model_copy(update={"id": "sha256:other"})]
    first, second = ([json.loads(line)["id"] for line in followthemoney.lines(both)] for _ in range(2))
    assert first == second
    assert len(set(first)) == len(first)


def test_a_bare_record_is_only_a_document() -> None:
    bare = report("Nothing.", media_type="application/msword")
    assert list(told(bare)) == ["Document"]
