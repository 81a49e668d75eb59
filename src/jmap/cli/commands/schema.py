"""`jmap schema`: the JSON Schema that editors complete keys from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from jmap.cli.outputs import Output, write_file
from jmap.cli.session import stop
from jmap.formats.schema import findings_schema
from jmap.model.schema import json_schema
from jmap.workspace.config import config_schema


def command(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it here.", show_default=False),
    ] = None,
    config: Annotated[bool, typer.Option("--of-config", help="The schema of `jmap.toml` instead.")] = False,
    findings: Annotated[
        bool, typer.Option("--of-findings", help="The schema of what `--format json` prints instead.")
    ] = False,
) -> None:
    """Print the JSON Schema that editors complete keys from."""
    if config and findings:
        stop("`--of-config` and `--of-findings` ask for two schemas", "say one of them")
    schema = findings_schema() if findings else config_schema() if config else json_schema()
    text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(Output("json", output), text)
