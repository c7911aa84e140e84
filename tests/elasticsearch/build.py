"""An Elasticsearch distribution made of the jars on Maven Central.

The server runs as published. What a download of it has beside, and Central has not, is small: an agent, a console and
the one part in `NodePlugin`. All are compiled here from `java/`, by a compiler that is a jar too, so that any Java
runtime will do. The jars are pinned in `jars.sha256`.
"""

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tests.elasticsearch.runtime import java, modules

VERSION = "9.5.3"
HERE = Path(__file__).parent
CACHE = HERE.parent.parent / ".cache" / "elasticsearch"
DIST = CACHE / "dist"

AGENT = "Agent-Class: tally.node.Agent\r\nCan-Retransform-Classes: true\r\nCan-Redefine-Classes: true\r\n"
PLUGIN = f"""name=tally-test-node
description=what the published jars lack
version={VERSION}
elasticsearch.version={VERSION}
java.version=21
classname=tally.node.NodePlugin
"""
ABSENT = ((b"\x00\x07jdk.jdi", b"\x00\x07jdk.jfr"), (b"\x00\x09jdk.jlink", b"\x00\x09jdk.zipfs"))
"""Modules that a slim runtime lacks and the server names without using, each with one of the same length it has."""


def build() -> Path:
    """The distribution's folder, built unless it is there."""
    if not DIST.exists():
        jars = _fetch()
        _check(jars)
        CACHE.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix="building-", dir=CACHE))
        building.chmod(0o755)
        _lay_out(jars, building)
        _compile(jars, building)
        building.rename(DIST)
    return DIST


def _fetch() -> Path:
    jars = CACHE / "jars"
    goal = ("dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={jars}")
    subprocess.run(["mvn", "-q", "-B", "-f", str(HERE / "pom.xml"), *goal], check=True)
    return jars


def _check(jars: Path) -> None:
    found = {f"{hashlib.sha256(jar.read_bytes()).hexdigest()}  {jar.name}" for jar in jars.glob("*.jar")}
    differing = found ^ set((HERE / "jars.sha256").read_text().splitlines())
    if differing:
        raise RuntimeError(f"The jars are not those of jars.sha256: {sorted(differing)}")


def _lay_out(jars: Path, dist: Path) -> None:
    for jar in jars.glob("*.jar"):
        if not jar.name.startswith("ecj-"):
            folder = dist / _folder(jar.name)
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(jar, folder)
    netty = dist / "modules/transport-netty4"
    with zipfile.ZipFile(next(netty.glob("transport-netty4-*.jar"))) as inside:
        for name in ("plugin-descriptor.properties", "entitlement-policy.yaml"):
            (netty / name).write_bytes(inside.read(f"META-INF/es-plugins/transport-netty4/{name}"))
    _make_do(next((dist / "lib").glob("elasticsearch-entitlement-*.jar")))
    _copy_zstd(dist)


def _folder(jar: str) -> str:
    if re.match("netty-|transport-netty4-|elasticsearch-ssl-config-", jar):
        return "modules/transport-netty4"
    return "lib/entitlement-bridge" if "entitlement-bridge" in jar else "lib"


def _make_do(jar: Path) -> None:
    """On a slim Java runtime, let the module's descriptor name modules that are there."""
    present = modules()
    if "jdk.jdi@" in present and "jdk.jlink@" in present:
        return
    with zipfile.ZipFile(jar) as inside:
        entries = {name: inside.read(name) for name in inside.namelist()}
    for absent, instead in ABSENT:
        entries["module-info.class"] = entries["module-info.class"].replace(absent, instead)
    _pack(jar, entries)


def _copy_zstd(dist: Path) -> None:
    """The server loads zstd from its own folder, by a name of its own."""
    for library in Path("/usr/lib").glob("**/libzstd.so.1"):
        for platform in ("linux-x64", "linux-aarch64"):
            folder = dist / "lib/platform" / platform
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copy(library, folder / "libzstd.so")
        return


def _compile(jars: Path, dist: Path) -> None:
    plugin = dist / "plugins/tally-test-node"
    targets = {
        "agent": dist / "lib/entitlement-agent/agent.jar",
        "console": dist / "lib/tools/ansi-console/console.jar",
        "plugin": plugin / "plugin.jar",
    }
    for name, target in targets.items():
        target.parent.mkdir(parents=True)
        _pack(target, _classes(jars, name), manifest=AGENT if name == "agent" else "")
    (plugin / "plugin-descriptor.properties").write_text(PLUGIN)


def _classes(jars: Path, name: str) -> dict[str, bytes]:
    compiler = next(jars.glob("ecj-*.jar"))
    path = os.pathsep.join(str(jar) for jar in jars.glob("*.jar"))
    with tempfile.TemporaryDirectory() as out:
        sources = sorted((HERE / "java" / name).glob("*.java"))
        options = ("-21", "-nowarn", "-proc:none", "-cp", path, "-d", out)
        subprocess.run([java(), "-jar", compiler, *options, *sources], check=True)
        found = sorted(Path(out).rglob("*.class"))
        return {made.relative_to(out).as_posix(): made.read_bytes() for made in found}


def _pack(jar: Path, entries: dict[str, bytes], *, manifest: str = "") -> None:
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as out:
        if manifest:
            out.writestr("META-INF/MANIFEST.MF", f"Manifest-Version: 1.0\r\n{manifest}\r\n")
        for name, data in entries.items():
            out.writestr(name, data)
