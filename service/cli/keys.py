"""`tally keys`: who may ask the service, and what."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from service.access.audit import Action
from service.access.roles import Role
from service.cli.filters import Form, choice
from service.cli.messages import say
from service.cli.output import Format, chosen, console, print_line, table

if TYPE_CHECKING:
    from service.access.keys import Key
    from service.access.registry import Registry

COMMAND = typer.Typer(help="Make, list and revoke the keys to the service.", no_args_is_help=True)
_BY = "cli"


@COMMAND.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Whose key it is, for people to read.")],
    role: Annotated[
        str, typer.Option(help="reader searches and exports, analyst also sends in, admin also deletes.")
    ] = "reader",
    collection: Annotated[
        list[str] | None, typer.Option(help="For this collection only; may be given again. Without it, for all.")
    ] = None,
    form: Form = None,
) -> None:
    """Make a key and print it. It is shown this once: only its hash is kept.

    From the first key on, every request needs one, on this machine too.
    """
    chosen_role = choice(Role, role, option="--role")
    with _registry() as registry:
        key, secret = registry.keys.add(name, chosen_role, tuple(collection) if collection else None)
        registry.trail.note(_BY, Action.KEY_ADD, key.id, "ok")
    if chosen(form) is Format.JSON:
        print_line(_with_secret(key, secret))
        return
    print_line(secret)
    say(f"tally: key {key.id} of {key.name}, {key.role} of {_where(key)}. It is not shown again.")


@COMMAND.command("list")
def list_keys(form: Form = None) -> None:
    """List every key that was ever made, the revoked ones too."""
    with _registry() as registry:
        keys = registry.keys.list()
    if chosen(form) is Format.TABLE:
        console().print(table(_COLUMNS, _rows(keys)))
    elif chosen(form) is Format.JSON:
        for key in keys:
            print_line(key.model_dump_json())
    else:
        from service.cli.sheets import sheet

        print_line(sheet(_COLUMNS, _rows(keys)))


@COMMAND.command("revoke")
def revoke(identity: Annotated[str, typer.Argument(metavar="ID", help="As `tally keys list` shows it.")]) -> None:
    """End a key and every browser session that was opened with it, within a second. It cannot be undone."""
    with _registry() as registry:
        key = registry.keys.revoke(identity)
        registry.trail.note(_BY, Action.KEY_REVOKE, key.id, "ok")
    say(f"tally: key {key.id} of {key.name} is revoked.")


_COLUMNS = ("id", "name", "role", "collections", "created", "revoked")


def _rows(keys: "Iterable[Key]") -> list[Sequence[str]]:
    return [
        (
            key.id,
            key.name,
            key.role,
            _where(key),
            f"{key.created:%Y-%m-%d}",
            f"{key.revoked:%Y-%m-%d}" if key.revoked else "",
        )
        for key in keys
    ]


def _where(key: "Key") -> str:
    return "all collections" if key.collections is None else ", ".join(key.collections)


def _with_secret(key: "Key", secret: str) -> str:
    import json

    return json.dumps({"key": secret} | key.model_dump(mode="json"))


@contextmanager
def _registry() -> Iterator["Registry"]:
    from service.access.registry import open_registry
    from service.settings import load

    registry = open_registry(load())
    try:
        yield registry
    finally:
        registry.close()
