"""The limits under which one file is read."""

from pydantic import Field

from pipelines.record import Frozen


class Limits(Frozen):
    """What one file may cost. Bytes, seconds and counts; the service's settings may change each."""

    file_bytes: int = Field(50_000_000, description="Largest file accepted, in bytes")
    unpacked_bytes: int = Field(500_000_000, description="Largest unpacked size of an archive, in bytes")
    ratio: int = Field(100, description="Largest ratio of unpacked to packed bytes")
    entries: int = Field(2_000, description="Most entries in an archive")
    depth: int = Field(5, description="Deepest nesting of archives and attachments")
    pages: int = Field(2_000, description="Most pages of a document")
    characters: int = Field(5_000_000, description="Most characters of text")
    stall_seconds: float = Field(60, description="Longest time without progress, in seconds")
    total_seconds: float = Field(600, description="Longest time for one file, in seconds")
    memory_bytes: int = Field(1_000_000_000, description="Most memory of the reader's process, in bytes")
