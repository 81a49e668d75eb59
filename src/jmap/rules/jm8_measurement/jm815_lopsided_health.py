"""One indicator decides a health score alone.

What: no indicator of a health score carries more than half of the weight; one without a `weight` counts as
1. Scores with `method: worst` are let off, as weights play no part in them.

Why: such a score is that indicator under another name, and hides what the others say.

Fix: lower its `weight`, raise the others, or keep it as a metric of its own.

Source: ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Severity
from jmap.model.health import Health
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM815",
    name="lopsided-health",
    severity=Severity.INFO,
    on="health",
    options={"share": Option(0.5, "largest share of the weight", ours=True, least=0, most=1)},
)


def check(health: Health, see: See) -> Iterator[Outcome]:
    """Compare the heaviest indicator with all of them."""
    weights = {id_: 1.0 if each.weight is None else each.weight for id_, each in health.indicators.items()}
    if health.method == "worst" or not weights:
        return
    heaviest = max(weights, key=lambda id_: weights[id_])
    share = tidy(weights[heaviest] / sum(weights.values()))
    if share <= see.options["share"]:
        yield see.passed(health)
        return
    message = f"indicator `{heaviest}` carries {plain(share * 100, 1)}% of the weight of `{health.id}`"
    hint = f"lower its `weight` or raise the others, to {plain(see.options['share'] * 100)}% at most"
    said = health.indicators[heaviest].weight is not None
    at = ("indicators", heaviest, *(("weight",) if said else ()))
    yield see.failed(health, message, hint, at=at, on=None if said else On.KEY)
