"""`jmap schema`: the JSON Schema that editors complete keys from."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Annotated, Final

import typer

from jmap.blueprints.new_files import schema_text
from jmap.cli import options
from jmap.cli.config_file import open_config
from jmap.cli.config_schema import config_schema_text
from jmap.cli.outputs import Output, write_file
from jmap.cli.stop import note, stop

_SCHEMAS: Final = {
    "--of-findings": ("jmap.formats.schema", "findings_schema"),
    "--of-render": ("jmap.render.data_schema", "render_schema"),
    "--of-measures": ("jmap.measures.layout", "measures_schema"),
    "--of-audit": ("jmap.report.data.schema", "audit_schema"),
    "--of-snapshot": ("jmap.audit.snapshot_schema", "snapshot_schema"),
}
"""Where each schema is made; loaded when it is asked for, as all of what writes a page is behind some."""


def command(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write it here.", show_default=False),
    ] = None,
    of_config: Annotated[
        bool, typer.Option("--of-config", help="The schema of `jmap.toml` instead.")
    ] = False,
    of_findings: Annotated[
        bool, typer.Option("--of-findings", help="The schema of what `--format json` prints instead.")
    ] = False,
    of_render: Annotated[
        bool, typer.Option("--of-render", help="The schema of what `render --format json` writes instead.")
    ] = False,
    of_measures: Annotated[
        bool, typer.Option("--of-measures", help="The schema of what `--measures` reads instead.")
    ] = False,
    of_audit: Annotated[
        bool, typer.Option("--of-audit", help="The schema of what `audit --format json` prints instead.")
    ] = False,
    of_snapshot: Annotated[
        bool, typer.Option("--of-snapshot", help="The schema of what `audit --save` writes instead.")
    ] = False,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print the JSON Schema that editors complete keys from."""
    flags = {
        "--of-config": of_config,
        "--of-findings": of_findings,
        "--of-render": of_render,
        "--of-measures": of_measures,
        "--of-audit": of_audit,
        "--of-snapshot": of_snapshot,
    }
    asked = [flag for flag, said in flags.items() if said]
    if len(asked) > 1:
        stop(f"`{asked[0]}` and `{asked[1]}` ask for two schemas", "say one of them")
    if config is not None:
        # No setting changes a schema; one that is wrong is said all the same.
        open_config(Path(), config, color, quiet=quiet)
    text = _text(asked[0] if asked else "")
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(Output("json", output), text)
        if verbose:
            note(f"wrote `{output}`")


def _text(flag: str) -> str:
    """Return the schema that a flag asks for; that of journey files where there is none."""
    if flag == "--of-config":
        return config_schema_text()
    if flag not in _SCHEMAS:
        return schema_text()
    module, name = _SCHEMAS[flag]
    schema = getattr(importlib.import_module(module), name)()
    return f"{json.dumps(schema, indent=2, ensure_ascii=False)}\n"
