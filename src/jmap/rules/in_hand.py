"""What is already meant to mend a touchpoint or to move a metric: a hint does not ask for it again."""

from __future__ import annotations

from collections.abc import Iterable

from jmap.model.actions import Opportunity, Play
from jmap.workspace.journey import Journey

_OVER = ("done", "dropped")
_MOST = 2


def mending(journey: Journey, section: str, id_: str) -> str:
    """Return a hint that names what is meant to mend a stage or touchpoint, or '' where nothing is."""
    return _hint((each for each in journey.answers(section, id_) if each.state not in _OVER), "mend")


def moving(journey: Journey, metric: str) -> str:
    """Return a hint that names what is meant to move a metric, or '' where nothing is."""
    every: list[Opportunity | Play] = [*journey.opportunities(), *journey.plays()]
    meant = (each for each in every if each.expected is not None and each.expected.metric == metric)
    return _hint((each for each in meant if each.state not in _OVER), "move")


def _hint(meant: Iterable[Opportunity | Play], verb: str) -> str:
    ids = [f"`{each.id}`" for each in meant]
    if not ids:
        return ""
    more = len(ids) - _MOST
    named = [*ids[:_MOST], *([f"{more} more"] if more > 0 else [])]
    verbs = "is" if len(named) == 1 else "are"
    return f"{_listed(named)} {verbs} meant to {verb} it: see how far that has come, and whether it is enough"


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
