"""One PostgreSQL server for tests: a process of its own over a folder of its own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from uuid import uuid4

import psycopg

USER = "tally"
UNPRIVILEGED = "nobody"
"""Who runs it for root: the server refuses to run as root."""
PATIENCE = 60.0


class Server:
    """Started by the constructor; it answers when that returns."""

    def __init__(self) -> None:
        self._binaries = _binaries()
        self._folder = Path(tempfile.mkdtemp(prefix="tally-postgres-"))
        self._user = pwd.getpwnam(UNPRIVILEGED).pw_uid if os.geteuid() == 0 else None
        if self._user:
            os.chown(self._folder, self._user, self._user)
        self.port = _free_port()
        self._run("initdb", "--pgdata", "data", "--username", USER, "--auth", "trust", "--encoding", "UTF8")
        self.start()

    def start(self) -> None:
        """Start it, for the first time or again after `kill`."""
        own = ("-D", "data", "-p", str(self.port), "-k", str(self._folder), "-c", "listen_addresses=127.0.0.1")
        with (self._folder / "log").open("ab") as log:
            self._process = self._popen("postgres", *own, log=log.fileno())
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(psycopg.OperationalError):
                return psycopg.connect(self._address("postgres")).close()
            time.sleep(0.1)
        raise RuntimeError(f"PostgreSQL did not start:\n{(self._folder / 'log').read_text()[-4000:]}")

    def kill(self) -> None:
        """End it without a farewell."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """End it and remove its data."""
        self._process.send_signal(signal.SIGINT)  # with SIGTERM it waits for its clients
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self._process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)

    def database(self) -> str:
        """SQLAlchemy URL of a new, empty database."""
        name = f"test_{uuid4().hex}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._address(name).replace("postgresql", "postgresql+psycopg", 1)

    def _address(self, name: str) -> str:
        return f"postgresql://{USER}@127.0.0.1:{self.port}/{name}"

    def _run(self, program: str, *arguments: str) -> None:
        process = self._popen(program, *arguments, log=subprocess.PIPE)
        said, _ = process.communicate()
        if process.returncode:
            raise RuntimeError(f"{program} failed:\n{said.decode(errors='replace')}")

    def _popen(self, program: str, *arguments: str, log: int) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [self._binaries / program, *arguments],
            cwd=self._folder,
            env={"PATH": os.defpath, "HOME": str(self._folder), "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdout=log,
            stderr=subprocess.STDOUT,
            user=self._user,
            group=self._user,
            extra_groups=[] if self._user else None,
        )


@cache
def _binaries() -> Path:
    """The folder of the server's programs, of the newest version that is there."""
    known = [Path(found).resolve().parent for found in [shutil.which("postgres")] if found]
    known += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    for folder in known:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise RuntimeError("No PostgreSQL server is installed: `apt-get install postgresql`, as scripts/test does.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
