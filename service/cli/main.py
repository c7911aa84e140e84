"""Puts the commands together and turns every error into one message and an exit code."""

import importlib
import pkgutil
import sys
from typing import NoReturn

import typer

import service.cli
from pipelines.errors import TallyError
from service.cli.exits import Exit, exit_for
from service.cli.messages import complain

EPILOG = (
    "Exit codes: 0 all went well, 1 some input could not be processed or nothing was found where something was "
    "asked for, 2 the command was not understood, 3 a setting or an installed part is wrong, 4 the service or its "
    "index does not answer, 130 interrupted."
)


def application() -> typer.Typer:
    """The program with every command found in this folder, in the order of their names."""
    app = typer.Typer(
        help="Reads reports and finds the people, places, organisations and figures in them.",
        epilog=EPILOG,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_version)
    for name in sorted(info.name for info in pkgutil.iter_modules(service.cli.__path__)):
        command = getattr(importlib.import_module(f"service.cli.{name}"), "COMMAND", None)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        elif command is not None:
            app.command(name)(command)
    return app


def main() -> NoReturn:
    """Run `tally` and leave with the documented exit code."""
    try:
        application()()
    except TallyError as error:
        complain(error)
        sys.exit(exit_for(error))
    except KeyboardInterrupt:
        sys.exit(Exit.INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(Exit.OK)
    sys.exit(Exit.OK)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"tally {version('tally')}")
        raise typer.Exit


def _version(
    version: bool = typer.Option(False, "--version", callback=_show_version, is_eager=True, help="Print the version."),
) -> None:
    del version
