"""`tally schema`: the shape of a record."""

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the record that `tally extract` prints."""
    from pipelines.record import json_schema

    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))


COMMAND = schema
