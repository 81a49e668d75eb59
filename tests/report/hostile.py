"""Reviews with one text in every field that a map, a file's name or a snapshot can fill."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from jmap.audit.quarterly import Quarterly
from jmap.audit.verdict import verdict
from tests.report.rich import rich, rich_map

_OURS = frozenset(
    (
        # Words of our own, dates and numbers as text: no map can fill them.
        *("rule", "name", "fingerprint", "category", "code", "grade", "grade_before", "grade_after"),
        *("capped_by", "weakest", "weakest_before", "severity", "status", "how", "points", "key", "asked"),
        *("value", "verdict", "state_before", "state_after", "ruler", "anchor", "section", "states"),
        *(
            "categories",
            "counts",
            "gains",
            "maps",
            "score",
            "score_with_accepted",
            "errors",
            "route",
            *("weights", "number", "kind", "quarter", "way", "source", "state", "better"),
        ),
    )
)


@cache
def hostile(text: str) -> Quarterly:
    """Return a review of three maps, each text in it replaced."""
    review = rich(rich_map(), rich_map("other"), rich_map("plan", status="draft"))
    audit = review.audit
    spoiled = dataclasses.replace(
        _spoiled(audit, text), maps=tuple(_spoiled(each, text) for each in audit.maps)
    )
    change = _spoiled(review.change, text)
    if review.change is not None:
        change = dataclasses.replace(change, states=review.change.states)
    return Quarterly(
        spoiled,
        verdict(spoiled, change),
        review.gate,
        change,
        _spoiled(review.trend, text),
        (text,),
    )


def _spoiled(value: Any, text: str, hint: Any = None) -> Any:
    if isinstance(value, tuple):
        return tuple(_spoiled(each, text) for each in value)
    if isinstance(value, Mapping):
        return {key: _spoiled(each, text) for key, each in value.items()}
    if isinstance(value, str):
        return value if get_origin(hint) is not None and str not in get_args(hint) else value and text
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        return value
    hints = _hints(type(value))
    changed = {
        item.name: _spoiled(getattr(value, item.name), text, hints.get(item.name))
        for item in dataclasses.fields(value)
        if item.name not in _OURS
    }
    return dataclasses.replace(value, **changed)


@cache
def _hints(cls: Any) -> dict[str, Any]:
    try:
        return get_type_hints(cls)
    except NameError:
        return {}
