"""Customers are gone before they can be dormant.

What: the silence of `dormant` is shorter than that of every `leave`, the map's and its stages'. A silence
that counts only together with something else is compared where the same holds in both.

Why: dormant customers are those who can still be won back. If 60 days of silence mean gone and 90 mean
dormant, nobody ever is dormant, and every play for them waits in vain.

Fix: make the silence of `dormant` the shorter one.

Source: ours; it follows from what `dormant` and `leave` mean.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Place, Severity
from jmap.model.conditions import Condition, InactiveCondition
from jmap.model.kinds import DurationText
from jmap.model.stages import Stage
from jmap.records import frozen
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.triggers import alternatives
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM307",
    name="dormant-after-leaving",
    severity=Severity.ERROR,
    on="map",
    withheld_by=("stages", "dormant", "leave"),
)


@frozen
class _Silence:
    """A silence, and what else has to hold."""

    lasts: DurationText
    beside: tuple[Condition, ...]


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the silences of `dormant` with those of each `leave`."""
    quiet = _silences(journey.file.dormant)
    if not quiet:
        return
    hurt: list[tuple[Place, DurationText]] = []
    owners: list[tuple[Journey | Stage, Condition | None]] = [
        (journey, journey.file.leave),
        *((stage, stage.leave) for stage in journey.stages),
    ]
    for owner, leave in owners:
        gone = _before_all(_silences(leave), quiet)
        if gone is not None:
            hurt.append((see.related(owner, f"gone after `{gone.text}`", ("leave",)), gone))
    if not hurt:
        yield see.passed(journey)
        return
    first = min((gone for _, gone in hurt), key=lambda each: each.seconds)
    dormant = min((each.lasts for each in quiet), key=lambda each: each.seconds)
    if first.seconds == dormant.seconds:
        message = f"after `{dormant.text}` of silence a customer is both dormant and gone"
    else:
        message = f"a customer is dormant after `{dormant.text}` of silence, but gone after `{first.text}`"
    hint = f"make the silence of `dormant` shorter than `{first.text}`, or that of `leave` longer"
    related = tuple(place for place, _ in hurt)
    yield see.failed(journey, message, hint, at=("dormant",), related=related)


def _silences(condition: Condition | None) -> list[_Silence]:
    """Return the silences by which a condition comes true, the longest of each way."""
    found = []
    for way in alternatives(condition):
        waits = [part.inactive for part in way if isinstance(part, InactiveCondition) and part.inactive]
        beside = tuple(part for part in way if not isinstance(part, InactiveCondition))
        if waits:
            found.append(_Silence(max(waits, key=lambda each: each.seconds), beside))
    return found


def _before_all(leave: list[_Silence], quiet: list[_Silence]) -> DurationText | None:
    """Return the shortest silence of leaving that is never longer than one of being dormant."""
    early = [
        gone.lasts
        for gone in leave
        if all(
            gone.lasts.seconds <= each.lasts.seconds and all(part in each.beside for part in gone.beside)
            for each in quiet
        )
    ]
    return min(early, key=lambda each: each.seconds, default=None)
