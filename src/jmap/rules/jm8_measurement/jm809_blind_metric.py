"""A metric has not been looked at for some time.

What: the newest period of a metric's `history` ended no longer ago than two periods of its own length: two
months for a monthly one, two quarters for a quarterly one. One without history fails.

Why: a metric that nobody reads is a wish. Plans that rest on it rest on last year.

Fix: add the newest value to `history`, or take the metric out where nobody needs it.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.model.metrics import Metric
from jmap.rules.figures import plain
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM809",
    name="blind-metric",
    severity=Severity.INFO,
    on="metric",
    options={
        "periods": Option(2, "periods of its own length since the newest one", ours=True, least=0, most=1000)
    },
)


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Compare the end of the newest period with the day of the run."""
    latest = metric.latest(see.as_of)
    if latest is None:
        message = f"metric `{metric.id}` has no value yet"
        hint = "add what you measured, such as `history: {2026-Q3: 9.4}`"
        yield see.failed(metric, message, hint)
        return
    period = latest[0]
    length = (period.last - period.first).days + 1
    age = (see.as_of - period.last).days
    at = ("history", period.text)
    if age <= length * see.options["periods"]:
        yield see.passed(metric, at)
        return
    message = f"the newest value of `{metric.id}` is of {period.text}, which ended {age} days ago"
    unit = "half-years" if period.grain == "half" else f"{period.grain}s"
    hint = f"add a newer one to `history`, from the last {plain(see.options['periods'])} {unit}"
    yield see.failed(metric, message, hint, at=at, on=On.KEY)
