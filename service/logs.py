"""Logs as JSON, one event a line on standard error, for machines to read.

Every line of a request bears its id (`request`), every line of a job the job's (`job`) and the document's. What reports
say, what was searched for, and keys are never logged.
"""

import logging
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

_KEY = re.compile(r"tally_[A-Za-z0-9_-]{43}")
_HIDDEN = "tally_…"


def logger(name: str) -> structlog.stdlib.BoundLogger:
    """The module's logger, over Python's own logging: a standard error that is closed or full stops nobody's work."""
    made: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        logging.getLogger(name),
        processors=[structlog.stdlib.filter_by_level, *_COMMON, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    return made


def configure(stream: TextIO = sys.stderr) -> None:
    """For a process that serves or works; commands speak to people instead. Libraries' own warnings join in."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[structlog.stdlib.add_logger_name, *_COMMON],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.raiseExceptions = False
    logging.getLogger("service").setLevel(logging.INFO)
    logging.getLogger("dbos").handlers = [handler]


def without_keys(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Take out what looks like one of Tally's keys, should one ever stray into a message."""
    return {name: _KEY.sub(_HIDDEN, value) if isinstance(value, str) else value for name, value in event.items()}


_COMMON: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    without_keys,
)


@contextmanager
def job(name: str | None, document: str) -> Iterator[None]:
    """Whatever is logged in this context bears the job's id and the document's."""
    with structlog.contextvars.bound_contextvars(job=name, document=document):
        yield


def queued(name: str, document: str) -> None:
    """Log a job beside the request that led to it."""
    logger(__name__).info("job queued", job=name, document=document)


def ended(failure: str | None) -> None:
    """Log that the job is over; `failure` is the code of its error, None if all went well."""
    log = logger(__name__)
    if failure is None:
        log.info("job done")
    else:
        log.warning("job failed", code=failure)
