"""What a document is called where only its id is known."""

from service.archive import Archive
from service.errors import NotFound


def title_of(archive: Archive, document: str) -> str:
    """The document's title, else its file's name; the id itself if there is no such document."""
    try:
        listed = archive.catalogue.get(document)
    except NotFound:
        return document
    return listed.title or listed.filename or document
