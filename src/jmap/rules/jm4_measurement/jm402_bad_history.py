"""The history of a metric cannot be read as one series.

What: the periods of a `history` have begun, do not overlap, and are all of one length: months, quarters,
years.

Why: the newest period is taken for today's value, and the others for the way there. A period that has not
begun is a slip or a plan. A year beside its own quarters counts the same time twice. Months after quarters
draw a jump that is none.

Fix: take the period out, mend it, or keep the values of another length as a metric of their own. What is
planned belongs in `target`, or in the `expected` of an opportunity.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Place, Severity
from jmap.model.kinds import PeriodText
from jmap.model.metrics import Metric
from jmap.rules.rule import Outcome, Rule, See

RULE = Rule(
    code="JM402",
    name="bad-history",
    severity=Severity.WARNING,
    on="metric",
)


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Look at each period by itself, at each that overlaps another, and at the lengths of the rest."""
    periods = list(metric.history)
    if not periods:
        return
    faults = [*_future(metric, see), *_overlaps(metric, see), *_lengths(metric, see)]
    yield from faults or [see.passed(metric)]


def _future(metric: Metric, see: See) -> Iterator[Outcome]:
    for period in metric.history:
        if not see.has_come(period.first):
            message = f"`{period.text}` of `{metric.id}` has not begun yet"
            hint = "mend the period; a plan belongs in `target`"
            yield _on(metric, period, message, hint, see, "future")


def _overlaps(metric: Metric, see: See) -> Iterator[Outcome]:
    for first, second in _clashes(metric):
        message = f"`{second.text}` of `{metric.id}` overlaps `{first.text}`"
        hint = "keep one of them, or make two metrics of them"
        yield _on(
            metric, second, message, hint, see, first.text, _place(metric, first, "the other period", see)
        )


def _lengths(metric: Metric, see: See) -> Iterator[Outcome]:
    clashing = {period for pair in _clashes(metric) for period in pair}
    rest = [period for period in metric.history if period not in clashing]
    odd = next((period for period in rest if period.grain != rest[0].grain), None)
    if odd is not None:
        one, other = _length(rest[0]), _length(odd)
        message = f"the history of `{metric.id}` mixes periods of {one} and of {other}"
        hint = "keep to one length, or make two metrics of them"
        yield _on(metric, odd, message, hint, see, "length", _place(metric, rest[0], one, see))


def _length(period: PeriodText) -> str:
    return "half a year" if period.grain == "half" else f"a {period.grain}"


def _clashes(metric: Metric) -> Iterator[tuple[PeriodText, PeriodText]]:
    """Yield pairs that overlap, each in file order, no period in two pairs."""
    written = {period: index for index, period in enumerate(metric.history)}
    longest: PeriodText | None = None
    told: set[PeriodText] = set()
    for period in sorted(metric.history, key=lambda each: (each.first, -each.last.toordinal())):
        if longest is not None and period.first <= longest.last and not told & {period, longest}:
            told |= {period, longest}
            first, second = sorted((period, longest), key=lambda each: written[each])
            yield first, second
        if longest is None or period.last > longest.last:
            longest = period


def _on(
    metric: Metric, period: PeriodText, message: str, hint: str, see: See, offending: str, *related: Place
) -> Outcome:
    at = ("history", period.text)
    return see.failed(metric, message, hint, at=at, on=On.KEY, related=related, offending=offending)


def _place(metric: Metric, period: PeriodText, label: str, see: See) -> Place:
    route, file = see.place_of(metric)
    return Place((*route, "history", period.text), On.KEY, file, label)
