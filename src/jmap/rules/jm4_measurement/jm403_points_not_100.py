"""The points of a health score do not add up to 100.

What: in a health score with `method: points` the weights of the indicators add up to 100.

Why: the points are the score. With 90 in all no account can be fully healthy, with 110 the bands mean
something else than they say.

Fix: change the weights until they add up to 100, or leave `method` out: a weighted score takes weights of
any size.

Source: ours; it follows from what `points` means.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.model.health import Health
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys

RULE = Rule(
    code="JM403",
    name="points-not-100",
    severity=Severity.ERROR,
    on="health",
    withheld_by=("health",),
)

_WHOLE = 100


def check(health: Health, see: See) -> Iterator[Outcome]:
    """Add up the weights of a score made of points."""
    if health.method != "points" or not health.indicators:
        return
    points = tidy(sum(each.weight or 0 for each in health.indicators.values()))
    if points == _WHOLE:
        yield see.passed(health)
        return
    gap = f"{plain(abs(_WHOLE - points))} too {'few' if points < _WHOLE else 'many'}"
    message = f"the indicators of `{health.id}` add up to {plain(points)} points, {gap}"
    unweighted = [each.id for each in health.indicators.values() if each.weight is None]
    if unweighted:
        hint = f"give {keys(unweighted, 'and')} a `weight`, so that all add up to {_WHOLE}"
    else:
        hint = f"change the weights to add up to {_WHOLE}, or use `method: weighted`, which takes any"
    yield see.failed(health, message, hint, at=("indicators",), on=On.KEY)
