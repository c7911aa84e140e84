"""`tally serve`: the API, the pages, and the worker that reads what is sent in."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from service.access.gate import Gate


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on; any but loopback demands keys.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535)] = None,
    work: Annotated[
        bool, typer.Option(help="Read uploads in this process; --no-work leaves that to `tally work`.")
    ] = True,
) -> None:
    """Serve the pages at / and the API at /v1, described at /docs."""
    import uvicorn

    from service import logs
    from service.access.gate import Gate
    from service.api.app import create_app
    from service.api.origin import LOOPBACK_NAMES
    from service.settings import load

    settings = load()
    logs.configure()
    address = host or settings.host
    own = address in LOOPBACK_NAMES
    _check_keys(Gate(settings, demanded=not own))
    app = create_app(settings, work=work, hosts=LOOPBACK_NAMES if own else None, keys=not own)
    uvicorn.run(
        app,
        host=address,
        port=settings.port if port is None else port,
        server_header=False,
        timeout_graceful_shutdown=settings.grace,
        log_config=None,
        access_log=False,
    )


def _check_keys(gate: "Gate") -> None:
    """Raise `NoKeys` as a message, before anything has started."""
    try:
        gate.check()
    finally:
        gate.close()


COMMAND = serve
