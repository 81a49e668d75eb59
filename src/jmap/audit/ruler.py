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
    """Return all that measures: codes in use with revision, severity and options, weights, bands, formula.

    A rule that is not asked of all files alike tells of which.
    """
    rules: dict[str, list[Any]] = {}
    for registered in registry.matching(tuple(registry.QUALITY)):
        rule = registered.rule
        if registered.check is None or not (
            settings.wants(rule.code) or _asked_somewhere(rule.code, settings)
        ):
            continue
        severity = settings.config.severity.get(rule.code, rule.severity.value)
        options = {name: _number(value) for name, value in settings.options(rule).items()}
        rules[rule.code] = [rule.revision, severity, options]
        by_file = _by_file(rule.code, settings)
        if by_file:
            rules[rule.code].append(by_file)
    weights = settings.config.audit.weights
    return {
        "formula": FORMULA_VERSION,
        "rules": rules,
        "categories": {name: _number(getattr(weights, name)) for name in registry.QUALITY.values()},
        "severities": {severity.value: weight for severity, weight in SEVERITY_WEIGHTS.items()},
        "bands": [list(band) for band in BANDS],
    }


def _asked_somewhere(code: str, settings: Settings) -> bool:
    """Tell whether an override asks a rule of some files that the config does not ask of all."""
    ignore = settings.ignore + settings.config.ignore
    return not settings.select and any(
        each.select and registry.chosen(code, each.select, (*ignore, *each.ignore))
        for each in settings.config.override
    )


def _by_file(code: str, settings: Settings) -> list[dict[str, list[str]]]:
    """Return what the overrides say of a rule, in order; nothing where all of them leave it as it is."""
    said = []
    changed = not settings.wants(code)
    for each in settings.config.override:
        select = () if settings.select else each.select
        ignore = [prefix for prefix in each.ignore if code.startswith(prefix)]
        if not select and not ignore:
            continue
        changed = changed or bool(ignore) or not registry.chosen(code, select, ())
        chosen = [prefix for prefix in select if code.startswith(prefix)]
        said.append({"paths": [*each.paths], "select": chosen, "ignore": ignore})
    return said if changed else []


def _number(value: float) -> float:
    """Return a number so that one that is written as 3 and as 3.0 is the same."""
    return int(value) if value == int(value) else value
