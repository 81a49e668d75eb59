"""The ruler: a hash over everything that measures, so that two scores can be compared or not."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from jmap.audit.score import BANDS, FORMULA_VERSION, SEVERITY_WEIGHTS
from jmap.rules import registry
from jmap.rules.engine import Settings


def ruler(settings: Settings) -> str:
    """Return the ruler of a run: a hash over its parts."""
    text = json.dumps(ruler_parts(settings), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def ruler_parts(settings: Settings) -> dict[str, Any]:
    """Return all that measures: codes in use with revision, severity and options, weights, bands, formula."""
    rules = {}
    for registered in registry.matching(tuple(registry.QUALITY)):
        rule = registered.rule
        if registered.check is None or not settings.wants(rule.code):
            continue
        severity = settings.config.severity.get(rule.code, rule.severity.value)
        options = {name: _number(value) for name, value in settings.options(rule).items()}
        rules[rule.code] = [rule.revision, severity, options]
    weights = settings.config.audit.weights
    return {
        "formula": FORMULA_VERSION,
        "rules": rules,
        "categories": {name: _number(getattr(weights, name)) for name in registry.QUALITY.values()},
        "severities": {severity.value: weight for severity, weight in SEVERITY_WEIGHTS.items()},
        "bands": [list(band) for band in BANDS],
    }


def _number(value: float) -> float:
    """Return a number so that one that is written as 3 and as 3.0 is the same."""
    return int(value) if value == int(value) else value
