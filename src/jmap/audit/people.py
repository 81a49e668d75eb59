"""The people of a map: whom it looks at, whom it ought to, and what they are called in few words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from jmap.model.people import Persona
from jmap.workspace.journey import Journey

_COMMA = re.compile("[,،、，]")


def called(name: str) -> str:
    """Return a name up to its first comma: `Olivia` of `Olivia, operations lead`."""
    return _COMMA.split(name)[0]


def people_shown(journey: Journey) -> tuple[Persona, ...]:
    """Return the personas of a map, the point of view first."""
    every = journey.personas()
    view = journey.point_of_view
    return tuple(sorted(every, key=lambda each: each.id != view))


def people_wanted(journey: Journey) -> Iterator[Persona]:
    """Yield the personas in sight that somebody ought to look at: those whom the journey is made for."""
    shown = {each.id for each in people_shown(journey)}
    for each in journey.personas_in_sight():
        if each.kind != "negative" or each.id in shown:
            yield each


def short_names(journey: Journey) -> dict[str, str]:
    """Return the names of the personas in sight up to their comma, where that tells them apart."""
    every = journey.personas_in_sight()
    amounts = Counter(called(each.title) for each in every)
    return {each.id: called(each.title) if amounts[called(each.title)] == 1 else each.title for each in every}
