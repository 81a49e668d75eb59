"""`jmap analyze`: the declared journey against what customers did."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from jmap.analysis_page import registry
from jmap.analyze.analysis import Analysis, analyze
from jmap.analyze.conditions import Asked
from jmap.analyze.emitting import Recorder, Scribe
from jmap.analyze.engine import Engine
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.wanted import Wanted, columns_of
from jmap.cli import options, recording
from jmap.cli.customers import ByName, Listed, by_name, told_by_name
from jmap.cli.event_log import (
    ColumnsOption,
    ZoneOption,
    columns_named,
    end,
    open_log,
    read_plans,
    seconds,
    tell,
)
from jmap.cli.outputs import Output, outputs
from jmap.cli.progress import progress
from jmap.cli.session import Session, open_session
from jmap.cli.stop import stop
from jmap.findings.finding import Report
from jmap.formats.style import Style
from jmap.formats.width import visible


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
    SPARK = "spark"


class Cohorts(StrEnum):
    """By what time customers are put together."""

    MONTH = "month"
    WEEK = "week"


class Script(StrEnum):
    """In which words the SQL of an analysis is printed."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    CLICKHOUSE = "clickhouse"
    SPARK = "spark"


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
    columns: ColumnsOption = None,
    timezone: ZoneOption = None,
    window: Annotated[
        int | None,
        typer.Option(
            "--window", metavar="DURATION", parser=seconds, help="Time to convert.", show_default=False
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
            parser=seconds,
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
    emit_sql: Annotated[
        Script | None,
        typer.Option(
            "--emit-sql",
            metavar="DIALECT",
            help="Print the SQL of the analysis in a dialect, in place of the report.",
            show_default=False,
        ),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option(
            "--explain",
            metavar="CUSTOMER",
            help="One customer's events, visits and moves, and where they count.",
            show_default=False,
        ),
    ] = None,
    listed: Annotated[
        Listed | None,
        typer.Option("--list", help="Name the customers who are so, as CSV or JSON.", show_default=False),
    ] = None,
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
    wish = ByName(explain, listed)
    asked = _asked(wish, format, output, strict=strict)
    period = recording.period_of(record, measures, yes=yes)
    if wish.asked and period is not None:
        stop("`--record` is for the analysis as a whole", "leave it out")
    session = open_session(paths, config, as_of=None, colour=color, quiet=quiet, verbose=verbose)
    if measures is not None and period is not None:
        recording.record_file(session, measures, period, yes=yes)
        return
    # A map of what shall be has no log yet; one that is named by itself is measured all the same.
    named = any(path.is_file() for path in paths or ())
    events = session.settings.config.events
    wanted = Wanted(
        columns=columns_named(columns, events),
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
        period=period,
    )
    try:
        opened = open_log(source, session, wanted, "analyze", engine.value if engine is not None else None)
        log = Recorder(opened, keep=emit_sql is not None)
        try:
            if wish.asked:
                found, errors = by_name(log, session, wanted, wish, named=named, quiet=quiet)
                tell(asked, partial(told_by_name, found), color, quiet=quiet)
                end(session, errors, fail_on, color)
            made, errors = _analyze(log, session, wanted, named=named, quiet=quiet)
        finally:
            log.close()
        if emit_sql is not None:
            scribe = Scribe(emit_sql.value, wanted.timezone, log)
            _analyze(scribe, session, wanted, named=named, quiet=True)
            typer.echo(scribe.text(), nl=False)
            raise typer.Exit
    except AnalyzeError as error:
        stop(error.message, error.hint)
    if strict and made.log.rejected:
        _say_rejected(made)
        raise typer.Exit(1)
    # What is recorded is shown as a diff in place of the report.
    tell(asked if period is None else asked[1:], partial(_report, made), color, quiet=quiet)
    if period is not None:
        recording.record_analysis(session, made, period, yes=yes)
    end(session, errors, fail_on, color)


def _asked(wish: ByName, format_: str | None, output: list[str] | None, *, strict: bool) -> list[Output]:
    """Return what is to be written; a list of people goes where it is meant to, and nowhere else."""
    formats = wish.formats() if wish.asked else registry.names()
    asked = outputs(format_ or formats[0], output, formats)
    if wish.asked and strict:
        stop("`--strict` is for the analysis as a whole", "leave it out")
    return asked[1:] if wish.listed is not None and output and format_ is None else asked


def _report(made: Analysis, format_: str, shown: Style) -> str:
    return registry.load(format_)(made, shown)


def _analyze(
    engine: Engine, session: Session, wanted: Wanted, *, named: bool, quiet: bool
) -> tuple[Analysis, Report]:
    """Return the analysis of all maps without errors, and the errors of the others."""
    columns = columns_of(wanted.columns, engine.columns)
    tests = Asked(columns.attributes(engine.columns))
    plans, errors = read_plans(session, tests, named=named, quiet=quiet)
    with progress("measuring", len(plans), quiet=quiet) as done:
        made = analyze(engine, columns, wanted, tests, plans, done)
    return made, errors


def _say_rejected(made: Analysis) -> None:
    rejected = made.log.rejected
    total = sum(rejected.values())
    said = ", ".join(f"{n} {reason}" for reason, n in rejected.items())
    typer.echo(f"error: {total} row{'s' if total != 1 else ''} of the log rejected: {said}", err=True)
    for reason, *texts in made.log.shown:
        typer.echo(f"  {reason}: {', '.join(visible(text) or '-' for text in texts)}", err=True)
