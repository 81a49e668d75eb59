"""Touchpoints, drivers, risks and milestones on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import DASH, brief, count, duration, points, share
from jmap.analyze.formats.tables import Table, lines
from jmap.analyze.measures.exposure import Exposure
from jmap.analyze.measures.signs import judged
from jmap.analyze.sections.reach import apart, few_met, too_few, verdict
from jmap.analyze.wanted import Wanted
from jmap.formats.style import Style

_IN: Final = "    "
_WIDE: Final = 160
"""So wide a terminal has room for intervals beside shares that are compared."""
_DID: Final = {"driver": "moved on", "risk": "left"}


def milestone_lines(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield how many visits reach their milestone, and the time to value."""
    found = each.milestones
    if not found.stages:
        return
    yield "  Milestones, Kaplan-Meier"
    seen = [(each.plan.stages[place].title, one) for place, one in found.stages.items()]
    if found.to_value is not None:
        seen.append(("from the purchase to the first one after", found.to_value))
    rows = tuple(
        (title, share(one.reached, wanted.min_n), count(one.waiting), duration(one.median), duration(one.p90))
        for title, one in seen
    )
    few = frozenset(n for n, (_, one) in enumerate(seen) if one.reached.of < wanted.min_n)
    heads = ("stage", "visits that reach it", "may still", "median", "90 % by")
    yield from lines(Table(heads, rows, faint=few), style, _IN)


def touchpoint_lines(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield what touchpoints go with; shares have their intervals where there is room for them."""
    told = share if style.width >= _WIDE else brief
    found = each.exposures.contacts
    if not found:
        return
    window = duration(float(wanted.window))
    yield f"  Touchpoints, first visits that have had {window}: an association, no proof"
    rows = tuple(
        (
            each.plan.contacts[place].title,
            told(one.reach, wanted.min_n),
            count(one.contacts),
            told(one.whole.forward.exposed, wanted.min_n),
            told(one.whole.forward.not_exposed, wanted.min_n),
            apart(one.whole.forward, wanted),
            *_landmark(one, wanted),
            duration(one.time_exposed),
            duration(one.time_not_exposed),
        )
        for place, one in found.items()
    )
    few = frozenset(n for n, one in enumerate(found.values()) if few_met(one, wanted))
    compared = ("moved on, met", "not met", "points", "at the landmark", "landmark")
    heads = ("touchpoint", "reach", "contacts", *compared, "time if met", "if not")
    yield from lines(Table(heads, rows, faint=few), style, _IN)


def sign_lines(each: MapAnalysis, wanted: Wanted, style: Style) -> Iterator[str]:
    """Yield which drivers and risks hold; shares have their intervals where there is room for them."""
    told = share if style.width >= _WIDE else brief
    for kind, name in (("driver", "Drivers"), ("risk", "Risks")):
        declared = [(n, sign) for n, sign in enumerate(each.plan.signs) if sign.kind == kind]
        seen = [(sign, each.exposures.signs[n]) for n, sign in declared if n in each.exposures.signs]
        if not seen:
            continue
        unseen = f"; {len(declared) - len(seen)} more no log can show" if len(seen) < len(declared) else ""
        yield f"  {name}, judged at the landmark: an association, no proof{unseen}"
        rows = tuple(
            (
                sign.text,
                each.plan.stages[sign.stage].title,
                told(one.reach, wanted.min_n),
                told(judged(sign, one).exposed, wanted.min_n),
                told(judged(sign, one).not_exposed, wanted.min_n),
                points(judged(sign, one).difference),
                verdict(sign, one, wanted),
            )
            for sign, one in seen
        )
        few = frozenset(n for n, (sign, one) in enumerate(seen) if too_few(judged(sign, one), wanted))
        heads = ("", "stage", "seen in", f"{_DID[kind]} with it", "without", "points", "")
        yield from lines(Table(heads, rows, left=frozenset((0, 1, 6)), faint=few), style, _IN)


def _landmark(one: Exposure, wanted: Wanted) -> tuple[str, str]:
    if one.landmark is None:
        return DASH, DASH
    cases = one.landmark.forward.exposed.of + one.landmark.forward.not_exposed.of
    if not cases:
        return DASH, DASH
    return apart(one.landmark.forward, wanted), f"{duration(one.at)} of {count(cases)}"
