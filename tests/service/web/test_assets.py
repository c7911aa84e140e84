import json
import re

from scripts.vendor import BUNDLE, COPIED, LICENCES, WEB
from service.web.assets import STATIC, VENDORED, asset, integrity_of, vendored


def test_vendored_files_are_unchanged() -> None:
    files = {f"vendor/{path.name}" for path in (STATIC / "vendor").iterdir()}
    assert files == set(vendored()) | {f"vendor/{LICENCES}", f"vendor/{VENDORED.name}"}
    assert {name.removeprefix("vendor/") for name in vendored()} == {*COPIED, BUNDLE}
    for name, integrity in vendored().items():
        assert integrity_of(STATIC / name) == integrity


def test_what_is_taken_from_npm_is_locked_by_hash_and_without_addresses() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert packages
    assert all(re.match("sha512-", entry["integrity"]) for entry in packages.values())
    assert not any("resolved" in entry for entry in packages.values())


def test_every_release_bundled_is_the_locked_one_and_brings_its_licence() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    locked = {f"{name.removeprefix('node_modules/')} {entry.get('version')}" for name, entry in lock.items()}
    taken = set(re.findall(r'"([^" ]+ [0-9][^"]*)"', VENDORED.read_text(encoding="utf-8")))
    licences = (STATIC / "vendor" / LICENCES).read_text(encoding="utf-8")
    assert taken <= locked
    bundled = {each for each in taken if each.startswith(("d3-", "@observablehq/plot "))}
    assert len(bundled) > 10
    assert all(f"{each}\n" in licences for each in bundled)


def test_address_changes_with_the_bytes() -> None:
    assert re.fullmatch(r"/static/tally\.css\?v=[0-9a-f]{12}", asset("tally.css").url)
    assert asset("tally.css").integrity == integrity_of(STATIC / "tally.css")
