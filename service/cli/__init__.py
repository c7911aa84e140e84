"""The command line, `tally`: one command a file, found by the registry.

A module of this folder that defines `COMMAND`, a function as typer takes it, adds the command of the module's name.
Modules import heavy parts inside their functions, so that `tally --help` answers at once.
"""

from service.cli.main import main

__all__ = ["main"]
