"""A part of the business that no metric watches.

What: in a workspace with a map of `scope: lifecycle` each of five areas is watched by a metric that some
map defines or names and that says so with `covers`: acquisition, activation, retention, referral and
revenue. Each area counts by itself. What is missing is told at the `metrics` of the lifecycle map, the
first by its path where there are several. Drafts and archived maps do not count; the rule is not asked in a
run over a part of the workspace, nor while a map has errors.

Why: what is not measured is not missed. Teams that watch sign-ups and revenue learn of customers who left
from the revenue, a year late, and never learn why nobody recommends them.

Fix: add `covers` to the metric that watches the area already, or add the metric. Name it in the `metrics`
of a stage, so that it is the journey's and not only a definition in a library.

Source: McClure, "Startup Metrics for Pirates" (2007): acquisition, activation, retention, referral,
revenue.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.model.metrics import COVERS
from jmap.rules.all_maps import AllMaps
from jmap.rules.rule import Outcome, Rule

RULE = Rule(code="JM804", name="blind-spots", severity=Severity.WARNING, on="workspace with a lifecycle")


def check(see: AllMaps) -> Iterator[Outcome]:
    """Look for each area among what the metrics of all maps cover."""
    covered = {area for each in see.maps for area in each.covers}
    file, route = see.lifecycle.path, ("metrics",)
    for area in COVERS:
        if area in covered:
            yield see.passed(file, route)
            continue
        message = f"no metric watches {area}"
        hint = f"add `covers: {area}` to the metric that does, or add one"
        yield see.failed(file, route, message, hint, offending=area)
