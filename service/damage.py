"""What a database's error means: is it only away, or has its file lost its meaning?"""

import sqlite3

from sqlalchemy.exc import DBAPIError

from service.errors import CatalogueDamaged, CatalogueUnavailable

_PRIMARY = 0xFF
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def damaged(error: DBAPIError) -> bool:
    """Whether SQLite says that the file is no database, or not a whole one."""
    return damaged_code(error.orig)


def damaged_code(error: BaseException | None) -> bool:
    """The same of SQLite's own error."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & _PRIMARY in _DAMAGED


def catalogue_error(error: DBAPIError) -> CatalogueUnavailable:
    """The service's own error for one of the catalogue's database."""
    if damaged(error):
        return CatalogueDamaged(
            f"The catalogue cannot be read: {error.orig}.",
            expected="a whole SQLite database",
            advice="Stop Tally, put back a copy; without one move the file away, run `tally verify --mend`, "
            "and make the keys anew.",
        )
    return CatalogueUnavailable(
        f"The catalogue does not answer: {error.orig}.", advice="Check its disk, its rights or its server."
    )
