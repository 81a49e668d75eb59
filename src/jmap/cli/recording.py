"""Measured values recorded in the `history` of metrics: shown as a diff, then written where that is said."""

from __future__ import annotations

import difflib
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from jmap.analyze.analysis import Analysis
from jmap.analyze.document import document
from jmap.analyze.period import PeriodShown, unfinished
from jmap.analyze.times import local
from jmap.cli.session import Session
from jmap.cli.stop import note, stop
from jmap.cli.writing import write
from jmap.edits.fault import EditError
from jmap.edits.history import Observed, number, with_observation
from jmap.formats.width import visible
from jmap.measures.measured import Measures, MetricMeasured
from jmap.measures.reading import measures_of, read_measures
from jmap.measures.source import MeasuresError
from jmap.model.bind import bind
from jmap.model.kinds.times import PeriodText, parse_period
from jmap.model.metrics import Metric
from jmap.records import frozen
from jmap.workspace.paths import below
from jmap.yaml.reader import read_bytes

_MARK = "\ufeff"
_NOTHING: Final[Mapping[str, str]] = {}


@frozen
class _Change:
    """A file as it is and as it is to be; `path` is below the root."""

    path: str
    data: bytes
    text: str


PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--record",
        metavar="PERIOD",
        help="Measure metrics over a period, and add that to their `history` after showing the diff.",
        show_default=False,
    ),
]
MeasuresOption = Annotated[
    Path | None,
    typer.Option(
        "--measures",
        metavar="FILE",
        help="What to `--record`: a file of measures, in place of a log.",
        show_default=False,
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Write what `--record` shows, without asking.")]


def period_of(text: str | None, measures: Path | None, *, yes: bool) -> PeriodText | None:
    """Return the period that is asked for, if one is. Exits with 2 where it is none, or has to be said."""
    if text is None:
        if measures is not None or yes:
            stop(f"`{'--measures' if measures is not None else '--yes'}` goes with `--record PERIOD`")
        return None
    period = parse_period(text)
    if period is None:
        stop(f"`{text}` is no period", "write it as 2026-Q3, 2026-09, 2026-W36 or 2026-H2")
    return period


def measures_in(file: Path) -> Measures:
    """Return what a file of measures holds. Exits with 2 where it cannot be read."""
    try:
        return read_measures(file)
    except MeasuresError as error:
        stop(error.message, error.hint)


def record_file(session: Session, file: Path, period: PeriodText, *, yes: bool) -> None:
    """Record what a file of measures holds, which is as of its day and not of the period; that is noted.

    Exits with 2 where the period is not over on that day, and as `record` does.
    """
    measures = measures_in(file)
    wrong = unfinished(period, measures.as_of)
    if wrong:
        stop(wrong, "name a file that was measured when it was")
    note(
        f"`{file}` is as of {measures.as_of} and not of {period.text} alone; its values are taken as they are"
    )
    record(session, measures, period, yes=yes)


def record_analysis(session: Session, made: Analysis, period: PeriodText, *, yes: bool) -> None:
    """Record what was measured over a period, and note what its values leave out. Exits as `record` does."""
    shown = made.period
    if shown is None or shown.time is None:
        began = f"the log begins on {shown.began}, after it" if shown is not None else "it was not measured"
        note(f"nothing to record of {period.text}: {began}")
        return
    if shown.cut:
        note(f"the log begins on {shown.began}, within {period.text}: what came before is in no value")
    for text in sorted(set(_without_value(made, period))):
        note(text)
    over = replace(made, maps=tuple(replace(each, metrics=each.recorded) for each in made.maps))
    measures = measures_of(json.dumps(document(over)).encode(), "the analysis")
    record(session, measures, period, yes=yes, about=_measured(made, shown), going_on=_going_on(made, period))


def _without_value(made: Analysis, period: PeriodText) -> Iterator[str]:
    """Yield why metrics have no value of a period."""
    for each in made.maps:
        for id_, value in each.recorded.items():
            if value.value is None:
                none = f"what began then ({value.open}) has time left" if value.open else "it has no cases"
                yield f"`{id_}` has no value of {period.text}: {value.unseen or none}"


def _going_on(made: Analysis, period: PeriodText) -> dict[str, str]:
    """Return what is to be known of metrics that leave out cases that go on, by id."""
    return {
        id_: f"`{id_}` leaves out {value.open} begun in {period.text} that may still come on"
        for each in made.maps
        for id_, value in each.recorded.items()
        if value.open
    }


def _measured(made: Analysis, shown: PeriodShown) -> str:
    """Return what was measured, as it stands above the diff, where programs that apply one pass over it."""
    zone = made.wanted.timezone
    since, until = (local(each, zone) for each in (shown.since, shown.until))
    as_of = local(made.log.as_of, zone)
    return f"{shown.period.text} measured from {since} to {until} (not included), as of {as_of}"


def record(
    session: Session,
    measures: Measures,
    period: PeriodText,
    *,
    yes: bool,
    about: str = "",
    going_on: Mapping[str, str] = _NOTHING,
) -> None:
    """Show how the histories of metrics change, and write that where it is said, or agreed to on a terminal.

    `about` stands above the diff; what `going_on` says of a metric is noted where it is recorded. Exits with
    2 where one file cannot be changed, and then changes none.
    """
    wanted = _by_file(session, measures, period)
    changes = list(_changes(session, wanted))
    if not changes:
        note("nothing to record: no metric with `measure` has a measured value that its history lacks")
        return
    for id_ in sorted(each.metric for every in wanted.values() for each in every):
        if id_ in going_on:
            note(going_on[id_])
    if about:
        typer.echo(f"{about}\n")
    for each in changes:
        typer.echo(_diff(each), nl=False)
    files = f"{len(changes)} file{'s' if len(changes) != 1 else ''}"
    if not yes:
        if not _on_terminal():
            note("nothing is written without `--yes`")
            return
        if not typer.confirm(f"write {files}?", err=True):
            raise typer.Exit(1)
    root = session.workspace.root
    for each in changes:
        _check_unchanged(root, each)
    for each in changes:
        _write(root, each)
    typer.echo(f"{period.text} recorded in {files}")


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _changes(session: Session, by_file: Mapping[str, list[Observed]]) -> Iterator[_Change]:
    """Yield each file that changes, by path."""
    for file, wanted in sorted(by_file.items()):
        path = session.workspace.root / file
        if path.is_symlink() or below(session.workspace.root, path) is None:
            stop(f"`{file}` is a link, and links are not written through", "name the workspace it leads to")
        try:
            data = path.read_bytes()
            whole = data.decode("utf-8")
        except (OSError, ValueError):
            stop(f"`{file}` cannot be read", "check its permissions")
        mark = _MARK if whole.startswith(_MARK) else ""
        text = whole.removeprefix(_MARK)
        for each in wanted:
            try:
                text = with_observation(text, each)
            except EditError as error:
                stop(f"metric `{each.metric}` in `{file}` cannot be changed: {error.message}", error.hint)
        _check(file, data, f"{mark}{text}".encode(), wanted)
        yield _Change(file, data, mark + text)


def _by_file(session: Session, measures: Measures, period: PeriodText) -> dict[str, list[Observed]]:
    """Return what is to be recorded in each file; of a metric that maps measure differently nothing is."""
    found: dict[tuple[str, str], list[tuple[Metric, MetricMeasured]]] = {}
    for journey in session.workspace.journeys():
        measured = measures.maps.get(journey.id)
        for metric in journey.metrics() if measured is not None else ():
            seen = measured.metrics.get(metric.id) if measured is not None else None
            if metric.measure is not None and seen is not None and seen.value is not None:
                found.setdefault((journey.file_of("metrics", metric.id), metric.id), []).append(
                    (metric, seen)
                )
    wanted: dict[str, list[Observed]] = {}
    for (file, id_), every in sorted(found.items()):
        metric, seen = every[0]
        there = next((each for when, each in metric.history.items() if when.text == period.text), None)
        meets = [
            when.text for when in metric.history if when.first <= period.last and period.first <= when.last
        ]
        if any((other.value, other.n) != (seen.value, seen.n) for _, other in every):
            note(f"`{id_}` is measured differently for several maps, and not recorded")
        elif there is not None:
            was = number(there.value) if there.value is not None else "one"
            note(f"`{id_}` has a value of {period.text} already, {was}, which stays")
        elif meets:
            note(f"`{id_}` has a value of {meets[-1]}, which overlaps {period.text}, and is not recorded")
        elif seen.over not in ("", period.text):
            of = "the whole log" if seen.of_whole_log else seen.over
            note(f"`{id_}` is measured over {of} and not over {period.text}, and is not recorded")
        else:
            wanted.setdefault(file, []).append(_observed(id_, period, seen))
    return wanted


def _observed(id_: str, period: PeriodText, seen: MetricMeasured) -> Observed:
    """Return what is to be recorded; a history has no number of cases where there was none."""
    return Observed(id_, period.text, seen.value or 0.0, seen.n or None)


def _check(file: str, before: bytes, after: bytes, wanted: list[Observed]) -> None:
    """Exit with 2 unless a changed file still reads, and its metrics say what is recorded."""
    old, new = read_bytes(file, before), read_bytes(file, after)
    was, bound = bind(old.root, whole=old.whole), bind(new.root, whole=new.whole)
    more = len(new.faults) > len(old.faults) or len(bound.faults) > len(was.faults)
    metrics = bound.file.metrics
    for each in wanted:
        metric = metrics.get(each.metric)
        history = metric.history if metric is not None else {}
        seen = next((seen for when, seen in history.items() if when.text == each.period), None)
        if more or seen is None or seen.value is None or number(seen.value) != number(each.value):
            stop(f"metric `{each.metric}` in `{file}` cannot be changed safely", "add it by hand")


def _diff(change: _Change) -> str:
    """Return a change as a unified diff, with what a terminal would act on as escapes."""
    before = change.data.decode("utf-8").removeprefix(_MARK)
    lines = difflib.unified_diff(
        before.replace("\r\n", "\n").split("\n"),
        change.text.removeprefix(_MARK).replace("\r\n", "\n").split("\n"),
        f"a/{change.path}",
        f"b/{change.path}",
        lineterm="",
    )
    return "".join(f"{visible(line)}\n" for line in lines)


def _check_unchanged(root: Path, change: _Change) -> None:
    try:
        now = (root / change.path).read_bytes()
    except OSError:
        now = None
    if now != change.data:
        stop(f"`{change.path}` was changed by another program just now", "run it again")


def _write(root: Path, change: _Change) -> None:
    try:
        write(root / change.path, change.text, inside=root)
    except OSError as error:
        stop(f"`{change.path}` cannot be written: {error.strerror or error}")
