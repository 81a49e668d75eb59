"""The event log of a command, the maps that are held against it, and how such a command ends."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer

from jmap.analyze import opening
from jmap.analyze.conditions import Asked
from jmap.analyze.engine import Engine
from jmap.analyze.plan import MapPlan, plan_of
from jmap.analyze.wanted import ROLES, Wanted
from jmap.cli import options
from jmap.cli.outputs import Output, write_file
from jmap.cli.session import Session, fails
from jmap.cli.stop import note, stop, style
from jmap.cli.terminal import safe
from jmap.faults import Severity
from jmap.findings.build import once
from jmap.findings.collect import files_read, judge, leftovers
from jmap.findings.finding import Finding, Report
from jmap.formats import registry as findings
from jmap.formats.style import Style
from jmap.model.kinds.times import parse_duration
from jmap.nearest import nearest
from jmap.workspace.config_sections import EventsConfig

ColumnsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--columns",
        metavar="ROLE=COLUMN,...",
        help="Columns of the customer, event, time and id.",
        show_default=False,
    ),
]
ZoneOption = Annotated[
    str | None, typer.Option("--timezone", help="Zone of times that name none.", show_default=False)
]

_PAIR: Final = re.compile(r",(?=(?:customer|event|time|id)=)")


def columns_named(given: list[str] | None, events: EventsConfig) -> dict[str, str]:
    """Return the columns that are named, those of the command line before those of the config."""
    named = {role: getattr(events.columns, role) for role in ROLES if getattr(events.columns, role)}
    for pair in (pair for text in given or () for pair in _PAIR.split(text)):
        role, sign, column = pair.partition("=")
        if role not in ROLES:
            guess = nearest(role, ROLES)
            stop(f"`{role}` is no column that jmap asks for", f"did you mean `{guess}`?" if guess else _ROLES)
        if not sign or not column:
            stop(f"`--columns {pair}` names no column", f"write `--columns {role}=COLUMN`")
        named[role] = column
    return named


_ROLES: Final = f"there are {', '.join(ROLES)}; every other column is an attribute"


def open_log(
    source: str | None, session: Session, wanted: Wanted, command: str, engine: str | None = None
) -> Engine:
    """Open the log for a command: a path of the command line from here, of the config from the root.

    It is read by an engine where one is named. Exits with 2 without a log. Raises AnalyzeError.
    """
    events = session.settings.config.events
    text, folder = (source, Path.cwd()) if source else (events.source, session.workspace.root)
    if not text:
        stop(
            "no event log is named",
            "name one with `--source FILE`, or `source` under `[events]` in `jmap.toml`",
        )
    return opening.open_log(text, folder, wanted.timezone, engine, command)


def read_plans(session: Session, asked: Asked, *, named: bool, quiet: bool) -> tuple[list[MapPlan], Report]:
    """Return the plans of all maps without errors, and the errors of the others.

    Maps that are archived are left out, and those of a time to come where they are not `named`.
    """
    plans: list[MapPlan] = []
    errors: list[Finding] = []
    for judged in judge(session.workspace, session.settings, quality=False):
        errors.extend(each for each in judged.correctness if each.severity is Severity.ERROR)
        file = judged.journey.file
        if judged.sound and file.status != "archived" and (named or file.state == "current"):
            plans.append(plan_of(judged.journey, asked))
    left = leftovers(session.workspace, session.settings.for_correctness())
    errors.extend(each for each in left if each.severity is Severity.ERROR)
    if asked.missing and not quiet:
        names = ", ".join(f"`{name}`" for name in asked.missing)
        note(f"the log has no attribute {names} that the maps ask for")
    return plans, Report(tuple(once(errors)), files_read(session.workspace))


def seconds(text: str) -> int:
    """Read a duration of the command line, such as `90d`. Raises BadParameter where it is none."""
    value = parse_duration(text)
    if value is None:
        raise typer.BadParameter(f"`{text}` is not a duration; write it as 90d")
    return value.seconds


def tell(
    asked: list[Output], told: Callable[[str, Style], str], color: options.Colour, *, quiet: bool
) -> None:
    """Write what is asked for, each in its format."""
    for each in asked:
        if each.file is not None:
            write_file(each, told(each.format, Style()))
        elif not quiet or each.format != "full":
            text = told(each.format, style(color))
            typer.echo(text if each.format == "full" else safe(text, sys.stdout), nl=False, color=True)


def end(session: Session, errors: Report, fail_on: options.FailOn | None, color: options.Colour) -> NoReturn:
    """Say the errors of maps, and exit with 1 where they are to fail the run."""
    if errors.findings:
        shown = findings.load("full")(errors, style(color, sys.stderr))
        typer.echo(shown, err=True, nl=False, color=True)
    raise typer.Exit(
        1 if fails(errors, fail_on.value if fail_on is not None else session.settings.config.fail_on) else 0
    )
