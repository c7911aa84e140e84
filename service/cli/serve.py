"""`tally serve`: the API, the pages, and the worker that reads what is sent in."""

from typing import Annotated

import typer


def serve(
    host: Annotated[
        str | None, typer.Option(help="Address to listen on; anything but loopback is open to others.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535)] = None,
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

    settings = load()
    logs.configure()
    address = host or settings.host
    app = create_app(settings, work=work, hosts=LOOPBACK_NAMES if address in LOOPBACK_NAMES else None)
    uvicorn.run(
        app,
        host=address,
        port=settings.port if port is None else port,
        server_header=False,
        timeout_graceful_shutdown=10,
        log_level="warning",
    )


COMMAND = serve
