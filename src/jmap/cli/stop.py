"""How a command speaks beside its results: notes, and the end of a call that cannot go on."""

from __future__ import annotations

import os
import sys
from typing import NoReturn, TextIO

import typer

from jmap.cli import terminal
from jmap.cli.options import Colour
from jmap.formats.style import Style
from jmap.formats.width import visible


def stop(message: str, hint: str = "") -> NoReturn:
    """Say what is wrong with the call and exit with 2."""
    typer.echo(f"error: {visible(message)}", err=True)
    if hint:
        typer.echo(f"  {visible(hint)}", err=True)
    raise typer.Exit(2)


def note(message: str) -> None:
    """Say on standard error what is worth knowing and no reason to stop."""
    typer.echo(f"note: {visible(message)}", err=True)


def style(colour: Colour, stream: TextIO | None = None) -> Style:
    """Return how to write to a stream: in colour on a terminal, unless it is said otherwise."""
    stream = stream if stream is not None else sys.stdout
    painted = _painted(colour, stream)
    links = colour is not Colour.NEVER and terminal.takes_links(stream, colour=painted)
    return Style(painted, terminal.width(stream), links=links)


def _painted(colour: Colour, stream: TextIO) -> bool:
    if colour is not Colour.AUTO:
        return colour is Colour.ALWAYS
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
