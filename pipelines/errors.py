"""Every error that Tally raises on purpose.

    TallyError
    ├── InputError              the bytes are not what can be read
    │   ├── UnreadableFile      no such file, or it may not be opened
    │   ├── EmptyFile
    │   ├── UnsupportedFormat   of a type that no reader takes
    │   ├── DamagedFile         of a known type, but broken or cut short
    │   ├── EncryptedFile       a password is needed
    │   └── LimitExceeded       more bytes, pages, entries or depth than the settings allow
    ├── ParseFailure            the reader's process did not come back
    │   ├── ParseTimeout
    │   ├── ParseOutOfMemory
    │   └── ParseCrash
    └── ConfigurationError      a setting, a pack or an installed part is missing or wrong

`service.errors` adds the branches of the service. Each says what was found, what was expected and what to do.
"""

from typing import ClassVar


class TallyError(Exception):
    """The root: `code` is stable and machine-readable, the three sentences are for a person."""

    code: ClassVar[str] = "error"

    def __init__(self, found: str, *, expected: str = "", advice: str = "", page: int | None = None) -> None:
        self.found = found
        self.expected = expected
        self.advice = advice
        self.page = page
        super().__init__(found, expected, advice, page)

    def __str__(self) -> str:
        parts = [self.found, self.expected and f"Expected {self.expected}.", self.advice]
        return " ".join(part for part in parts if part)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.found, self.expected, self.advice, self.page)


def _rebuild(kind: type[TallyError], found: str, expected: str, advice: str, page: int | None) -> TallyError:
    return kind(found, expected=expected, advice=advice, page=page)


class InputError(TallyError):
    """The bytes are not what can be read."""

    code = "input_error"


class UnreadableFile(InputError):
    """No such file, or it may not be opened."""

    code = "unreadable_file"


class EmptyFile(InputError):
    """No bytes at all."""

    code = "empty_file"


class UnsupportedFormat(InputError):
    """A type that no reader takes, whatever the name says."""

    code = "unsupported_format"


class DamagedFile(InputError):
    """A known type, but broken or cut short."""

    code = "damaged_file"


class EncryptedFile(InputError):
    """A password is needed to read it."""

    code = "encrypted_file"


class LimitExceeded(InputError):
    """More bytes, pages, entries or depth than the settings allow."""

    code = "limit_exceeded"


class ParseFailure(TallyError):
    """The reader's process did not come back with an answer."""

    code = "parse_failure"


class ParseTimeout(ParseFailure):
    """Reading took longer than allowed and was stopped."""

    code = "parse_timeout"


class ParseOutOfMemory(ParseFailure):
    """Reading took more memory than allowed and was stopped."""

    code = "parse_out_of_memory"


class ParseCrash(ParseFailure):
    """The reader's process died."""

    code = "parse_crash"


class ConfigurationError(TallyError):
    """A setting, a pack or an installed part is missing or wrong."""

    code = "configuration_error"
