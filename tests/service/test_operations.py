"""The manual for operators says of every setting what it is."""

import re
from pathlib import Path

from pydantic import SecretStr

from pipelines.limits import Limits
from service.settings import Settings

TEXT = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
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
