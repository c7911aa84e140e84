"""The page's own files: style, scripts and what is vendored, each addressed by its content's hash."""

import base64
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

STATIC = Path(__file__).parent / "static"
VENDORED = STATIC / "vendor" / "SOURCES.toml"


class Asset(NamedTuple):
    """Where a file is served, and what its bytes must be (subresource integrity, `sha384-…`)."""

    url: str
    integrity: str


@cache
def asset(name: str) -> Asset:
    """The file `name` under `static/`; its URL changes when its bytes do, so that it may be cached for ever."""
    integrity = integrity_of(STATIC / name)
    version = hashlib.sha256(integrity.encode()).hexdigest()[:12]
    return Asset(f"/static/{name}?v={version}", integrity)


def integrity_of(path: Path) -> str:
    """The file's SHA-384 as browsers check it."""
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def vendored() -> dict[str, str]:
    """Each vendored file's name and the integrity that it had when it was taken over."""
    sources = tomllib.loads(VENDORED.read_text(encoding="utf-8"))
    return {name: entry["integrity"] for name, entry in sources.items()}
