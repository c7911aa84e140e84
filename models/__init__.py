"""Knowledge as data: a folder for each language pack, the gazetteer, trained weights."""

from pathlib import Path

ROOT = Path(__file__).parent
