"""Findings where they happen, as chips: the shape of the severity and the finding's number."""

from __future__ import annotations

from collections.abc import Sequence

from jmap.render.cells import Badge
from jmap.render.poster.blocks import Block, Chip, chips


def chip_of(badge: Badge) -> Chip:
    """Return the chip of a finding."""
    return Chip(badge.number, f"{badge.severity}chip", badge.severity, badge.severity)


def badges(every: Sequence[Badge], most: int = 99) -> list[Block]:
    """Return the chips of findings in one block, the rest counted; no block where there is none."""
    if not every:
        return []
    shown = [chip_of(each) for each in every[:most]]
    if len(every) > most:
        shown.append(Chip(f"+{len(every) - most}", "chip"))
    return [chips(shown)]
