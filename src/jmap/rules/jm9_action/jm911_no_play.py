"""The map knows when a customer is in danger, and nobody does anything then.

What: a play in state `doing` or `done` answers each alarm that the map can raise: its `dormant` condition,
the lowest band of each health score, and each stage with risks that have a `when`. A play answers by having
that condition as its `when`, alone or as a part of it, or, for a stage, by naming it in its `stages`.

Why: a signal that sets nothing off is a light on a dashboard. The account that went quiet is noticed when it
does not renew.

Fix: write the play that should run then, with the condition as its `when`: `when: {dormant: true}`,
`when: {health: account-health, is: at-risk}`, or the risk's own. Where there is one and it only waits, set it
going.

Source: Mehta, Steinman and Murphy, "Customer Success" (2016): signals of risk lead to plays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jmap.faults import On, Route, Severity
from jmap.model.actions import Play
from jmap.model.conditions import Condition, DormantCondition, HealthCondition, measurable, parts_of
from jmap.model.health import Health
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys
from jmap.workspace.journey import Journey

RULE = Rule(code="JM911", name="no-play", severity=Severity.WARNING, on="map")

_RUNNING = ("doing", "done")


@frozen
class Alarm:
    """Something that wants a play: where it stands, what it is, the key to write, and what answers it."""

    subject: Journey | Health | Stage
    at: Route
    message: str
    key: str
    answered_by: Callable[[Play], bool]


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Look for a play behind every alarm."""
    for alarm in _alarms(journey):
        answers = [each for each in journey.plays() if each.state != "dropped" and alarm.answered_by(each)]
        if any(each.state in _RUNNING for each in answers):
            yield see.passed(alarm.subject, alarm.at)
            continue
        hint = f"add a play with `{alarm.key}` and `state: doing`"
        if answers:
            hint = f"set {keys(each.id for each in answers[:3])} going, with `state: doing`"
        yield see.failed(alarm.subject, alarm.message, hint, at=alarm.at, on=On.KEY)


def _alarms(journey: Journey) -> Iterator[Alarm]:
    dormant = journey.file.dormant
    if dormant is not None:
        message = "no play that is running is set off when a customer goes quiet"
        yield Alarm(
            journey,
            ("dormant",),
            message,
            "when: {dormant: true}",
            lambda play: any(
                isinstance(part, DormantCondition) or part == dormant for part in parts_of(play.when)
            ),
        )
    for score in journey.health():
        if score.bands:
            yield _of_health(score)
    for stage in journey.stages:
        signs = [part for risk in stage.risks if measurable(risk.when) for part in parts_of(risk.when)]
        if signs:
            yield _of_stage(stage, signs)


def _of_health(score: Health) -> Alarm:
    lowest = min(score.bands, key=score.bands.__getitem__)

    def answered_by(play: Play) -> bool:
        return any(_falls_to(part, score.id, lowest) for part in parts_of(play.when))

    message = f"no play that is running is set off when `{score.id}` falls to `{lowest}`"
    key = f"when: {{health: {score.id}, is: {lowest}}}"
    return Alarm(score, ("bands", lowest), message, key, answered_by)


def _of_stage(stage: Stage, signs: list[Condition]) -> Alarm:
    def answered_by(play: Play) -> bool:
        return stage.id in play.stages or any(part in signs for part in parts_of(play.when))

    message = f"no play that is running answers the risks of stage `{stage.id}`"
    return Alarm(stage, ("risks",), message, f"stages: {stage.id}", answered_by)


def _falls_to(part: Condition, health: str, band: str) -> bool:
    if not isinstance(part, HealthCondition) or part.health != health or part.is_ is None:
        return False
    named = band in part.is_.operands
    return named if part.is_.operator == "in" else part.is_.operator == "!=" and not named
