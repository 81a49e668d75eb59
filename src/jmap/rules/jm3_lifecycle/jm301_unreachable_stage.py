"""No way leads to a stage.

What: every stage can be reached from a start: the first stage of the file, or one marked `start: true`. A
stage without `next` leads to the stage after it; one with `next` leads only where that says.

Why: customers never get to such a stage. Most often somebody wrote a `next` and left the stage after it
without a way in.

Fix: name the stage in the `next` of another one, or write `start: true` where customers may begin there.

Source: ours; it follows from what `next` and `start` mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.model.stages import Stage
from jmap.rules.rule import Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM301",
    name="unreachable-stage",
    severity=Severity.ERROR,
    on="map",
    withheld_by=("stages",),
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Follow the ways from every start, and look for stages that none of them leads to."""
    reached = _reached(journey)
    before: Stage | None = None
    for stage in journey.stages:
        if stage.id in reached:
            yield see.passed(stage)
        else:
            message = f"no way leads to stage `{stage.id}`"
            hint = "add it to the `next` of a stage, or write `start: true` if customers may begin here"
            yield see.failed(stage, message, hint, related=_passed_by(before, see))
        before = stage


def _reached(journey: Journey) -> set[str]:
    onward: dict[str, list[str]] = {}
    for way in journey.ways():
        onward.setdefault(way.start, []).append(way.end)
    waiting = [stage.id for index, stage in enumerate(journey.stages) if index == 0 or stage.start]
    reached = set(waiting)
    while waiting:
        for end in onward.get(waiting.pop(), ()):
            if end not in reached:
                reached.add(end)
                waiting.append(end)
    return reached


def _passed_by(before: Stage | None, see: See) -> tuple[Place, ...]:
    """Return the `next` of the stage before, which leads elsewhere."""
    if before is None or before.next is None:
        return ()
    where = "leads elsewhere" if before.next else "ends here"
    return (see.related(before, f"the stage before it {where}", ("next",)),)
