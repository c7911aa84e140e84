"""The service's branches of the one error tree in `pipelines.errors`.

TallyError
└── ServiceError
    ├── NotFound                a document, page or original that is not here
    ├── InvalidQuery            a search that asks for something that cannot be
    │   └── InvalidCursor       a cursor that was not given out, or belongs to another search
    ├── Unavailable             a part that the service stands on does not answer; try again later
    │   ├── IndexUnavailable
    │   │   └── IndexDamaged    an index that cannot be read, or is of another version: it is made anew from the store
    │   ├── CatalogueUnavailable
    │   │   └── CatalogueDamaged  a catalogue that cannot be read
    │   ├── QueueUnavailable
    │   └── StoreUnavailable
    ├── StoreDamaged            stored bytes no longer match their checksum, or cannot be read
    ├── InternalError           a fault of Tally itself
    ├── NotAuthenticated        a request without a good key
    ├── Forbidden               a key that may not do this
    ├── TooManyRequests         a caller who asks more often than the settings allow
    ├── HeldElsewhere           bytes that are kept already, in a collection that the key is not for
    └── NoKeys                  a service that listens to other machines, and nobody has a key to it
"""

from math import ceil

from pipelines.errors import ConfigurationError, TallyError


class ServiceError(TallyError):
    """The service could not do what was asked."""

    code = "service_error"


class NotFound(ServiceError):
    """A document, page or original that is not here."""

    code = "not_found"


class InvalidQuery(ServiceError):
    """A search that asks for something that cannot be."""

    code = "invalid_query"


class InvalidCursor(InvalidQuery):
    """A cursor that was not given out, or belongs to another search."""

    code = "invalid_cursor"


class Unavailable(ServiceError):
    """A part that the service stands on does not answer; the same request may succeed later."""

    code = "unavailable"


class IndexUnavailable(Unavailable):
    """The index engine does not answer."""

    code = "index_unavailable"


class IndexDamaged(IndexUnavailable):
    """An index that cannot be read, or is of another version; whoever works makes it anew from the store."""

    code = "index_damaged"


class CatalogueUnavailable(Unavailable):
    """The catalogue's database does not answer."""

    code = "catalogue_unavailable"


class CatalogueDamaged(CatalogueUnavailable):
    """A catalogue that is no database any more, or not a whole one."""

    code = "catalogue_damaged"


class QueueUnavailable(Unavailable):
    """The database of the job queue does not answer."""

    code = "queue_unavailable"


class StoreUnavailable(Unavailable):
    """Originals or records can be neither read nor written: a full disk, a read-only folder, a lost network."""

    code = "store_unavailable"


class StoreDamaged(ServiceError):
    """Stored bytes no longer match their checksum, or cannot be read as what they are."""

    code = "store_damaged"


class InternalError(ServiceError):
    """A fault of Tally itself: an error that nobody foresaw."""

    code = "internal_error"


class NotAuthenticated(ServiceError):
    """A request without a good key, where one is needed."""

    code = "not_authenticated"


class Forbidden(ServiceError):
    """A key whose role or collections do not allow this."""

    code = "forbidden"


class TooManyRequests(ServiceError):
    """A caller who asks more often than the settings allow, and may ask again in `seconds`."""

    code = "too_many_requests"
    seconds: int = 1

    @classmethod
    def after(cls, wait: float) -> "TooManyRequests":
        """The error for a caller who has to wait so many seconds."""
        error = cls("Too many requests.", advice="Ask again after the seconds in `Retry-After`.")
        error.seconds = max(1, ceil(wait))
        return error


class HeldElsewhere(ServiceError):
    """Bytes that are kept already, in a collection that the key is not for."""

    code = "held_elsewhere"


class NoKeys(ConfigurationError):
    """A service that is to listen to other machines, and nobody has a key to it."""

    code = "no_keys"
