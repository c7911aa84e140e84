from pathlib import Path

import pytest

from pipelines.errors import ConfigurationError
from service.settings import Settings, load


def test_nothing_needs_to_be_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = load()
    assert settings.data == tmp_path / "data"
    assert settings.catalogue_url == f"sqlite:///{tmp_path}/data/catalogue.sqlite"
    assert settings.index.get_secret_value() == "embedded"


def test_the_environment_sets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TALLY_DATA", "/srv/tally")
    monkeypatch.setenv("TALLY_LIMITS__FILE_BYTES", "7")
    settings = load()
    assert (settings.store_url, settings.options.limits.file_bytes) == ("/srv/tally/store", 7)


def test_a_secret_may_lie_in_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "url").write_text("elasticsearch://elastic:hush@here:9200\n")
    monkeypatch.setenv("TALLY_INDEX_FILE", str(tmp_path / "url"))
    assert load().index.get_secret_value() == "elasticsearch://elastic:hush@here:9200"
    assert "hush" not in repr(load())
    monkeypatch.setenv("TALLY_INDEX", "embedded")
    assert load().index.get_secret_value() == "embedded"


@pytest.mark.parametrize(
    ("name", "value"), [("TALLY_WORKERS", "none"), ("TALLY_INDEX_TIMEOUT", "-1"), ("TALLY_CATALOGUE_FILE", "/nowhere")]
)
def test_what_is_wrong_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError, match=name.removesuffix("_FILE") if "FILE" not in name else "/nowhere"):
        load()


def test_settings_are_values() -> None:
    assert hash(Settings(data=Path("/a"))) == hash(Settings(data=Path("/a")))
