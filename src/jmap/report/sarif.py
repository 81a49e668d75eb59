"""SARIF of a review: each result tells whether it is new since the audit that it is compared with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from jmap.audit.change import Change
from jmap.audit.quarterly import Quarterly
from jmap.findings.finding import Remembered
from jmap.formats import sarif
from jmap.formats.sinks.json_text import dump
from jmap.formats.style import Style

_NEW = ("new", "reopened")


def render(quarterly: Quarterly, style: Style) -> str:
    """Return the findings as SARIF, those mended since then as absent where a service takes that."""
    report, change = quarterly.audit.everything(), quarterly.change
    if change is None or style.open_only:
        return sarif.render(report, style)
    document = json.loads(sarif.render(replace(report, absent=tuple(_gone(change))), style))
    for run in document["runs"]:
        for result in run["results"]:
            _tell_state(result, change)
    return dump(document)


def _gone(change: Change) -> Iterator[Remembered]:
    for each in change.fixed:
        since = each.last_seen or change.since
        yield Remembered(each.fingerprint, each.rule, each.file, each.message, since)


def _tell_state(result: dict[str, Any], change: Change) -> None:
    if result["baselineState"] == "absent":
        result["properties"] = {"lastSeen": result["properties"]["since"]}
        return
    print_ = result["partialFingerprints"][sarif.FINGERPRINT]
    # What is compared with nothing, such as an error that keeps a map from being audited, counts as new.
    state = change.states.get(print_) or change.of_drafts.get(print_, "new")
    result["baselineState"] = "new" if state in _NEW else "unchanged"
