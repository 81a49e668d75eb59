"""Milestones, touchpoints, drivers and risks as tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.analyze.analysis import MapAnalysis
from jmap.analyze.formats.figures import DASH, count, duration, points, share
from jmap.analyze.formats.tables import Table
from jmap.analyze.measures.exposure import Contrast, Exposure
from jmap.analyze.measures.milestones import Milestone
from jmap.analyze.measures.signs import holds, judged
from jmap.analyze.sections.section import Section, greyed
from jmap.analyze.signs import SignPlan
from jmap.analyze.wanted import Wanted

TO_VALUE: Final = "from the purchase to the first one after"
TOLD: Final = {True: "holds", False: "the other way round", None: "no clear difference"}
KINDS: Final = (("driver", "Drivers", "moved on"), ("risk", "Risks", "left"))


def milestones(each: MapAnalysis) -> list[tuple[str, Milestone]]:
    """Return the milestones of a map by the titles of their stages, the time to value last."""
    found = [(each.plan.stages[place].title, one) for place, one in each.milestones.stages.items()]
    if each.milestones.to_value is not None:
        found.append((TO_VALUE, each.milestones.to_value))
    return found


def milestone_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield how many visits reach their milestone, and the time to value."""
    if not each.milestones.stages:
        return
    found = milestones(each)
    rows = tuple(
        (title, share(one.reached, wanted.min_n), count(one.waiting), duration(one.median), duration(one.p90))
        for title, one in found
    )
    few = greyed([one.reached.of < wanted.min_n for _, one in found])
    heads = ("stage", "visits that reach it", "may still", "median", "90 % by")
    note = "Times are Kaplan-Meier's: visits that end without it, or are open, are censored."
    yield Section("milestones", "Milestones", Table(heads, rows, faint=few), (note,))


def touchpoint_section(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield what touchpoints go with."""
    found = each.exposures.contacts
    if not found:
        return
    rows = tuple(
        (
            each.plan.contacts[place].title,
            each.plan.stages[one.stage].title,
            share(one.reach, wanted.min_n),
            count(one.contacts),
            share(one.whole.forward.exposed, wanted.min_n),
            share(one.whole.forward.not_exposed, wanted.min_n),
            apart(one.whole.forward, wanted),
            _landmark(one, wanted),
            duration(one.time_exposed),
            duration(one.time_not_exposed),
        )
        for place, one in found.items()
    )
    heads = (
        "touchpoint",
        "stage",
        "reach",
        "contacts",
        "moved on if met",
        "if not",
        "points",
        "points at the landmark",
        "time to the next, if met",
        "if not met",
    )
    few = greyed([few_met(one, wanted) for one in found.values()])
    table = Table(heads, rows, frozenset((0, 1)), few)
    had = duration(float(wanted.window))
    note = f"First visits that have had {had}. An association, no proof: those who stay longer meet more."
    yield Section("touchpoints", "Touchpoints", table, (note,))


def sign_sections(each: MapAnalysis, wanted: Wanted) -> Iterator[Section]:
    """Yield which drivers, and which risks, hold."""
    for kind, name, did in KINDS:
        declared = sum(sign.kind == kind for sign in each.plan.signs)
        seen = signs(each, kind)
        if not seen:
            continue
        notes = ["Judged at the landmark. An association, no proof."]
        if len(seen) < declared:
            notes.append(f"{declared - len(seen)} more that the map declares no log can show.")
        rows = tuple(
            (
                sign.text,
                each.plan.stages[sign.stage].title,
                share(one.reach, wanted.min_n),
                share(judged(sign, one).exposed, wanted.min_n),
                share(judged(sign, one).not_exposed, wanted.min_n),
                points(judged(sign, one).difference),
                verdict(sign, one, wanted),
            )
            for sign, one in seen
        )
        heads = (kind, "stage", "seen in", f"{did} with it", f"{did} without", "points", "in the data")
        few = greyed([too_few(judged(sign, one), wanted) for sign, one in seen])
        yield Section(f"{kind}s", name, Table(heads, rows, frozenset((0, 1, 6)), few), tuple(notes))


def signs(each: MapAnalysis, kind: str) -> list[tuple[SignPlan, Exposure]]:
    """Return the drivers or the risks of a map that a log shows."""
    every = enumerate(each.plan.signs)
    return [
        (sign, each.exposures.signs[n])
        for n, sign in every
        if sign.kind == kind and n in each.exposures.signs
    ]


def verdict(sign: SignPlan, one: Exposure, wanted: Wanted) -> str:
    """Return whether a driver or a risk holds, in words."""
    if not one.reach.n:
        return "never seen"
    return "too few" if too_few(judged(sign, one), wanted) else TOLD[holds(sign, one, wanted.min_n)]


def too_few(contrast: Contrast, wanted: Wanted) -> bool:
    """Tell whether one side of a comparison has fewer cases than are judged."""
    return min(contrast.exposed.of, contrast.not_exposed.of) < wanted.min_n


def few_met(one: Exposure, wanted: Wanted) -> bool:
    """Tell whether neither what is said of all visits nor that at the landmark has cases enough."""
    every = [one.whole.forward] if one.landmark is None else [one.whole.forward, one.landmark.forward]
    return all(too_few(each, wanted) for each in every)


def apart(contrast: Contrast, wanted: Wanted) -> str:
    """Return the points between both sides of a comparison, and `*` where one has too few cases."""
    if contrast.difference is None:
        return DASH
    return points(contrast.difference) + ("*" if too_few(contrast, wanted) else "")


def _landmark(one: Exposure, wanted: Wanted) -> str:
    if one.landmark is None:
        return DASH
    cases = one.landmark.forward.exposed.of + one.landmark.forward.not_exposed.of
    if not cases:
        return DASH
    return f"{apart(one.landmark.forward, wanted)} at {duration(one.at)} of {count(cases)}"
