"""`jmap rules`: the catalogue."""

from __future__ import annotations

import typer

from jmap.cli import options
from jmap.cli.outputs import outputs
from jmap.cli.rule_pages import catalogue_text
from jmap.cli.session import stop, style
from jmap.formats.sinks.json_text import dump
from jmap.rules import registry
from jmap.rules.page import VERSION, rule_data
from jmap.rules.page_markdown import catalogue_markdown

FORMATS = ("full", "json", "markdown")


def command(
    select: options.Select = None,
    ignore: options.Ignore = None,
    format: options.Format = None,
    color: options.ColourOption = options.Colour.AUTO,
) -> None:
    """List the rules: code, name, severity, what each looks at and says."""
    asked = outputs(format, None, FORMATS)[0].format
    wanted, unwanted = options.split(select), options.split(ignore)
    for prefix in (*wanted, *unwanted):
        wrong = registry.unknown_prefix(prefix)
        if wrong is not None:
            stop(wrong)
    rules = [registry.get(code) for code in registry.names() if registry.chosen(code, wanted, unwanted)]
    if asked == "json":
        text = dump({"version": VERSION, "rules": [rule_data(each) for each in rules]})
    elif asked == "markdown":
        text = catalogue_markdown(rules)
    else:
        text = catalogue_text(rules, style(color))
    typer.echo(text, nl=False, color=True)
