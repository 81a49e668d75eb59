"""Somebody's own channels are missing in a stage.

What: in every stage a persona or segment that says its `channels` meets at least one of them. Stages where
it meets no touchpoint with a channel are let off, and so are negative personas.

Why: people who prefer the phone do not turn into people who prefer a form because the stage has changed.
They wait, or they leave.

Fix: offer one of the preferred channels in a touchpoint of the stage, or mend the preference.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.people import Persona, Segment
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(code="JM509", name="channel-mismatch", severity=Severity.WARNING, on="map")


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the channels of each stage with those that people prefer."""
    personas = [each for each in journey.personas() if each.kind != "negative"]
    people: list[Persona | Segment] = [*personas, *journey.segments()]
    for stage in journey.stages:
        touchpoints = journey.touchpoints_of(stage.id)
        for each in people:
            section, one = ("personas", "persona") if isinstance(each, Persona) else ("segments", "segment")
            met = [at for at in touchpoints if not getattr(at, section) or each.id in getattr(at, section)]
            offered = list(dict.fromkeys(id_ for at in met for id_ in at.channels or ()))
            if not each.channels or not offered:
                continue
            if set(offered) & set(each.channels):
                yield see.passed(stage)
                continue
            wanted, has = keys(each.channels), keys(offered, "and")
            message = f"{one} `{each.id}` prefers {wanted}, but `{stage.id}` has {has}"
            hint = f"offer {wanted} in one of its touchpoints"
            related = (see.related(each, "preferred", ("channels",)),)
            yield see.failed(stage, message, hint, related=related, offending=f"{section}/{each.id}")
