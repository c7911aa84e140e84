"""`python -m scripts.vendor`: the page's files of other projects, made anew from npm as `scripts/web` pins them.

Needs Node.js and npm; nothing else of Tally does. What is bundled is told from what `plot.js` reaches; what is made is
the same bytes wherever it is made, and the hashes in `SOURCES.toml` are checked by the tests and by browsers.
"""

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from service.web.assets import STATIC, VENDORED, integrity_of

WEB = Path(__file__).with_name("web")
MODULES = WEB / "node_modules"
FOLDER = STATIC / "vendor"
COPIED = {"htmx.js": ("htmx.org", "dist/htmx.min.js"), "land-110m.json": ("world-atlas", "land-110m.json")}
BUNDLE = "plot.js"
LICENCES = "LICENSES.txt"


def main() -> None:
    """Install, bundle, copy, and write down what was taken."""
    subprocess.run(["npm", "ci", "--silent"], cwd=WEB, check=True)
    FOLDER.mkdir(exist_ok=True)
    for name, (package, file) in COPIED.items():
        shutil.copyfile(MODULES / package / file, FOLDER / name)
    bundled = bundle()
    (FOLDER / LICENCES).write_text("\n\n".join(map(_licence, bundled)) + "\n", encoding="utf-8")
    VENDORED.write_text("\n".join(_sources(bundled)), encoding="utf-8")


def bundle() -> list[str]:
    """Write the bundle; the packages that it holds parts of, sorted."""
    made = FOLDER / BUNDLE
    flags = ["--bundle", "--minify", "--format=iife", "--global-name=Plot", "--legal-comments=none"]
    listed = MODULES / "listed.json"
    subprocess.run(
        ["npx", "esbuild", BUNDLE, *flags, "--log-level=error", f"--outfile={made}", f"--metafile={listed}"],
        cwd=WEB,
        check=True,
    )
    outputs = json.loads(listed.read_text(encoding="utf-8"))["outputs"].values()
    held = (path for output in outputs for path, part in output["inputs"].items() if part["bytesInOutput"])
    return sorted({_package(path) for path in held if path.startswith("node_modules/")})


def _package(path: str) -> str:
    """`@observablehq/plot` for `node_modules/@observablehq/plot/src/plot.js`."""
    parts = path.split("/")[1:]
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def _licence(package: str) -> str:
    text = next(path for path in sorted((MODULES / package).iterdir()) if path.name.upper().startswith("LICEN"))
    return f"{package} {_version(package)}\n\n{text.read_text(encoding='utf-8').strip()}"


def _version(package: str) -> str:
    return str(_about(package)["version"])


def _about(package: str) -> dict[str, object]:
    about: dict[str, object] = json.loads((MODULES / package / "package.json").read_text(encoding="utf-8"))
    return about


def _sources(bundled: Iterable[str]) -> Iterator[str]:
    yield "# Files of other projects served with the page, made by scripts/vendor.py. Tests and browsers check"
    yield "# `integrity`.\n"
    for name, (package, file) in COPIED.items():
        yield _entry(name, [package], file)
    yield _entry(BUNDLE, bundled, "what scripts/web/plot.js reaches, as one file")


def _entry(name: str, packages: Iterable[str], file: str) -> str:
    """One file's lines: whose it is, which release, under which licence, and what its bytes must be."""
    taken = list(packages)
    releases = ", ".join(f'"{package} {_version(package)}"' for package in taken)
    licences = " and ".join(sorted({str(_about(package)["license"]) for package in taken}))
    integrity = integrity_of(FOLDER / name)
    lines = (f'["vendor/{name}"]', f"packages = [{releases}]", f'file = "{file}"', f'license = "{licences}"')
    return "\n".join((*lines, f'integrity = "{integrity}"', ""))


if __name__ == "__main__":
    main()
