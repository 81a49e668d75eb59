"""Nobody answers for a part of the map.

What: every stage, touchpoint, metric, opportunity and play of a map has an `owner`. A touchpoint may have
its stage's. The map's own owner answers for the map only.

Why: what belongs to everyone is mended by no one. A map finds problems between teams, and those are the
ones that nobody takes home.

Fix: write `owner` with the id of a team, or with a name where no teams are in sight. On a stage it covers
all of its touchpoints.

Source: ours; governance of journeys begins with owners in every guide to it.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.actions import Opportunity, Play
from jmap.model.metrics import Metric
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(code="JM901", name="no-owner", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for the owner of each object."""
    owner = _example(journey)
    for subject, one, said in _owned(journey):
        if said:
            yield see.passed(subject)
            continue
        hint = f"say who answers for it, such as `owner: {owner}`"
        if isinstance(subject, Touchpoint):
            hint += ", here or on its stage"
        yield see.failed(subject, f"{one} `{subject.id}` has no owner", hint)


_Owned = tuple[Stage | Touchpoint | Metric | Opportunity | Play, str, str | None]


def _owned(journey: Journey) -> Iterator[_Owned]:
    for stage in journey.stages:
        yield stage, "stage", stage.owner
        for touchpoint in journey.touchpoints_of(stage.id):
            yield touchpoint, "touchpoint", journey.owner_of(touchpoint)
    for metric in journey.metrics():
        yield metric, "metric", metric.owner
    for opportunity in journey.opportunities():
        yield opportunity, "opportunity", opportunity.owner
    for play in journey.plays():
        yield play, "play", play.owner


def _example(journey: Journey) -> str:
    """Return the first team in sight, or a name that could be one."""
    return next(iter(journey.sight.sections["teams"]), "customer-success")
