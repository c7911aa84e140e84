"""The service's branches of the one error tree in `pipelines.errors`.

TallyError
└── ServiceError
    ├── NotFound                a document, page or original that is not here
    ├── InvalidQuery            a search that asks for something that cannot be
    │   └── InvalidCursor       a cursor that was not given out, or belongs to another search
    ├── Unavailable             a part that the service stands on does not answer; try again later
    │   ├── IndexUnavailable
    │   ├── CatalogueUnavailable
    │   └── StoreUnavailable
    ├── StoreDamaged            stored bytes no longer match their checksum, or cannot be read
    ├── UnreadableFile          a path to ingest that is not there, or may not be opened
    ├── InternalError           a fault of Tally itself
    └── IndexDamaged            an index that cannot be opened; it can be rebuilt from the store
"""

from pipelines.errors import TallyError


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


class UnreadableFile(ServiceError):
    """A path to ingest that is not there, or may not be opened."""

    code = "unreadable_file"


class Unavailable(ServiceError):
    """A part that the service stands on does not answer; the same request may succeed later."""

    code = "unavailable"


class IndexUnavailable(Unavailable):
    """The index engine does not answer."""

    code = "index_unavailable"


class CatalogueUnavailable(Unavailable):
    """The catalogue's database does not answer."""

    code = "catalogue_unavailable"


class StoreUnavailable(Unavailable):
    """Originals or records can be neither read nor written: a full disk, a read-only folder, a lost network."""

    code = "store_unavailable"


class StoreDamaged(ServiceError):
    """Stored bytes no longer match their checksum, or cannot be read as what they are."""

    code = "store_damaged"


class IndexDamaged(ServiceError):
    """An index that cannot be opened; it can be rebuilt from the store."""

    code = "index_damaged"


class InternalError(ServiceError):
    """A fault of Tally itself: an error that nobody foresaw."""

    code = "internal_error"
