"""What to say of a command line that cannot be read."""

from __future__ import annotations

import re
from typing import Any

import typer

from jmap.formats.width import visible
from jmap.nearest import nearest

_TOO_MANY = re.compile(r"Got unexpected extra arguments? ?(?:\(s\) )?\((\S+).*\)")
_RANGE = re.compile(r"is not in the range (\S+)<=x<=(\S+)")
_QUOTED = re.compile(r"'([^']*)'")


def explain(error: Any) -> int:
    """Say what is wrong with a command line on standard error; return 2."""
    context = error.ctx
    command = context.command_path if context is not None else "jmap"
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message(), err=True)
        return 2
    message, hint = _words(error)
    typer.echo(f"error: {visible(message)}", err=True)
    typer.echo(f"  {visible(hint) or f'`{command} --help` tells what it takes'}", err=True)
    return 2


def _words(error: Any) -> tuple[str, str]:
    option = getattr(error, "option_name", None)
    if option is not None and type(error).__name__ == "NoSuchOption":
        guess = nearest(option, _options(error.ctx))
        return f"no option `{option}`", f"did you mean `{guess}`?" if guess else ""
    if type(error).__name__ == "MissingParameter":
        return f"`{error.param.metavar or error.param.opts[-1]}` is missing", ""
    extra = _TOO_MANY.match(str(error.message))
    if extra is not None:
        return f"`{extra[1]}` is one argument too many", ""
    text = _QUOTED.sub(r"`\1`", str(error.message)).rstrip(".")
    text = _RANGE.sub(r"is not from \1 to \2", text)
    parameter = getattr(error, "param", None)
    if parameter is not None:
        text = f"`{parameter.opts[-1]}`: {text[:1].lower()}{text[1:]}"
    return f"{text[:1].lower()}{text[1:]}", ""


def _options(context: Any) -> list[str]:
    if context is None:
        return []
    return [name for each in context.command.params for name in each.opts if name.startswith("--")]
