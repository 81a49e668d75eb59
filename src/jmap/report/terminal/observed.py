"""Milestones, drivers and risks, and segments as a log shows them, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from jmap.audit.behaviour import Behaviour
from jmap.formats.style import Style
from jmap.report.terminal.paper import item, labelled, place
from jmap.report.wording import observed

_FEW: Final = 3


def observed_lines(behaviour: Behaviour, style: Style) -> Iterator[str]:
    """Yield what is known of milestones, drivers and risks, and segments; all of it where `style` asks."""
    yield from _milestones(behaviour, style)
    yield from _signs(behaviour, style)
    yield from _segments(behaviour, style)


def _milestones(behaviour: Behaviour, style: Style) -> Iterator[str]:
    every = behaviour.milestones
    if every:
        yield from labelled("milestones", f"{len(every)} measured, the least reached first", style, 4)
    judged = sorted((each for each in every if not each.few), key=lambda each: each.reached.value or 0.0)
    for line in every if style.detail else judged[:_FEW]:
        told = f"{observed.milestone_name(line)}: {observed.milestone(line)}"
        yield from item(told, place(line.where), style, 6, paint=style.faint if line.few else None)
    if behaviour.time_to_value is not None:
        yield from labelled("time to value", observed.time_to_value(behaviour.time_to_value), style, 4, 15)


def _signs(behaviour: Behaviour, style: Style) -> Iterator[str]:
    every = behaviour.signs
    if not every:
        return
    yield from labelled("signs", f"{observed.sign_counts(every)}; associations, no proof", style, 4)
    shown = every if style.detail else [each for each in every if each.holds is not None][:_FEW]
    for line in shown:
        told = f"{line.kind} `{line.text}`: {observed.sign(line)}"
        yield from item(told, place(line.where), style, 6, paint=style.faint if line.few else None)


def _segments(behaviour: Behaviour, style: Style) -> Iterator[str]:
    every = behaviour.segments
    if not every:
        return
    yield from labelled("segments", observed.segment_counts(every), style, 4)
    shown = every if style.detail else every[:_FEW]
    for line in shown:
        yield from item(f"{line.title} {observed.segment(line)}", place(line.where), style, 6)
