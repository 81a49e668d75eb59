"""An event that the map names is not in the log.

What: where measures are read (`--measures`), each event that the map names was seen, in conditions,
touchpoints, measures and health scores, those of its libraries included that concern the map. A name with
`*` was seen where one of its events was. Events of a tracking plan that the map does not name are let off.

Why: a condition on an event that never comes is never true, and nothing says so: the stage just has no
customers, the play never runs, the metric stays at 0.

Fix: mend the name, have the event sent, or take it out of the map.

Source: ours; the counterpart of undeclared behaviour in conformance checking.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Place, Severity
from jmap.rules.mentions import events_of
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM819",
    name="never-seen",
    severity=Severity.WARNING,
    on="map",
    measured=True,
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look at each event by its first mention."""
    if see.measured is None or see.measured.never_seen is None:
        return
    unseen = frozenset(see.measured.never_seen)
    stages = journey.sight.sections["stages"]
    looked_at: set[str] = set()
    for file, mention in events_of(journey):
        name = mention.name
        if name in looked_at or (mention.or_stage and name in stages):
            continue
        looked_at.add(name)
        if name not in unseen:
            yield Outcome(file, mention.route, None)
            continue
        message = f"event `{name}` never came in the log"
        if "*" in name:
            message = f"no event like `{name}` ever came in the log"
        hint = "mend the name, have it sent, or take it out"
        yield see.failed_at(Place(mention.route, On.VALUE, file), message, hint, offending=name)
