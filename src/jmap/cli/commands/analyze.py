"""`jmap analyze`: the declared journey against what customers did."""

from __future__ import annotations

import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from jmap.analyze.analysis import Analysis, analyze
from jmap.analyze.conditions import Asked
from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.formats import registry
from jmap.analyze.opening import open_log
from jmap.analyze.plan import MapPlan, plan_of
from jmap.analyze.wanted import ROLES, Wanted, columns_of
from jmap.cli import options, recording
from jmap.cli.outputs import outputs, write_file
from jmap.cli.progress import progress
from jmap.cli.session import Session, fails, open_session
from jmap.cli.stop import note, stop, style
from jmap.faults import Severity
from jmap.findings.build import once
from jmap.findings.collect import files_read, judge, leftovers
from jmap.findings.finding import Finding, Report
from jmap.formats import registry as findings
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.model.kinds.times import parse_duration
from jmap.nearest import nearest
from jmap.workspace.config_sections import EventsConfig

_PAIR: Final = re.compile(r",(?=(?:customer|event|time|id)=)")


class Ties(StrEnum):
    """How events at one time are read."""

    FAVOUR = "favour"
    STRICT = "strict"


class By(StrEnum):
    """What paths to the purchase are made of."""

    STAGE = "stage"
    TOUCHPOINT = "touchpoint"
    EVENT = "event"


class EngineName(StrEnum):
    """What runs the SQL."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    CLICKHOUSE = "clickhouse"


class Cohorts(StrEnum):
    """By what time customers are put together."""

    MONTH = "month"
    WEEK = "week"


def _seconds(text: str) -> int:
    value = parse_duration(text)
    if value is None:
        raise typer.BadParameter(f"`{text}` is not a duration; write it as 90d")
    return value.seconds


def command(
    paths: options.Paths = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="FILE|URL",
            help="The event log: a file, a glob, or a table's URL.",
            show_default=False,
        ),
    ] = None,
    engine: Annotated[
        EngineName | None,
        typer.Option("--engine", help="What runs the SQL; the source tells.", show_default=False),
    ] = None,
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--columns",
            metavar="ROLE=COLUMN,...",
            help="Columns of the customer, event, time and id.",
            show_default=False,
        ),
    ] = None,
    timezone: Annotated[
        str | None, typer.Option("--timezone", help="Zone of times that name none.", show_default=False)
    ] = None,
    window: Annotated[
        int | None,
        typer.Option(
            "--window", metavar="DURATION", parser=_seconds, help="Time to convert.", show_default=False
        ),
    ] = None,
    min_n: Annotated[
        int | None, typer.Option("--min-n", min=0, help="Fewer cases are not judged.", show_default=False)
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar="EVENT", help="An event to leave out; repeatable.", show_default=False
        ),
    ] = None,
    ties: Annotated[
        Ties | None, typer.Option("--ties", help="How events at one time are read.", show_default=False)
    ] = None,
    as_of: options.AsOfNewest = None,
    mature: Annotated[
        bool, typer.Option("--mature", help="Leave out starts whose window is still open.")
    ] = False,
    by: Annotated[By, typer.Option("--by", help="What paths are made of.")] = By.STAGE,
    recent: Annotated[
        int | None,
        typer.Option(
            "--recent",
            metavar="DURATION",
            parser=_seconds,
            help="Paths to purchases no older than this.",
            show_default=False,
        ),
    ] = None,
    record: recording.PeriodOption = None,
    measures: recording.MeasuresOption = None,
    yes: recording.YesOption = False,
    cohorts: Annotated[
        Cohorts, typer.Option("--cohorts", help="Customers by the month or week they began in.")
    ] = Cohorts.MONTH,
    fail_on: options.FailOnOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail where a row of the log is rejected.")
    ] = False,
    format: options.Format = None,
    output: options.Output = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Hold maps against an event log: funnel, times, outcomes, paths, conformance."""
    asked = outputs(format or "full", output, registry.names())
    period = recording.period_of(record, measures, yes=yes)
    session = open_session(paths, config, as_of=None, colour=color, quiet=quiet, verbose=verbose)
    if measures is not None and period is not None:
        recording.record(session, recording.measures_in(measures), period, yes=yes)
        return
    events = session.settings.config.events
    wanted = Wanted(
        columns=_columns(columns, events),
        timezone=timezone or events.timezone,
        window=window if window is not None else events.window.seconds,
        min_n=min_n if min_n is not None else events.min_n,
        ignore=tuple(ignore) if ignore is not None else events.ignore,
        ties=ties.value if ties is not None else events.ties,
        as_of=as_of,
        mature=mature,
        by=by.value,
        recent=recent,
        cohorts=cohorts.value,
    )
    try:
        log = _open(source, engine, events, session, wanted)
        try:
            made, errors = _analyze(log, session, wanted, named=bool(paths), quiet=quiet)
        finally:
            log.close()
    except AnalyzeError as error:
        stop(error.message, error.hint)
    if strict and made.log.rejected:
        _say_rejected(made)
        raise typer.Exit(1)
    for each in asked:
        if each.file is not None:
            write_file(each, registry.load(each.format)(made, Style()))
        elif period is None and (not quiet or each.format != "full"):
            typer.echo(registry.load(each.format)(made, style(color)), nl=False, color=True)
    if errors.findings:
        shown = findings.load("full")(errors, style(color, sys.stderr))
        typer.echo(shown, err=True, nl=False, color=True)
    if period is not None:
        recording.record(session, recording.measures_by(made), period, yes=yes)
    raise typer.Exit(
        1 if fails(errors, fail_on.value if fail_on is not None else session.settings.config.fail_on) else 0
    )


def _columns(given: list[str] | None, events: EventsConfig) -> dict[str, str]:
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


def _open(
    source: str | None, engine: EngineName | None, events: EventsConfig, session: Session, wanted: Wanted
) -> Engine:
    """Open the log: a path on the command line from here, in the config from the workspace's root."""
    text, folder = (source, Path.cwd()) if source else (events.source, session.workspace.root)
    if not text:
        stop(
            "no event log is named",
            "name one with `--source FILE`, or `source` under `[events]` in `jmap.toml`",
        )
    return open_log(text, folder, wanted.timezone, engine.value if engine is not None else None)


def _analyze(
    engine: Engine, session: Session, wanted: Wanted, *, named: bool, quiet: bool
) -> tuple[Analysis, Report]:
    """Return the analysis of all maps without errors, and the errors of the others."""
    columns = columns_of(wanted.columns, engine.columns)
    tests = Asked(columns.attributes(engine.columns))
    plans: list[MapPlan] = []
    errors: list[Finding] = []
    for judged in judge(session.workspace, session.settings, quality=False):
        errors.extend(each for each in judged.correctness if each.severity is Severity.ERROR)
        file = judged.journey.file
        if judged.sound and file.status != "archived" and (named or file.state == "current"):
            plans.append(plan_of(judged.journey, tests))
    left = leftovers(session.workspace, session.settings.for_correctness())
    errors.extend(each for each in left if each.severity is Severity.ERROR)
    if tests.missing and not quiet:
        names = ", ".join(f"`{name}`" for name in tests.missing)
        note(f"the log has no attribute {names} that the maps ask for")
    with progress("measuring", len(plans), quiet=quiet) as done:
        made = analyze(engine, columns, wanted, tests, plans, done)
    return made, Report(tuple(once(errors)), files_read(session.workspace))


def _say_rejected(made: Analysis) -> None:
    rejected = made.log.rejected
    total = sum(rejected.values())
    said = ", ".join(f"{n} {reason}" for reason, n in rejected.items())
    typer.echo(f"error: {total} row{'s' if total != 1 else ''} of the log rejected: {said}", err=True)
    for reason, *texts in made.log.shown:
        typer.echo(f"  {reason}: {', '.join(visible(text) or '-' for text in texts)}", err=True)
