"""Evidence is too old to lean on.

What: the freshness of a piece of evidence, 0.5^(age / 180 days), is at least 0.25. That is the case for 360
days. Evidence without a `date` is let off.

Why: products, prices and customers change. What was true two launches ago keeps its place on the map and
goes on being believed.

Fix: look again and cite what you find as new evidence, or set `status: archived` on the old one and see
what still stands without it.

Source: ours; no source sets a half-life for research.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.evidence import Evidence
from jmap.rules.confidence import HALF_LIFE, freshness
from jmap.rules.figures import plain, tidy
from jmap.rules.rule import Option, Outcome, Rule, See

RULE = Rule(
    code="JM708",
    name="stale-evidence",
    severity=Severity.WARNING,
    on="evidence",
    options={
        "half_life": Option(
            HALF_LIFE, "days after which evidence counts half", ours=True, least=1, most=36500
        ),
        "min": Option(0.25, "lowest freshness", ours=True, least=0, most=1),
    },
)


def check(evidence: Evidence, see: See) -> Iterator[Outcome]:
    """Compute the freshness on the day of the run; what is dated later is fresh."""
    if evidence.date is None:
        return
    age = max(0, (see.as_of - evidence.date).days)
    half_life, least = max(1, see.options["half_life"]), see.options["min"]
    if freshness(evidence, see.as_of, half_life) >= least:
        yield see.passed(evidence, ("date",))
        return
    lasts = max(0, math.floor(tidy(half_life * math.log2(1 / least))))
    message = f"evidence `{evidence.id}` is {age} days old, and stale after {lasts}"
    hint = f"look again and cite newer evidence; it counts half after {plain(half_life)} days"
    yield see.failed(evidence, message, hint, at=("date",))
