"""The program: finds the command asked for and loads only that."""

from __future__ import annotations

import gc
import importlib
import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

import jmap
import jmap.cli.commands as commands_package
from jmap.modules import modules_in
from jmap.nearest import nearest


class LazyGroup(TyperGroup):
    """A group whose commands are the modules of `jmap.cli.commands`, each imported when it is called.

    A module has a function `command`, or an `app` where it has commands of its own.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands, in the order in which a newcomer needs them."""
        found = {name.strip("_") for name in modules_in(commands_package.__path__)}
        first = ["init", "validate", "render", "audit"]
        return [name for name in first if name in found] + sorted(found - set(first))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name. Exits with 2 where there is none."""
        known = self.list_commands(ctx)
        if cmd_name not in known:
            # Loaded by the mistake only: the session brings half of the program with it.
            from jmap.cli.session import stop

            guess = nearest(cmd_name, known)
            hint = f"did you mean `{guess}`?" if guess else f"there are {', '.join(known)}"
            stop(f"no command `{cmd_name}`", hint)
        module = importlib.import_module(f"jmap.cli.commands.{cmd_name}")
        app = getattr(module, "app", None)
        if app is None:
            app = typer.Typer(add_completion=False, rich_markup_mode=None)
            app.command(cmd_name)(module.command)
        command = get_command(app)
        command.name = cmd_name
        return command


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"jmap {jmap.__version__}")
        raise typer.Exit


app = typer.Typer(
    cls=LazyGroup,
    name="jmap",
    help="Customer journey maps as code.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _callback(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Take the options that come before a command."""


def main() -> None:
    """Run the program, and exit with its code."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            # A stream that the caller closed: what goes there goes nowhere.
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            # UTF-8 whatever the locale says; what cannot be written is escaped, never a traceback.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    # A run makes trees and lets them go; the collector would only walk what is still in use.
    gc.disable()
    try:
        app()
    except BrokenPipeError:
        # The reader has gone away, as `| head` does; nothing is wrong with the run.
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        # A full disk behind standard output, a current folder that is gone, a name too long.
        sys.stderr.write(f"error: {error.strerror or error}\n")
        os._exit(2)
