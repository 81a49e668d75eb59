"""The journey as tables: funnel, visits, milestones, moves, who is dormant, paths."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import DASH, cases, count, duration, several, share
from jmap.analyze.formats.tables import Table, cut
from jmap.analyze.plan import MapPlan
from jmap.analyze.sections.section import Section, greyed
from jmap.analyze.wanted import Wanted
from jmap.measures.proportion import rate

SHOWN: Final = 10
"""So many paths are shown."""
STEPS: Final = 30
"""So many steps of a path are shown."""
MOVES: Final = 40


def funnel_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield how many reach each stage, in order and within the window."""
    if not each.funnel.steps:
        return
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
    few = [step.of_previous is not None and step.of_previous.of < wanted.min_n for step in each.funnel.steps]
    heads = ("stage", "reached", "of the previous", "of the first", "may come", "any order")
    mature = ", of starts whose window is over" if wanted.mature else ""
    notes = [f"In order and within {duration(float(each.funnel.window))} of the start{mature}."]
    if each.funnel.mid_journey:
        began = several(each.funnel.mid_journey, "customer")
        notes.append(f"{began} began in the middle of the journey, and are not in here.")
    yield Section("funnel", "Funnel", Table(heads, rows, faint=greyed(few)), tuple(notes))


def visits_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield how visits came out, and how long they took."""
    rows, few = [], []
    for place, stage in enumerate(each.plan.stages):
        if not stage.observed:
            continue
        seen, time = each.outcomes[place], each.times.get(place)
        times = (DASH, DASH, "")
        if time is not None:
            curve = time.by_curve
            times = (
                duration(time.km_median if curve else time.median),
                duration(time.km_p90 if curve else time.p90),
                "Kaplan-Meier" if curve else "observed",
            )
        counts = (seen.visits, seen.forward, seen.back, seen.left, seen.open, seen.reentries)
        rows.append((stage.title, cases(seen.visits, wanted.min_n), *map(count, counts[1:]), *times))
        few.append(0 < seen.visits < wanted.min_n)
    heads = ("stage", "visits", "forward", "back", "left", "open", "re-entries", "median", "90 % by", "how")
    if rows:
        table = Table(heads, tuple(rows), frozenset((0, 9)), greyed(few))
        note = "Forward, back, left and open sum to the visits. Open ones are censored at the newest event."
        yield Section("visits", "Visits and time in stage", table, (note,))


def moves_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield the moves from stage to stage, the most frequent first."""
    moves = sorted(each.conformance.moves, key=lambda move: (-move.n, move.start, move.end))
    if not moves:
        return
    titles = [stage.title for stage in each.plan.stages]
    ended = {place: seen.visits - seen.open for place, seen in each.outcomes.items()}
    rows = tuple(
        (
            titles[move.start],
            titles[move.end],
            count(move.n),
            count(move.customers),
            share(rate(move.n, ended.get(move.start, 0)), wanted.min_n),
            move.kind + (f" over {', '.join(titles[place] for place in move.jumped)}" if move.jumped else ""),
        )
        for move in moves[:MOVES]
    )
    heads = ("from", "to", "moves", "customers", "of ended visits", "the map says")
    notes = (
        (f"In the table are the {MOVES} most frequent of {count(len(moves))}.",) if len(moves) > MOVES else ()
    )
    few = greyed([ended.get(move.start, 0) < wanted.min_n for move in moves[:MOVES]])
    table = Table(heads, rows, frozenset((0, 1, 5)), few)
    yield Section("moves", "Flow between stages", table, notes)


def dormant_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield who is alive and silent, by the stage that they are in."""
    if each.dormancy is None:
        return
    told = [("all who are alive", each.dormancy.share)]
    told.extend((each.plan.stages[place].title, found) for place, found in each.dormancy.stages.items())
    rows = tuple((name, share(found, wanted.min_n)) for name, found in told)
    few = greyed([found.of < wanted.min_n for _, found in told])
    yield Section("dormant", "Dormant", Table(("who are in", "dormant"), rows, faint=few))


def named(steps: Sequence[str], plan: MapPlan, by: str) -> tuple[str, ...]:
    """Return the steps of a path by the titles of stages and touchpoints, `Decision ×2` where one repeats."""
    titles: dict[str, str] = {}
    if by == "stage":
        titles = {each.id: each.title for each in plan.stages}
    elif by == "touchpoint":
        titles = {each.id: each.title for each in plan.contacts}
    told = []
    for step in steps:
        id_, _, times = step.partition("*") if titles else (step, "", "")
        told.append(titles.get(id_, id_) + (f" ×{times}" if times else ""))
    return tuple(told)


def paths_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield the most common paths to the purchase."""
    found = each.paths
    if found is None:
        return
    rows, so_far = [], 0
    for path in found.rows[:SHOWN] if found.customers else ():
        so_far += path.n
        rows.append(
            (
                cut(named(path.steps, each.plan, found.by), STEPS),
                share(rate(path.n, found.customers), wanted.min_n),
                count(path.n),
                f"{so_far / found.customers * 100:.1f} %",
                duration(path.median),
            )
        )
    people, distinct = several(found.customers, "customer"), several(found.distinct, "distinct path")
    notes = (f"By {found.by}: {people}, {distinct}.",)
    few = greyed([found.customers < wanted.min_n for _ in rows])
    table = Table(("path", "share", "n", "so far", "median time"), tuple(rows), faint=few)
    yield Section("paths", "Paths to the purchase", table, notes)
