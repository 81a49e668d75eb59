"""Reads shares, milestones, drivers, risks and segments of a file of measures, which was checked before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from jmap.measures.measured import (
    ApartMeasured,
    Difference,
    MilestoneMeasured,
    Rate,
    SegmentMeasured,
    SignMeasured,
)


def part_of(content: Mapping[str, Any], key: str) -> Any:
    """Return a part that may be missing or null; an empty one in place of it."""
    return content.get(key) or {}


def rate_of(content: Mapping[str, Any] | None) -> Rate | None:
    """Return a share, or None where none is given."""
    return _rate(content) if content is not None else None


def milestone_of(content: Mapping[str, Any] | None) -> MilestoneMeasured | None:
    """Return how a milestone is reached, or None where that was not measured."""
    if content is None:
        return None
    times = part_of(content, "kaplan_meier")
    return MilestoneMeasured(
        _rate(content["reached"]), content.get("waiting") or 0, times.get("median"), times.get("p90")
    )


def signs_of(content: Iterable[Mapping[str, Any]], judged_by: str) -> tuple[SignMeasured, ...]:
    """Return drivers, which are judged by `forward`, or risks, by `leaving`."""
    return tuple(_sign(each, judged_by) for each in content)


def segment_of(content: Mapping[str, Any]) -> SegmentMeasured:
    """Return a segment against the rest."""
    return SegmentMeasured(
        tuple(_apart(each) for each in content.get("apart") or ()), content.get("corrected") is True
    )


def _rate(content: Mapping[str, Any]) -> Rate:
    return Rate(content["value"], content.get("low"), content.get("high"), content["n"], content["of"])


def _difference(content: Mapping[str, Any] | None) -> Difference | None:
    if content is None:
        return None
    value, low, high = (content.get(key) for key in ("value", "low", "high"))
    if value is None or low is None or high is None:
        return None
    return Difference(value, low, high)


def _sign(content: Mapping[str, Any], judged_by: str) -> SignMeasured:
    guarded = part_of(part_of(content, "landmark"), judged_by)
    if not guarded.get("difference"):
        guarded = part_of(content, judged_by)
    return SignMeasured(
        content["text"],
        rate_of(content.get("reach")),
        rate_of(guarded.get("exposed")),
        rate_of(guarded.get("not_exposed")),
        _difference(guarded.get("difference")),
        content.get("holds"),
        observed=content.get("observed") is not False,
    )


def _apart(content: Mapping[str, Any]) -> ApartMeasured:
    return ApartMeasured(
        content["measure"],
        content.get("stage") or "",
        _rate(content["inside"]),
        _rate(content["rest"]),
        _difference(content.get("difference")),
        content.get("chance"),
    )
