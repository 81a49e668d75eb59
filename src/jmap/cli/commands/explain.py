"""`jmap explain`: the page of one rule."""

from __future__ import annotations

from typing import Annotated

import typer

from jmap.cli import completion, options
from jmap.cli.config_file import config_for_reading
from jmap.cli.outputs import outputs
from jmap.cli.rule_pages import page_text
from jmap.cli.stop import stop, style
from jmap.formats.sinks.json_text import dump
from jmap.rules import registry
from jmap.rules.changes import changes
from jmap.rules.codes import code_of, hint_for
from jmap.rules.page import VERSION, page, page_data
from jmap.rules.page_markdown import page_markdown

FORMATS = ("full", "json", "markdown")


def command(
    code: Annotated[
        str,
        typer.Argument(
            metavar="CODE",
            help="Code of a rule, such as JM201, or its name.",
            autocompletion=completion.codes,
        ),
    ],
    format: options.Format = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print the page of a rule: what it checks, why, how to mend it, with examples."""
    asked = outputs(format, None, FORMATS)[0].format
    found = code_of(code)
    if found is None:
        stop(f"no rule `{code}`", hint_for(code))
    shown = page(registry.get(found))
    changed = changes(shown.rule, config_for_reading(config, color, quiet=quiet, verbose=verbose))
    if asked == "json":
        text = dump({"version": VERSION, "rule": {**page_data(shown), "config": changed.data()}})
    elif asked == "markdown":
        text = page_markdown(shown)
    else:
        text = page_text(shown, style(color), changed)
    typer.echo(text, nl=False, color=True)
