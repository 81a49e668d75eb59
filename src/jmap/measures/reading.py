"""Reads a file of measures into records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from jmap.measures.layout import FILE, MIN_N, VERSION
from jmap.measures.measured import (
    FunnelStep,
    HealthMeasured,
    MapMeasured,
    Measures,
    MetricMeasured,
    MoveMeasured,
    StageMeasured,
    TouchpointMeasured,
)
from jmap.measures.reading_parts import milestone_of, part_of, rate_of, segment_of, signs_of
from jmap.measures.source import MeasuresError, called, load, parse

_MANY_OPEN: Final = 0.05
"""Where more of the visits than this are open, those that ended are the quick ones."""

_REFERENCE: Final = "`jmap schema --of-measures` prints what a file of measures has"


def read_measures(path: Path, shown: str = "") -> Measures:
    """Return what a file of measures holds; it is called `shown`, where that is given.

    Raises MeasuresError, whatever is wrong with the file.
    """
    name = shown or str(path)
    return measures_of(load(path, name), name)


def measures_of(data: bytes, shown: str) -> Measures:
    """Return the measures in the bytes of a file that is called `shown`. Raises MeasuresError."""
    content = parse(data, shown)
    _check_version(content, shown)
    for wrong in FILE.wrong(content, ()):
        place = called(wrong.route)
        what = f"`{place}` in `{shown}`" if place else f"`{shown}`"
        raise MeasuresError(f"{what} {wrong.message}", wrong.hint or _REFERENCE)
    said = part_of(content, "settings").get("min_n")
    return Measures(
        shown,
        date.fromisoformat(content["as_of"]),
        MIN_N if said is None else said,
        {id_: _map(each) for id_, each in content["maps"].items()},
    )


def _check_version(content: Any, shown: str) -> None:
    if not isinstance(content, dict) or "version" not in content:
        raise MeasuresError(f"`{shown}` is no file of measures: it has no `version`", _REFERENCE)
    version = content["version"]
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        message = f"`{shown}` is of version {version}, and this jmap reads version {VERSION}"
        raise MeasuresError(message, "use a later jmap, or write the file anew with this one")


def _map(content: Mapping[str, Any]) -> MapMeasured:
    conformance = part_of(content, "conformance")
    never_seen = conformance.get("never_seen")
    # Of two that were seen as often the first by name, so that no order in the file matters.
    undeclared = sorted(conformance.get("undeclared") or (), key=lambda each: (-each["n"], each["event"]))
    return MapMeasured(
        funnel=tuple(_step(each) for each in part_of(content, "funnel").get("steps") or ()),
        stages={id_: _stage(each) for id_, each in part_of(content, "stages").items()},
        moves=tuple(
            MoveMeasured(each["from"], each["to"], each["n"], each["customers"], each["kind"])
            for each in conformance.get("moves") or ()
        ),
        touchpoints={id_: _touchpoint(each) for id_, each in part_of(content, "touchpoints").items()},
        metrics={
            id_: MetricMeasured(
                each.get("value"), each.get("n"), each.get("low"), each.get("high"), each.get("over") or ""
            )
            for id_, each in part_of(content, "metrics").items()
        },
        health={
            id_: HealthMeasured(each["bands"], each.get("unknown") or 0)
            for id_, each in part_of(content, "health").items()
        },
        dormant=rate_of(part_of(content, "dormant").get("share")),
        event_coverage=rate_of(conformance.get("event_coverage")),
        never_seen=None if never_seen is None else tuple(never_seen),
        digests=part_of(content, "digests"),
        undeclared=tuple(each["event"] for each in undeclared),
        time_to_value=milestone_of(content.get("time_to_value")),
        drivers={id_: signs_of(each, "forward") for id_, each in part_of(content, "drivers").items()},
        risks={id_: signs_of(each, "leaving") for id_, each in part_of(content, "risks").items()},
        segments={id_: segment_of(each) for id_, each in part_of(content, "segments").items()},
    )


def _step(content: Mapping[str, Any]) -> FunnelStep:
    previous, first = rate_of(content.get("of_previous")), rate_of(content.get("of_first"))
    return FunnelStep(content["stage"], content["reached"], previous, first)


def _stage(content: Mapping[str, Any]) -> StageMeasured:
    time, outcomes = part_of(content, "time"), content["outcomes"]
    timed = part_of(time, "observed")
    n, censored = timed.get("n", 0), timed.get("censored", 0)
    headline = part_of(time, "kaplan_meier") if censored > _MANY_OPEN * n else timed
    return StageMeasured(
        content["visits"],
        content["customers"],
        outcomes["forward"],
        outcomes["back"],
        outcomes["left"],
        outcomes["open"],
        headline.get("median"),
        headline.get("p90"),
        n,
        censored,
        observed=content.get("observed") is not False,
        milestone=milestone_of(content.get("milestone")),
    )


def _touchpoint(content: Mapping[str, Any]) -> TouchpointMeasured:
    guarded = part_of(content, "landmark").get("difference") or part_of(content, "difference")
    return TouchpointMeasured(
        rate_of(content.get("reach")),
        rate_of(content.get("exposed")),
        rate_of(content.get("not_exposed")),
        guarded.get("value"),
        guarded.get("low"),
        guarded.get("high"),
    )
