"""Two ways of ranking the opportunities disagree.

What: where five opportunities or more that are neither done nor dropped have both sets of scores, their
order by RICE (reach, impact, confidence, effort) and by Ulwick (importance, satisfaction) have a Spearman
correlation of at least 0.3.

Why: RICE asks what is worth doing for us, Ulwick what customers lack. When the two orders have nothing to do
with each other, the list that the review sees depends on who chose the formula, and the room will find out.

Fix: look at the opportunity whose places lie farthest apart, which the finding names. Often its reach was
guessed, or its importance taken from one loud customer. Where both are right, say in the review which of the
two goes first, and why.

Source: McBride, "RICE: Simple prioritization for product managers" (2018), and Ulwick, "What Customers Want"
(2005), for the scores. That they should agree, and how far, is ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.figures import plain
from jmap.rules.priorities import places, spearman, weighed
from jmap.rules.rule import Option, Outcome, Rule, See
from jmap.workspace.journey import Journey

RULE = Rule(
    code="JM910",
    name="disputed-priority",
    severity=Severity.INFO,
    on="map",
    options={
        "min": Option(0.3, "lowest rank correlation", ours=True, least=-1, most=1),
        "from": Option(5, "opportunities to compare", ours=True, least=2, most=1000, whole=True),
    },
)


def check(journey: Journey, see: See) -> Iterator[Outcome]:
    """Compare the two orders of what is still to be done."""
    scored = weighed(journey.opportunities())
    if len(scored) < see.options["from"]:
        return
    by_rice, by_ulwick = [one for _, one, _ in scored], [other for _, _, other in scored]
    agree = spearman(by_rice, by_ulwick)
    if agree is None:
        return
    if agree >= see.options["min"]:
        yield see.passed(journey)
        return
    first, second = places(by_rice), places(by_ulwick)
    at = max(range(len(scored)), key=lambda index: abs(first[index] - second[index]))
    apart = scored[at][0]
    message = (
        f"the orders of {len(scored)} opportunities by RICE and by Ulwick have a correlation of "
        f"{plain(agree, 2)}: `{apart.id}` is number {first[at]} by RICE and {second[at]} by Ulwick"
    )
    related = (see.related(apart, "the farthest apart"),)
    yield see.failed(journey, message, f"look at the scores of `{apart.id}` first", related=related)
