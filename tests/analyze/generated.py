"""Logs made by chance from a seed: ties, duplicates, re-entry, odd starts, and windows that are cut off."""

from __future__ import annotations

import random

STEPS = ("one", "two", "three", "four")
MAP = "stages:\n" + "".join(f"  {step}: {{enter: {{event: {step}}}}}\n" for step in STEPS)


def log(seed: int, customers: int = 60) -> list[tuple[str, str, int]]:
    """Return events as (customer, event, hours); few different hours, so that many share one."""
    dice = random.Random(seed)
    events = []
    for number in range(customers):
        for _ in range(dice.randint(1, 14)):
            name = dice.choice((*STEPS, "other"))
            events.append((f"c{number:03}", name, dice.randint(0, 12)))
            if dice.random() < 0.15:
                events.append(events[-1])
    dice.shuffle(events)
    return events
