"""Every setting of the service, in one typed place.

Each is read from the environment as `TALLY_<NAME>`, or, for a secret kept in a file, from the path in
`TALLY_<NAME>_FILE` (the form that Docker and Kubernetes mount). Defaults need nothing set and nothing started.
"""

import os
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource, SettingsConfigDict

from pipelines.errors import ConfigurationError
from pipelines.limits import Limits
from pipelines.options import Options, Profile

PREFIX = "TALLY_"
SHORTEST_KEY = 32


class Settings(BaseSettings):
    """What an operator may choose."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_nested_delimiter="__", frozen=True, extra="forbid")

    data: Path = Field(Path("data"), description="Folder of everything that Tally keeps, unless a URL below says else")
    store: str = Field(
        "", description="Originals and records: a folder or an fsspec URL (`s3://…`); empty: `<data>/store`"
    )
    catalogue: SecretStr = Field(SecretStr(""), description="SQLAlchemy URL; empty: SQLite in `<data>`")
    jobs: SecretStr = Field(SecretStr(""), description="Database URL of the job queue; empty: SQLite in `<data>`")
    index: SecretStr = Field(
        SecretStr("embedded"), description="`embedded` or `elasticsearch://[user:password@]host:port`"
    )
    index_timeout: float = Field(2.0, gt=0, description="Longest wait for a search, in seconds")
    host: str = Field("127.0.0.1", description="Address that `tally serve` listens on")
    port: int = Field(8000, ge=1, le=65535, description="Port that `tally serve` listens on")
    workers: int = Field(default_factory=lambda: os.cpu_count() or 1, gt=0, description="Processes that extract")
    executor: str = Field("local", description="Stable name of this worker; its unfinished jobs are its own on restart")
    tracing: bool = Field(False, description="Send OpenTelemetry's spans, as the `OTEL_…` variables say")
    profile: Profile = Field("accurate", description="Which models extract: `accurate` or `fast`")
    admin_key: SecretStr = Field(
        SecretStr(""), description="A first key, of role admin for all collections: 32 characters at least"
    )
    rate: float = Field(50.0, ge=0, description="Requests a second that each key may send on the long run; 0: any")
    burst: int = Field(200, ge=1, description="Requests that each key may send at once")
    grace: int = Field(10, ge=1, description="Seconds that requests and jobs get to finish when a process is to stop")
    limits: Limits = Limits()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then files of secrets."""
        return init_settings, env_settings, InitSettingsSource(settings_cls, _secrets())

    @field_validator("data")
    @classmethod
    def _absolute(cls, folder: Path) -> Path:
        return folder.expanduser().absolute()

    @field_validator("admin_key")
    @classmethod
    def _unguessable(cls, key: SecretStr) -> SecretStr:
        if 0 < len(key.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"shorter than {SHORTEST_KEY} characters, which can be guessed; `openssl rand -hex 32`")
        return key

    @property
    def store_url(self) -> str:
        """Where originals and records lie."""
        return self.store or str(self.data / "store")

    @property
    def catalogue_url(self) -> str:
        """SQLAlchemy URL of the catalogue."""
        return self.catalogue.get_secret_value() or f"sqlite:///{self.data / 'catalogue.sqlite'}"

    @property
    def jobs_url(self) -> str:
        """Database URL of the job queue."""
        return self.jobs.get_secret_value() or f"sqlite:///{self.data / 'jobs.sqlite'}"

    @property
    def options(self) -> Options:
        """What every extraction runs under."""
        return Options(profile=self.profile, limits=self.limits)


def load() -> Settings:
    """The settings of this process. Raises `ConfigurationError` naming the variable that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        raise ConfigurationError(_sentence(error), advice="See docs/operations.md for every setting.") from error


def _secrets() -> dict[str, SecretStr]:
    names = (name for name, field in Settings.model_fields.items() if field.annotation is SecretStr)
    paths = {name: os.environ.get(f"{PREFIX}{name.upper()}_FILE") for name in names}
    return {name: SecretStr(_content(path)) for name, path in paths.items() if path}


def _content(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except OSError as error:
        raise ConfigurationError(f"The secret's file {path} cannot be read: {error.strerror}.") from error


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_input=False)[0]
    return f"{PREFIX}{'__'.join(str(part).upper() for part in first['loc'])}: {first['msg']}."
