"""`jmap schema`: the JSON Schema that editors complete keys from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from jmap.blueprints.new_files import schema_text
from jmap.cli import options
from jmap.cli.config_file import open_config
from jmap.cli.config_schema import config_schema_text
from jmap.cli.outputs import Output, write_file
from jmap.cli.stop import note, stop
from jmap.formats.schema import findings_schema
from jmap.measures.layout import measures_schema


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
    text = config_schema_text() if of_config else schema_text()
    if of_findings:
        text = json.dumps(findings_schema(), indent=2, ensure_ascii=False) + "\n"
    if of_render:
        # All of what draws maps is behind it, and the others need none of that.
        from jmap.render.data_schema import render_schema

        text = json.dumps(render_schema(), indent=2, ensure_ascii=False) + "\n"
    if of_measures:
        text = json.dumps(measures_schema(), indent=2, ensure_ascii=False) + "\n"
    if of_audit:
        from jmap.report.data.schema import audit_schema

        text = json.dumps(audit_schema(), indent=2, ensure_ascii=False) + "\n"
    if of_snapshot:
        from jmap.audit.snapshot_schema import snapshot_schema

        text = json.dumps(snapshot_schema(), indent=2, ensure_ascii=False) + "\n"
    if output is None:
        typer.echo(text, nl=False)
    else:
        write_file(Output("json", output), text)
        if verbose:
            note(f"wrote `{output}`")
