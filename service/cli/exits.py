"""The exit codes of `tally`, the same for every command."""

from enum import IntEnum

from pipelines.errors import ConfigurationError, TallyError


class Exit(IntEnum):
    """What the shell is told."""

    OK = 0
    FAILED = 1
    USAGE = 2
    CONFIGURATION = 3
    UNAVAILABLE = 4
    INTERRUPTED = 130


def exit_for(error: TallyError) -> Exit:
    """The code for an error that ended a command."""
    from service.errors import Unavailable

    if isinstance(error, ConfigurationError):
        return Exit.CONFIGURATION
    return Exit.UNAVAILABLE if isinstance(error, Unavailable) else Exit.FAILED
