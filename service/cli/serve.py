"""`tally serve`: the API, the pages, and the worker that reads what is sent in."""

from typing import Annotated

import typer

_LOOPBACK = "127.0.0.1"


def serve(
    host: Annotated[
        str, typer.Option(help="Address to listen on; anything but loopback is open to others.")
    ] = _LOOPBACK,
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    work: Annotated[
        bool, typer.Option(help="Read uploads in this process; --no-work leaves that to `tally work`.")
    ] = True,
) -> None:
    """Serve the pages at / and the API at /v1, described at /docs."""
    import uvicorn

    from service.api import logs
    from service.api.app import create_app
    from service.api.origin import LOOPBACK_NAMES
    from service.settings import load

    logs.configure()
    hosts = LOOPBACK_NAMES if host in LOOPBACK_NAMES else None
    app = create_app(load(), work=work, hosts=hosts)
    uvicorn.run(app, host=host, port=port, server_header=False, timeout_graceful_shutdown=10, log_level="warning")


COMMAND = serve
