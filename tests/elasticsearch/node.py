"""One Elasticsearch node for tests: a process of its own that ends with the one that started it."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from tests.elasticsearch.arguments import Setting, arguments
from tests.elasticsearch.build import CACHE, HERE, build
from tests.elasticsearch.runtime import java

PATIENCE = 120.0
"""Seconds until it must be green."""
UNPRIVILEGED = "nobody"
"""Who runs it for root: the server refuses to run as root."""


@dataclass(frozen=True, slots=True)
class Member:
    """A node's name and port in its cluster; where it looks for the others, and who may vote first."""

    name: str
    port: int
    seeds: tuple[str, ...]
    voters: tuple[str, ...]


class Node:
    """Started by the constructor; `url` answers when it returns, unless `wait` is False."""

    def __init__(
        self, *, port: int | None = None, base: Path | None = None, member: Member | None = None, wait: bool = True
    ) -> None:
        self.port = port or free_port()
        self.url = f"elasticsearch://127.0.0.1:{self.port}"
        self.base = base or _fresh_folder()
        self._member = member
        self._process = self._start()
        if wait:
            self._wait()

    def restart(self) -> None:
        """Start it again after it was killed, over the same data."""
        self._process = self._start()

    def kill(self, number: int = signal.SIGKILL) -> None:
        """Send it a signal."""
        self._process.send_signal(number)
        if number in {signal.SIGKILL, signal.SIGTERM}:
            self._process.wait()

    def stop(self) -> None:
        """End it and remove its data."""
        self.kill(signal.SIGTERM)
        shutil.rmtree(self.base, ignore_errors=True)

    def _start(self) -> "subprocess.Popen[bytes]":
        dist = build()
        for name in ("config", "data", "logs", "tmp"):
            (self.base / name).mkdir(exist_ok=True)
        shutil.copy(HERE / "log4j2.properties", self.base / "config")
        user = _hand_over(self.base) if os.geteuid() == 0 else None
        environment = {"PATH": os.defpath, "HOME": str(self.base), "LIBFFI_TMPDIR": str(self.base / "tmp")}
        with (self.base / "console.log").open("wb") as log:
            process = subprocess.Popen(
                _command(dist, self.base),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.base,
                env=environment,
                user=user,
                group=user,
                extra_groups=[] if user else None,
            )
        pipe = cast(BinaryIO, process.stdin)
        pipe.write(arguments(self._settings(dist), config=self.base / "config", logs=self.base / "logs"))
        pipe.flush()
        return process

    def _settings(self, dist: Path) -> dict[str, Setting]:
        return {
            "cluster.name": "tally-tests",
            "path.home": str(dist),
            "path.data": str(self.base / "data"),
            "path.logs": str(self.base / "logs"),
            "network.host": "127.0.0.1",
            "http.port": str(self.port),
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **self._discovery(),
        }

    def _discovery(self) -> dict[str, Setting]:
        if self._member is None:
            return {"node.name": "tally", "transport.port": str(free_port()), "discovery.type": "single-node"}
        return {
            "node.name": self._member.name,
            "transport.port": str(self._member.port),
            "discovery.seed_hosts": self._member.seeds,
            "cluster.initial_master_nodes": self._member.voters,
        }

    def _wait(self) -> None:
        address = f"http://127.0.0.1:{self.port}/_cluster/health?wait_for_status=green&timeout=1s"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            try:
                with urllib.request.urlopen(address, timeout=5) as answer:  # its own address
                    if json.load(answer)["status"] == "green":
                        return
            except OSError:
                time.sleep(0.1)
        raise RuntimeError(f"Elasticsearch did not start:\n{(self.base / 'console.log').read_text()[-4000:]}")


def _command(dist: Path, base: Path) -> list[str | Path]:
    lib = dist / "lib"
    bridge = next((lib / "entitlement-bridge").glob("*.jar"))
    users = "org.elasticsearch.entitlement,java.logging,java.net.http,java.naming,jdk.net"
    return [
        java(),
        *("-Xms384m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"),
        *(f"-Djava.io.tmpdir={base / 'tmp'}", f"-Des.path.home={dist}", f"-Des.path.conf={base / 'config'}"),
        *("-Des.distribution.type=tar", "-Dorg.elasticsearch.nativeaccess.enableVectorLibrary=false"),
        *("-Dlog4j2.disable.jmx=true", "-Dio.netty.noUnsafe=true", "-Djava.locale.providers=CLDR"),
        *("-XX:+EnableDynamicAgentLoading", "-Djdk.attach.allowAttachSelf=true"),
        "--enable-native-access=org.elasticsearch.nativeaccess,org.apache.lucene.core,org.elasticsearch.foreign",
        f"--patch-module=java.base={bridge}",
        f"--add-exports=java.base/org.elasticsearch.entitlement.bridge={users}",
        *("--module-path", lib, "--add-modules=jdk.net,jdk.management.agent,ALL-MODULE-PATH"),
        *("-m", "org.elasticsearch.server/org.elasticsearch.bootstrap.Elasticsearch"),
    ]


def _fresh_folder() -> Path:
    folder = CACHE / "nodes"
    folder.mkdir(parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(dir=folder))


def _hand_over(folder: Path) -> int:
    """Give a folder to the unprivileged user; that user's id."""
    user = pwd.getpwnam(UNPRIVILEGED)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid)
    return user.pw_uid


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
