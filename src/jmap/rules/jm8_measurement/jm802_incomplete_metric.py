"""A metric cannot be computed twice with the same result, or nobody knows what would be good.

What: a metric that the map defines or names has a `formula` or a `measure`, a `unit` (`%` for a rate that
says none), a `target` and a `source`.

Why: two people who compute "activation" from its name get two numbers. Without a target the number is
neither good nor bad, and without a source it cannot be checked.

Fix: add what is missing. A formula in words will do; `measure` lets jmap compute it from the event log.

Source: ours; these are the columns that metric catalogues have in common.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.metrics import Metric
from jmap.rules.rule import Outcome, Rule, See
from jmap.rules.words import keys, listed

RULE = Rule(code="JM802", name="incomplete-metric", severity=Severity.WARNING, on="metric")

_MEANS = {
    "formula": "`formula` (in words, or `measure`)",
    "unit": "`unit` (such as `%`, `EUR` or `d`)",
    "target": "`target` (where it should be)",
    "source": "`source` (where the figures come from)",
}


def check(metric: Metric, see: See) -> Iterator[Outcome]:
    """Look for the four parts; a target of 0 is one."""
    said = {
        "formula": bool(metric.formula) or metric.measure is not None,
        "unit": bool(metric.shown_unit),
        "target": metric.target is not None,
        "source": bool(metric.source),
    }
    missing = [key for key, is_said in said.items() if not is_said]
    if missing:
        hint = "add " + listed(_MEANS[key] for key in missing)
        yield see.failed(metric, f"metric `{metric.id}` has no {keys(missing)}", hint)
    else:
        yield see.passed(metric)
