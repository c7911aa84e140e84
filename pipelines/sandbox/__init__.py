"""Reads files in a process that can be thrown away; this process never parses.

A server is forked once, with every reader loaded and no network; each file gets a child of it, with limits on memory,
processor time, file size and open files, and is killed when it makes no progress. What a child dies of becomes a
`ParseFailure` with the page that it died on.
"""

from pipelines.sandbox.tasks import claim, locate, read, render

__all__ = ["claim", "locate", "read", "render"]
