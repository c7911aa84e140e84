"""The manuals say of every setting, and of every filter of figures, what it is."""

import re
from pathlib import Path

from pydantic import SecretStr

from pipelines.limits import Limits
from service.api.parameters import FigureParameters
from service.settings import Settings

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "operations.md").read_text(encoding="utf-8")
TEXT_OF_FIGURES = DOCS / "figures.md"
VARIABLES = {f"TALLY_{name.upper()}" for name in Settings.model_fields if name != "limits"}
LIMITS = {f"TALLY_LIMITS__{name.upper()}" for name in Limits.model_fields}
SECRETS = {f"TALLY_{name.upper()}" for name, field in Settings.model_fields.items() if field.annotation is SecretStr}


def test_every_setting_is_in_the_tables_and_no_other() -> None:
    rows = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `TALLY_")]
    assert {name for row in rows for name in re.findall(r"`(TALLY_\w+)`", row)} == VARIABLES | LIMITS


def test_secrets_are_marked() -> None:
    assert set(re.findall(r"`(TALLY_\w+)` \*", TEXT)) == SECRETS


def test_defaults_of_limits_are_those_of_the_code() -> None:
    found = dict(re.findall(r"\| `TALLY_LIMITS__(\w+)` \| ([\d,]+) \|", TEXT))
    assert {name.lower(): float(value.replace(",", "")) for name, value in found.items()} == Limits().model_dump()


def test_every_filter_of_figures_is_in_their_guide() -> None:
    guide = TEXT_OF_FIGURES.read_text(encoding="utf-8").partition("## Asking for them")[2]
    asked = set(FigureParameters.model_fields) - {"limit", "cursor"}
    assert not {name for name in asked if f"`{name}`" not in guide}
