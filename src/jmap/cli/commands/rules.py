"""`jmap rules`: the catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jmap.cli import completion, options
from jmap.cli.config_file import open_config
from jmap.cli.outputs import outputs
from jmap.cli.rule_pages import catalogue_text
from jmap.cli.session import checked_codes
from jmap.cli.stop import style
from jmap.formats.sinks.json_text import dump
from jmap.rules import registry
from jmap.rules.changes import changes
from jmap.rules.page import VERSION, rule_data
from jmap.rules.page_markdown import catalogue_markdown

FORMATS = ("full", "json", "markdown")


def command(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CODES]...",
            help="Codes or how some begin, such as JM6; none means all.",
            show_default=False,
            autocompletion=completion.codes,
        ),
    ] = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    format: options.Format = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """List the rules: code, name, severity, options, and what the config changes about each."""
    asked = outputs(format, None, FORMATS)[0].format
    wanted, unwanted = checked_codes((*options.split(codes), *options.split(select)), options.split(ignore))
    home, loaded = open_config(Path(), config, color, quiet=quiet, verbose=verbose)
    rules = [registry.get(code) for code in registry.names() if registry.chosen(code, wanted, unwanted)]
    changed = {each.rule.code: changes(each.rule, loaded.config) for each in rules}
    if asked == "json":
        told = [{**rule_data(each), "config": changed[each.rule.code].data()} for each in rules]
        text = dump({"version": VERSION, "rules": told})
    elif asked == "markdown":
        text = catalogue_markdown(rules, changed if home.config is not None else None)
    else:
        text = catalogue_text(rules, style(color), changed)
    typer.echo(text, nl=False, color=True)
