"""A disk without room and a folder that may not be written: uploads are refused with 503, and go on afterwards."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from service.settings import Settings
from tests.faults.load import Load
from tests.faults.running import API, WORKER, Running
from tests.faults.verdict import Verdict, judge

LARGEST = 400_000
"""Bytes that no file may exceed, for a process that finds no more room then."""
BOUND = ("prlimit", f"--fsize={LARGEST}")
PLAIN = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all") if os.geteuid() == 0 else ()
"""Makes root respect the rights of files, as anybody else must."""
REFUSALS = 5
"""Uploads that must have been refused before there is room again."""
PATIENCE = 240.0


def bound(data: Path) -> Verdict:
    """No file may grow any more from some moment on, as when a disk is full; a restart finds room again."""
    with Running(data, through=BOUND) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url, pace=0) as load:
            until(lambda: load.refused >= REFUSALS)
        for name in (API, WORKER):
            running.kill(name)
        running.through = ()
        running.start(API, WORKER)
        running.ready()
        return judge(Settings(data=data), load.taken).beside(*load.odd)


def read_only(data: Path) -> Verdict:
    """From some moment on nothing in the archive's folders may be written; then it may again, without a restart."""
    with Running(data, through=PLAIN) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url) as load:
            until(lambda: len(load.taken) >= REFUSALS)
            before, folders = load.refused, [data, *(path for path in data.rglob("*") if path.is_dir())]
            _allow(folders, 0o555)
            until(lambda: load.refused >= before + REFUSALS)
            searched = httpx.get(f"{running.url}/v1/search", params={"q": "migrants"}).status_code
            _allow(folders, 0o755)
            taken = len(load.taken)
            until(lambda: len(load.taken) > taken)
        odd = [] if searched in {httpx.codes.OK, httpx.codes.SERVICE_UNAVAILABLE} else [f"search: {searched}"]
        return judge(Settings(data=data), load.taken).beside(*load.odd, *odd)


def full(size: str) -> Verdict:
    """The disk itself is full; then it is not, without a restart. Linux, where a user may mount in a namespace."""
    command = [sys.executable, "-m", "tests.faults.disks", size]
    done = subprocess.run(["unshare", "--map-root-user", "--mount", *command], capture_output=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return Verdict.parse(done.stdout)


def _full(data: Path, size: str) -> Verdict:
    """Fill a small disk with a ballast until reports are refused; then throw that away."""
    data.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(data)], check=True)
    archive, ballast = data / "archive", data / "ballast"
    with Running(archive) as running:
        running.start(API, WORKER)
        running.ready()
        with Load(running.url, pace=0.05) as load:
            until(lambda: len(load.taken) >= REFUSALS)
            before = load.refused
            end = time.monotonic() + PATIENCE
            while load.refused < before + 10 * REFUSALS and time.monotonic() < end:
                _fill(ballast)
                time.sleep(0.1)
            refused = load.refused - before
            ballast.unlink()
            taken = len(load.taken)
            until(lambda: len(load.taken) > taken + REFUSALS)
        odd = [] if refused else ["nothing was refused"]
        return judge(Settings(data=archive), load.taken).beside(*load.odd, *odd)


def _fill(ballast: Path) -> None:
    try:
        with ballast.open("ab") as file:
            while True:
                file.write(bytes(4096))
                file.flush()
    except OSError:
        return


def _allow(folders: list[Path], mode: int) -> None:
    for folder in folders:
        folder.chmod(mode)
        for path in folder.iterdir():
            if path.is_file():
                path.chmod(mode & 0o666)


def until(reached: Callable[[], bool]) -> None:
    """Wait for it. Raises `TimeoutError`."""
    end = time.monotonic() + PATIENCE
    while not reached():
        if time.monotonic() > end:
            raise TimeoutError("What should happen does not.")
        time.sleep(0.05)


if __name__ == "__main__":
    import tempfile

    print(_full(Path(tempfile.mkdtemp()), sys.argv[1]).dump())  # noqa: T201  # for the process that started this one
