"""Keys, sessions and the audit trail, opened together over the catalogue's database."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from service.access.audit import Trail
from service.access.keys import Keys
from service.access.sessions import Sessions
from service.damage import catalogue_error
from service.database import connect
from service.errors import StoreUnavailable
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class Registry:
    """Safe to share between threads."""

    keys: Keys
    sessions: Sessions
    trail: Trail
    engine: sa.Engine

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


def open_registry(settings: Settings) -> Registry:
    """The registry that the settings name, made if it is not there. Raises `ConfigurationError` or `Unavailable`."""
    try:
        settings.data.mkdir(parents=True, exist_ok=True)
        engine = connect(settings.catalogue_url)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {settings.data} cannot be made: {error.strerror}.", advice="Set TALLY_DATA to one that can."
        ) from error
    except DBAPIError as error:
        raise catalogue_error(error) from error
    return Registry(Keys(engine), Sessions(engine), Trail(engine), engine)
