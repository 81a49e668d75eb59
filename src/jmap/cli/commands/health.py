"""`jmap health`: how accounts stand, why one stands so, and whether health told who would leave."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from jmap.analyze.conditions import MICROS
from jmap.analyze.fault import AnalyzeError
from jmap.analyze.wanted import Wanted
from jmap.cli import options
from jmap.cli.earlier_score import since
from jmap.cli.event_log import ColumnsOption, ZoneOption, columns_named, end, open_log, seconds, tell
from jmap.cli.health_report import told
from jmap.cli.health_run import Wish, look_at
from jmap.cli.outputs import Output, outputs
from jmap.cli.session import open_session
from jmap.cli.stop import stop

FORMATS: Final = ("full", "json", "csv")


def command(
    account: Annotated[
        str | None,
        typer.Argument(help="An account to explain; none means the bands of all.", show_default=False),
    ] = None,
    maps: Annotated[
        list[Path] | None,
        typer.Option(
            "--map", metavar="PATH", help="A map or folder; repeatable. If not said, all.", show_default=False
        ),
    ] = None,
    model: Annotated[
        str | None, typer.Option("--model", metavar="ID", help="One health score only.", show_default=False)
    ] = None,
    rows: Annotated[bool, typer.Option("--list", help="Name the accounts, the lowest first.")] = False,
    since_: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE|FILE",
            help="What changes are told against; if not said, the start of the score's window.",
            show_default=False,
        ),
    ] = None,
    ago: Annotated[
        int | None,
        typer.Option(
            "--backtest",
            metavar="DURATION",
            parser=seconds,
            help="Score so long ago, and say who has left since.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="FILE", help="The event log: a file or a glob.", show_default=False),
    ] = None,
    columns: ColumnsOption = None,
    timezone: ZoneOption = None,
    as_of: options.AsOfNewest = None,
    fail_on: options.FailOnOption = None,
    format: options.Format = None,
    output: options.Output = None,
    config: options.Config = None,
    color: options.ColourOption = options.Colour.AUTO,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Score the health of accounts, explain one, or test the scores on the past."""
    asked = outputs(format or "full", output, FORMATS)
    wish = Wish(account, model, rows, since(since_), ago * MICROS if ago is not None else None)
    _check(wish, asked)
    session = open_session(maps, config, as_of=None, colour=color, quiet=quiet, verbose=verbose)
    events = session.settings.config.events
    wanted = Wanted(
        columns=columns_named(columns, events),
        timezone=timezone or events.timezone,
        window=events.window.seconds,
        min_n=events.min_n,
        ignore=events.ignore,
        ties=events.ties,
        as_of=as_of,
    )
    try:
        engine = open_log(source, session, wanted, "health")
        try:
            seen, errors = look_at(engine, session, wanted, wish, named_maps=bool(maps), quiet=quiet)
        finally:
            engine.close()
    except AnalyzeError as error:
        stop(error.message, error.hint)
    tell(asked, partial(told, seen), color, quiet=quiet)
    end(session, errors, fail_on, color)


def _check(wish: Wish, asked: list[Output]) -> None:
    if wish.account is not None and (wish.rows or wish.ago is not None):
        stop("one account is explained by itself", "leave `--list` and `--backtest` out, or the account")
    if wish.rows and wish.ago is not None:
        stop("`--backtest` names no accounts", "leave out `--list` or `--backtest`")
    if wish.since is not None and wish.account is None:
        stop("`--since` is for one account", "name the account")
    if any(each.format == "csv" for each in asked) and not wish.rows:
        stop("`csv` has a row for each account", "ask for them with `--list`")
