"""The program: finds the command asked for and loads only that."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from typing import Annotated, Any, Final

import typer
from typer.core import TyperGroup
from typer.main import get_command

import jmap
import jmap.cli.commands as commands_package
from jmap.cli import options
from jmap.cli.streams import prepare
from jmap.modules import modules_in
from jmap.nearest import nearest

# Typer may bring its own click: this is the way to its errors of usage in either case.
USAGE: Final[Any] = typer.BadParameter.__mro__[1]


class LazyGroup(TyperGroup):
    """A group whose commands are the modules of `jmap.cli.commands`, each imported when it is called.

    A module has a function `command`, or an `app` where it has commands of its own.
    """

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the names of all commands, in the order in which a newcomer needs them."""
        found = {name.strip("_") for name in modules_in(commands_package.__path__)}
        first = ["init", "validate", "render", "audit", "analyze"]
        return [name for name in first if name in found] + sorted(found - set(first))

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name. Exits with 2 where there is none."""
        known = self.list_commands(ctx)
        if cmd_name not in known:
            # Loaded by the mistake only: the session brings half of the program with it.
            from jmap.cli.stop import stop

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
        # Every command takes what the program itself takes.
        version = next(each for each in ctx.command.params if each.name == "version")
        for each in (command, *getattr(command, "commands", {}).values()):
            each.params.append(version)
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
    ctx: typer.Context,
    config: options.Config = None,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
    version: Annotated[  # noqa: ARG001 - typer makes the option of it
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, expose_value=False, help="Print the version."
        ),
    ] = False,
) -> None:
    """Take the options that may come before a command as well as after it."""
    said = {"config": config, "quiet": quiet, "verbose": verbose}
    said = {name: value for name, value in said.items() if value}
    if said and ctx.invoked_subcommand is not None:
        group: Any = ctx.command
        inner = getattr(group.get_command(ctx, ctx.invoked_subcommand), "commands", {})
        ctx.default_map = {ctx.invoked_subcommand: {**said, **dict.fromkeys(inner, said)}}


def main() -> None:
    """Run the program, and exit with its code: 130 where Ctrl-C ends it."""
    prepare()
    # A run makes trees and lets them go; the collector would only walk what is still in use.
    gc.disable()
    try:
        code = app(prog_name="jmap", standalone_mode=False)
        sys.stdout.flush()
    except OSError as error:
        # A full disk behind standard output, a current folder that is gone, a name too long.
        sys.stderr.write(f"error: {error.strerror or error}\n")
        sys.stderr.flush()
        os._exit(2)
    except (KeyboardInterrupt, typer.Abort):
        sys.stderr.write("\n")
        code = 130
    except USAGE as error:
        from jmap.cli.usage import explain

        code = explain(error)
    sys.exit(code or 0)
