"""An analysis for a terminal: the log, then for each map the funnel, times, outcomes, moves and paths."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.analyze.analysis import Analysis, MapAnalysis
from jmap.analyze.formats.figure_rows import any_few, health_rows, metric_rows
from jmap.analyze.formats.figures import DASH, cases, count, duration, several, share
from jmap.analyze.formats.groups import cohort_lines, segment_lines, turn_lines
from jmap.analyze.formats.reach import milestone_lines, sign_lines, touchpoint_lines
from jmap.analyze.formats.tables import Table, cut, fitted, lines
from jmap.analyze.sections.journey import named
from jmap.analyze.sections.log import read_once
from jmap.analyze.staging import CAP, Log
from jmap.analyze.times import moment
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style
from jmap.formats.width import visible, wrapped

_IN = "    "
_SHOWN = 10
_STEPS = 30
_NAMED = 8
_WIDTH = 100


def render(analysis: Analysis, style: Style) -> str:
    """Return the analysis as text. Maps stand in the order of their paths."""
    found = [*_log(analysis.log, analysis.wanted, style)]
    for each in analysis.maps:
        found.append("")
        found.extend(_map(each, analysis.wanted, style))
    return "\n".join(line for each in found for line in _headed(each, style.width)) + "\n"


def _headed(line: str, width: int) -> Iterator[str]:
    """Yield a heading in lines that the terminal has room for; tables are laid out already."""
    yield from (line,) if line.startswith(_IN) else fitted(line, width)


def _log(log: Log, wanted: Wanted, style: Style) -> Iterator[str]:
    yield style.bold("The log")
    yield f"  {several(log.events, 'event')} of {several(log.customers, 'customer')}"
    yield f"  from {moment(log.first)} to {moment(log.last)}"
    newest = "" if wanted.as_of is not None else ", the newest event"
    yield f"  as of {moment(log.as_of)}{newest}"
    if log.rejected:
        yield "  rejected " + ", ".join(f"{count(n)} {reason}" for reason, n in log.rejected.items())
        for reason, *texts in log.shown:
            shown = ", ".join(visible(text) or DASH for text in texts if text or reason != "unreadable row")
            yield style.faint(f"{_IN}{reason}: {shown}")
    if log.ignored:
        yield f"  {several(log.ignored, 'row')} of ignored events"
    if log.duplicates:
        yield f"  {several(log.duplicates, 'duplicate')}, {visible(read_once(log, wanted))}"
    if log.ties:
        how = "as no order at all" if wanted.ties == "strict" else "in the journey's favour"
        yield f"  {several(log.ties, 'event')} at the same time as another of the customer, read {how}"
    if log.capped:
        yield (
            f"  {several(log.capped, 'customer has', 'customers have')} more than {count(CAP)} events:"
            f" {count(log.over_cap)} past the first {count(CAP)} are not read"
        )
    if log.naive_times:
        zone = visible(wanted.timezone)
        yield f"  {several(log.naive_times, 'time names', 'times name')} no zone, read as {zone}"


def _map(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    plan = each.plan
    yield f"{style.bold(visible(plan.title))}  {style.faint(visible(plan.path))}"
    for stage in plan.stages:
        if not stage.observed:
            why = "; ".join(stage.enter.unseen) or "it has no `enter`"
            yield f"  not observed: {visible(stage.title)} ({visible(why)})"
        elif stage.enter.unseen:
            yield f"  observed in part: {visible(stage.title)} ({visible('; '.join(stage.enter.unseen))})"
    if not each.settled:
        yield "  milestones and entries wait for each other in a ring: figures are those of the last round"
    if not plan.starts:
        yield "  no stage of this map shows in a log: give stages an `enter` such as `{event: signed_up}`"
        return
    yield from _funnel(each, wanted, style)
    yield from _stages(each, wanted, style)
    yield from milestone_lines(each, wanted, style)
    yield from _moves(each, style)
    if each.dormancy is not None:
        yield f"  Dormant  {share(each.dormancy.share, wanted.min_n)} who are alive"
    yield from _paths(each, style)
    yield from touchpoint_lines(each, wanted, style)
    yield from sign_lines(each, wanted, style)
    yield from segment_lines(each, wanted, style)
    yield from turn_lines(each, wanted, style)
    yield from cohort_lines(each, wanted, style)
    yield from _conformance(each, wanted, style)
    yield from metric_rows(each, wanted, style)
    yield from health_rows(each, wanted, style)
    if _too_few(each, wanted.min_n) or any_few(each, wanted.min_n):
        yield style.faint(f"  * of fewer than {wanted.min_n}: too few to judge by")


def _too_few(each: MapAnalysis, least: int) -> bool:
    """Tell whether a figure is shown that is of too few cases."""
    counts = [seen.visits for place, seen in each.outcomes.items() if each.plan.stages[place].observed]
    counts.extend(n for segment in each.segments.found for one in segment.times for n in one.visits)
    counts.extend(one.group.customers for one in each.cohorts.rows)
    found = each.conformance
    shares = [found.move_fitness, found.customer_fitness, found.event_coverage]
    shares.extend(side for one in each.turns for side in (one.before, one.after))
    if each.dormancy is not None:
        shares.append(each.dormancy.share)
    shares.extend(step.of_previous for step in each.funnel.steps if step.of_previous is not None)
    for met in each.exposures.contacts.values():
        shares.extend((met.reach, met.whole.forward.exposed, met.whole.forward.not_exposed))
    for sign in each.exposures.signs.values():
        shares.extend((sign.reach, sign.guarded.forward.exposed, sign.guarded.forward.not_exposed))
    shares.extend(one.reached for one in each.milestones.stages.values())
    for segment in each.segments.found:
        shares.extend(share for one in segment.apart for share in (one.inside, one.rest))
    shares.extend(one.group.dormant for one in each.cohorts.rows if one.group.dormant is not None)
    shares.extend(one.group.conversion for one in each.cohorts.rows if one.group.conversion is not None)
    counts.extend(share.of for share in shares)
    return any(0 < n < least for n in counts)


def _funnel(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    mature = ", starts with time enough only" if wanted.mature else ""
    yield f"  Funnel, in order and within {duration(float(each.funnel.window))} of the start{mature}"
    rows = tuple(
        (
            each.plan.stages[step.stage].title,
            count(step.reached),
            share(step.of_previous, wanted.min_n),
            share(step.of_first, wanted.min_n) if step.of_previous is not None else DASH,
            count(step.immature),
            count(step.reached_any),
        )
        for step in each.funnel.steps
    )
    few = frozenset(
        place
        for place, step in enumerate(each.funnel.steps)
        if step.of_previous is not None and step.of_previous.of < wanted.min_n
    )
    heads = ("stage", "reached", "of the previous", "of the first", "may come", "any order")
    yield from lines(Table(heads, rows, faint=few), style, _IN)
    if each.funnel.mid_journey:
        yield f"{_IN}{several(each.funnel.mid_journey, 'customer')} began in the middle of the journey"


def _stages(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    yield "  Visits, how they came out, and how long they took"
    rows: list[tuple[str, ...]] = []
    few: set[int] = set()
    for place, stage in enumerate(each.plan.stages):
        if not stage.observed:
            continue
        seen, time = each.outcomes[place], each.times.get(place)
        figures = (seen.forward, seen.back, seen.left, seen.open, seen.reentries)
        if 0 < seen.visits < wanted.min_n:
            few.add(len(rows))
        times = (DASH, DASH, DASH)
        if time is not None:
            curve = time.by_curve
            times = (
                duration(time.km_median if curve else time.median),
                duration(time.km_p90 if curve else time.p90),
                "Kaplan-Meier" if curve else "observed",
            )
        rows.append((stage.title, cases(seen.visits, wanted.min_n), *map(count, figures), *times))
    heads = ("stage", "visits", "forward", "back", "left", "open", "re-entries", "median", "90 % by", "")
    yield from lines(Table(heads, tuple(rows), frozenset((0, 9)), frozenset(few)), style, _IN)


def _moves(each: MapAnalysis, style: Style) -> Iterator[str]:
    if not each.conformance.moves:
        return
    yield "  Moves from stage to stage"
    moves = sorted(each.conformance.moves, key=lambda move: (-move.n, move.start, move.end))
    titles = [stage.title for stage in each.plan.stages]
    rows = tuple(
        (
            titles[move.start],
            titles[move.end],
            count(move.n),
            count(move.customers),
            move.kind + (f" over {', '.join(titles[place] for place in move.jumped)}" if move.jumped else ""),
        )
        for move in moves[:_SHOWN]
    )
    heads = ("from", "to", "moves", "customers", "")
    yield from lines(Table(heads, rows, left=frozenset((0, 1, 4))), style, _IN)
    if len(moves) > _SHOWN:
        yield f"{_IN}and {several(len(moves) - _SHOWN, 'other move')}"


def _paths(each: MapAnalysis, style: Style) -> Iterator[str]:
    if each.paths is None:
        return
    found = each.paths
    yield (
        f"  Paths to the purchase, by {found.by}: {several(found.customers, 'customer')},"
        f" {several(found.distinct, 'distinct path')}"
    )
    if not found.customers:
        return
    rows, so_far = [], 0
    for path in found.rows[:_SHOWN]:
        so_far += path.n
        shares = (f"{path.n / found.customers * 100:.1f} %", f"{so_far / found.customers * 100:.1f} %")
        rows.append(
            (
                count(path.n),
                *shares,
                duration(path.median),
                cut(named(path.steps, each.plan, found.by), _STEPS),
            )
        )
    heads = ("n", "share", "so far", "median", "path")
    yield from lines(Table(heads, tuple(rows), left=frozenset((4,))), style, _IN)


def _conformance(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    found = each.conformance
    yield "  How far the map is followed"
    shares = (
        ("declared moves", found.move_fitness),
        ("customers who made no other", found.customer_fitness),
        ("events that the map names", found.event_coverage),
    )
    rows = tuple((name, share(rate, wanted.min_n)) for name, rate in shares)
    yield from lines(Table(("", ""), rows, left=frozenset((0, 1))), style, _IN)
    if found.undeclared:
        named = ", ".join(f"{visible(one.event)} {count(one.n)}" for one in found.undeclared[:_NAMED])
        more = f" and {len(found.undeclared) - _NAMED} others" if len(found.undeclared) > _NAMED else ""
        yield from _listed(f"events that it does not name: {named}{more}", style)
    if found.never_seen:
        named = ", ".join(visible(name) for name in found.never_seen[:_NAMED])
        more = f" and {len(found.never_seen) - _NAMED} others" if len(found.never_seen) > _NAMED else ""
        yield from _listed(f"events that it names and the log does not have: {named}{more}", style)


def _listed(text: str, style: Style) -> Iterator[str]:
    width = min(style.width or _WIDTH, _WIDTH) - len(_IN)
    yield from (f"{_IN}{line}" for line in wrapped(text, width, 2))
