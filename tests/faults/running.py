"""Tally as an operator runs it: `tally serve` and `tally work` as processes of their own, which tests may hurt."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import httpx

API, WORKER = "api", "worker"
PATIENCE = 300.0
"""Seconds that a start may take on a busy machine."""
TALLY = (str(Path(sys.executable).with_name("tally")),)


class Running:
    """The service over the archive in `data`; a context, at whose end all its processes are gone.

    `through` stands before each command: a program that takes something away from what it starts.
    """

    def __init__(
        self,
        data: Path,
        *,
        settings: Mapping[str, str] | None = None,
        program: Sequence[str] = TALLY,
        through: Sequence[str] = (),
    ) -> None:
        self.data, self.through, self._program = data, tuple(through), tuple(program)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"TALLY_DATA": str(data), "TALLY_WORKERS": "1", "TALLY_PROFILE": "fast", "TALLY_RATE": "0"}
        self._environment = {**os.environ, **own, **(settings or {})}
        self._processes: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Running":
        return self

    def __exit__(self, *_: object) -> None:
        for name in list(self._processes):
            self.kill(name)
        for process in self.left():
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def start(self, *names: str) -> None:
        """Start the API, the worker or both; `ready` waits for the API."""
        commands = {API: ("serve", "--no-work", "--port", str(self.port)), WORKER: ("work",)}
        for name in names:
            with self.log.open("ab") as log:
                self._processes[name] = subprocess.Popen(
                    [*self.through, *self._program, *commands[name]], env=self._environment, stdout=log, stderr=log
                )

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """A command over the same archive, to its end."""
        command = [*self.through, *self._program, *arguments]
        return subprocess.run(command, env=self._environment, capture_output=True, text=True, check=False)

    def kill(self, name: str, number: int = signal.SIGKILL) -> int:
        """Send the process itself a signal, wait for its end; the status that it left with."""
        process = self._processes.pop(name)
        with suppress(ProcessLookupError):
            process.send_signal(number)
        return process.wait(PATIENCE)

    def process(self, name: str) -> int:
        """The id of a process that was started."""
        return self._processes[name].pid

    def kill_helper(self) -> None:
        """Kill the youngest process that works for the worker, if there is one.

        One that reads a file is left alone: its death is that file's failure.
        """
        own = {process.pid for process in self._processes.values()}
        helpers = [process for process in sorted(set(self.members()) - own) if not _reads(process)]
        for process in helpers[-1:]:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)

    def ready(self) -> None:
        """Wait until the API answers. Raises `RuntimeError` if it ends instead, or takes too long."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._processes[API].poll() is None:
            with suppress(httpx.TransportError):
                if httpx.get(f"{self.url}/health/live", timeout=5).is_success:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"The API did not start:\n{self.said()[-4000:]}")

    @property
    def log(self) -> Path:
        """Where all processes say what they have to say, beside the archive."""
        return self.data.with_name(f"{self.data.name}.log")

    def said(self) -> str:
        """All of it so far."""
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def members(self) -> Iterator[int]:
        """Every living process over this archive, helpers included."""
        mark = f"TALLY_DATA={self.data}".encode()
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    yield int(folder.name)

    def left(self, patience: float = 10.0) -> list[int]:
        """Processes that live on after all that were started ended, and some seconds to notice it."""
        end = time.monotonic() + patience
        while (found := list(self.members())) and time.monotonic() < end:
            time.sleep(0.2)
        return found


def _reads(process: int) -> bool:
    with suppress(OSError):
        return b"pipelines.sandbox" in Path(f"/proc/{process}/cmdline").read_bytes()
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
