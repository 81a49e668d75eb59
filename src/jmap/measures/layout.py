"""The layout of a file of measures, as `read_measures` checks it and its JSON Schema has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jmap.measures.shape import (
    Flag,
    ListOf,
    Number,
    Open,
    OrNull,
    Part,
    Route,
    Schema,
    Shape,
    TableOf,
    Text,
    Wrong,
)

VERSION: Final = 1
MIN_N: Final = 30
"""Below so many cases nothing is judged where a file does not say."""

_ROUNDED: Final = 0.005
"""So far a share that was rounded may lie from what its cases give."""

_COUNT: Final = Number(0, whole=True)
_SHARE: Final = Number(0, 1)
_POINTS: Final = Number(-1, 1)
_SECONDS: Final = Number(0)


def _check_rate(rate: dict[str, Any], route: Route) -> Iterator[Wrong]:
    n, of, value = rate["n"], rate["of"], rate["value"]
    low, high = rate.get("low"), rate.get("high")
    if n > of:
        yield Wrong((*route, "n"), f"is {n}, more than the {of} cases of `of`")
    elif of == 0 and value is not None:
        yield Wrong((*route, "value"), "is a share of no cases", "write `null`")
    elif of and (value is None or abs(value - n / of) > _ROUNDED):
        given = "`null`" if value is None else f"{value:g}"
        yield Wrong((*route, "value"), f"is {given}, but {n} of {of} cases are {n / of:.4g}")
    elif value is not None and not (low or 0) - _ROUNDED <= value <= (1 if high is None else high) + _ROUNDED:
        yield Wrong((*route, "value"), "lies outside its own interval", "mend `low` and `high`")


def _check_stage(stage: dict[str, Any], route: Route) -> Iterator[Wrong]:
    visits, outcomes = stage["visits"], stage["outcomes"]
    total = sum(outcomes[key] for key in ("forward", "back", "left", "open"))
    if total != visits:
        yield Wrong((*route, "outcomes"), f"sum to {total}, but the stage has {visits} visits")
    if stage["customers"] > visits:
        yield Wrong((*route, "customers"), f"is {stage['customers']}, more than the {visits} visits")


def _check_timed(timed: dict[str, Any], route: Route) -> Iterator[Wrong]:
    if timed["censored"] > timed["n"]:
        message = f"is {timed['censored']}, more than the {timed['n']} visits of `n`"
        yield Wrong((*route, "censored"), message)


def _check_map(measured: dict[str, Any], route: Route) -> Iterator[Wrong]:
    """Yield that more visits of a stage went on than ended: a visit has one way out at most."""
    gone: dict[str, int] = {}
    for move in (measured.get("conformance") or {}).get("moves") or ():
        gone[move["from"]] = gone.get(move["from"], 0) + move["n"]
    for id_, stage in (measured.get("stages") or {}).items():
        ended = stage["visits"] - stage["outcomes"]["open"]
        if gone.get(id_, 0) > ended:
            message = f"has {gone[id_]} moves out of `{id_}`, of whose visits {ended} ended"
            yield Wrong((*route, "conformance", "moves"), message)


RATE: Final = Shape(
    {
        "value": Part(OrNull(_SHARE), "The share, from 0 to 1; null where `of` is 0", required=True),
        "low": Part(_SHARE, "Lower end of its 95 % interval"),
        "high": Part(_SHARE, "Upper end of its 95 % interval"),
        "n": Part(_COUNT, "How many cases it is true of", required=True),
        "of": Part(_COUNT, "Of how many", required=True),
    },
    _check_rate,
    "rate",
)
_QUANTILES: Final = {
    "median": Part(_SECONDS, "In seconds; null where it is not known"),
    "p90": Part(_SECONDS, "In seconds, nine in ten took no longer; null where it is not known"),
}
_DIFFERENCE: Final = Shape(
    {
        "value": Part(_POINTS, "Share of the exposed less that of the others, from -1 to 1"),
        "low": Part(_POINTS, "Lower end of its Newcombe interval"),
        "high": Part(_POINTS, "Upper end of its Newcombe interval"),
    },
    name="difference",
)
_EXPOSURE: Final = {
    "exposed": Part(RATE, "Share that moved forward of those who met it"),
    "not_exposed": Part(RATE, "Share that moved forward of those who did not"),
    "difference": Part(_DIFFERENCE, "The first share less the second"),
}
_CONTRAST: Final = Shape(_EXPOSURE, name="contrast")
_COMPARED: Final = {
    "forward": Part(_CONTRAST, "Moving forward; its shares are of those who did"),
    "leaving": Part(_CONTRAST, "Leaving; its shares are of those who did"),
}
MILESTONE: Final = Shape(
    {
        "reached": Part(RATE, "Share that reached it, in time where that is said", required=True),
        "waiting": Part(_COUNT, "How many have not reached it and still may"),
        "kaplan_meier": Part(Shape(_QUANTILES), "Time to it, with those who ended without it censored"),
    },
    name="milestone",
)
STAGE: Final = Shape(
    {
        "observed": Part(Flag(), "False where no log can show its `enter`; true if not said"),
        "visits": Part(_COUNT, "How many visits were seen", required=True),
        "customers": Part(_COUNT, "How many customers made them", required=True),
        "repeats": Part(_COUNT, "Entries into the stage by those who are in it"),
        "reentries": Part(_COUNT, "Visits of customers who had visited it before"),
        "outcomes": Part(
            Shape(
                {
                    "forward": Part(_COUNT, "Ended by a declared move", required=True),
                    "back": Part(_COUNT, "Ended by going back or coming in again", required=True),
                    "left": Part(_COUNT, "Ended by leaving", required=True),
                    "open": Part(_COUNT, "Not ended by `as_of`", required=True),
                }
            ),
            "How the visits came out; the four sum to `visits`",
            required=True,
        ),
        "time": Part(
            Shape(
                {
                    "observed": Part(
                        Shape(
                            {
                                **_QUANTILES,
                                "n": Part(_COUNT, "Visits timed, open ones too", required=True),
                                "censored": Part(_COUNT, "How many of them are open", required=True),
                            },
                            _check_timed,
                        ),
                        "Of the visits that ended",
                    ),
                    "kaplan_meier": Part(Shape(_QUANTILES), "With open visits censored"),
                }
            ),
            "How long visits took",
        ),
        "milestone": Part(MILESTONE, "The visits that reached the milestone, and how soon"),
    },
    _check_stage,
    "stage",
)
TOUCHPOINT: Final = Shape(
    {
        "stage": Part(Text(), "Id of its stage"),
        "reach": Part(RATE, "Share of the stage's first mature visits that met it"),
        "contacts": Part(_COUNT, "How often it was met"),
        **_EXPOSURE,
        "next_stage": Part(
            Shape(
                {
                    "exposed": Part(_SECONDS, "Of those who met it"),
                    "not_exposed": Part(_SECONDS, "Of those who did not"),
                }
            ),
            "Median seconds from entering the stage to the next, of those who moved forward",
        ),
        "landmark": Part(
            Shape({"at": Part(_SECONDS, "Seconds from the start of the visit"), **_EXPOSURE}),
            "The same of those who were still there by the median time of the first contact",
        ),
    },
    name="touchpoint",
)
SIGN: Final = Shape(
    {
        "text": Part(Text(), "What the map says", required=True),
        "observed": Part(Flag(), "False where no log can show it; true if not said"),
        "unseen": Part(ListOf(Text()), "What of it no log can show"),
        "reach": Part(RATE, "Share of the stage's first mature visits in which it showed"),
        **_COMPARED,
        "landmark": Part(
            Shape({"at": Part(_SECONDS, "Seconds from the start of the visit"), **_COMPARED}),
            "The same of those who were still there by the median time at which it first showed",
        ),
        "holds": Part(
            Flag(),
            "Whether those with a driver moved forward more often, those with a risk left more often; null"
            " where the data cannot tell",
        ),
    },
    name="sign",
)
MOVE: Final = Shape(
    {
        "from": Part(Text(), "Id of the stage", required=True),
        "to": Part(Text(), "Id of the next stage", required=True),
        "n": Part(_COUNT, "How many visits went so", required=True),
        "customers": Part(_COUNT, "How many customers", required=True),
        "kind": Part(
            Text(("declared", "skipped", "backward", "undeclared")), "What the map says of it", required=True
        ),
    },
    name="move",
)
STEP: Final = Shape(
    {
        "stage": Part(Text(), "Id of the stage", required=True),
        "reached": Part(_COUNT, "Customers who reached it in order, within the window", required=True),
        "reached_any": Part(_COUNT, "Customers who reached it in any order"),
        "of_previous": Part(RATE, "Share of the previous step"),
        "of_first": Part(RATE, "Share of the first step"),
        "immature": Part(_COUNT, "Starts whose window is still open"),
    },
    name="step",
)
PATH: Final = Shape(
    {
        "path": Part(ListOf(Text()), "The steps; what was repeated stands as `x*3`", required=True),
        "n": Part(_COUNT, "How many customers went so", required=True),
        "share": Part(_SHARE, "Of all on their way to the purchase"),
        "cumulative": Part(_SHARE, "Of this path and those before it"),
        "median_time": Part(_SECONDS, "In seconds"),
    }
)
CONFORMANCE: Final = Shape(
    {
        "moves": Part(ListOf(MOVE), "How often customers went from one stage to another"),
        "move_fitness": Part(RATE, "Share of moves that are declared"),
        "customer_fitness": Part(RATE, "Share of customers all of whose moves are"),
        "event_coverage": Part(RATE, "Share of events that the map explains"),
        "undeclared": Part(
            ListOf(
                Shape(
                    {
                        "event": Part(Text(), "Its name", required=True),
                        "n": Part(_COUNT, "How often it was seen", required=True),
                        "customers": Part(_COUNT, "At how many customers"),
                    }
                )
            ),
            "Events that the map does not explain",
        ),
        "never_seen": Part(ListOf(Text()), "Events and globs that the map names and the log does not have"),
    }
)
MAP: Final = Shape(
    {
        "digests": Part(
            TableOf(Text(digest=True)),
            "SHA-256 of the text in UTF-8 of the map's file and of each library it uses, by path",
        ),
        "funnel": Part(
            Shape({"window": Part(_SECONDS, "In seconds"), "steps": Part(ListOf(STEP), "In order")}),
            "How many reach each stage in order",
        ),
        "stages": Part(TableOf(STAGE), "By id"),
        "paths": Part(
            Shape(
                {
                    "distinct": Part(_COUNT, "How many whole paths there are"),
                    "customers": Part(_COUNT, "How many customers went them"),
                    "rows": Part(ListOf(PATH), "The most common first"),
                }
            ),
            "Ways to the purchase",
        ),
        "conformance": Part(CONFORMANCE, "How far customers follow the map"),
        "time_to_value": Part(MILESTONE, "From the purchase to the first milestone after it"),
        "touchpoints": Part(TableOf(TOUCHPOINT), "By id"),
        "drivers": Part(TableOf(ListOf(SIGN)), "Drivers of success by stage, held against moving on"),
        "risks": Part(TableOf(ListOf(SIGN)), "Signs of leaving by stage, held against leaving"),
        "segments": Part(Open(), "Every measure by segment; not read yet"),
        "cohorts": Part(Open(), "Every measure by cohort; not read yet"),
        "dormant": Part(
            Shape({"share": Part(RATE, "Of the customers that are alive", required=True)}),
            "Who has gone quiet",
        ),
        "metrics": Part(
            TableOf(
                Shape(
                    {
                        "value": Part(Number(), "In the metric's unit; null where it is not known"),
                        "n": Part(_COUNT, "Cases behind it"),
                        "low": Part(Number(), "Lower end of its interval, where it is a share"),
                        "high": Part(Number(), "Upper end of its interval"),
                        "open": Part(_COUNT, "Cases whose time is not up, which do not count"),
                        "unseen": Part(Text(), "Why the log gives no value"),
                    }
                )
            ),
            "By id",
        ),
        "health": Part(
            TableOf(
                Shape(
                    {
                        "bands": Part(TableOf(_COUNT), "Accounts in each band", required=True),
                        "unknown": Part(_COUNT, "Accounts with too little data for a band"),
                        "accounts": Part(_COUNT, "Accounts in all"),
                        "unseen": Part(TableOf(Text()), "Why the log shows nothing of an indicator, by id"),
                    }
                )
            ),
            "Health scores by id",
        ),
    },
    _check_map,
    "map",
)
FILE: Final = Shape(
    {
        "version": Part(Number(VERSION, VERSION, whole=True), "Version of the layout", required=True),
        "as_of": Part(Text(day=True), "The day that it speaks of", required=True),
        "settings": Part(
            Shape(
                {
                    "min_n": Part(_COUNT, f"Below so many cases nothing is judged; {MIN_N} if not said"),
                    "window": Part(_SECONDS, "Time to move on, or to convert, in seconds"),
                    "ties": Part(Text(("favour", "strict")), "How events at one time are read"),
                    "timezone": Part(Text(), "Zone of times that name none"),
                    "ignore": Part(ListOf(Text()), "Events left out"),
                }
            ),
            "What was asked for, where it changes a number",
        ),
        "log": Part(
            Shape(
                {
                    "customers": Part(_COUNT, "How many it has"),
                    "events": Part(_COUNT, "How many were read"),
                    "first": Part(Text(), "Time of the first event"),
                    "last": Part(Text(), "Time of the last event"),
                    "rejected": Part(TableOf(_COUNT), "Rows left out, by reason"),
                    "duplicates": Part(_COUNT, "Rows that were there twice"),
                    "ties": Part(_COUNT, "Events at the same time as another of the customer"),
                    "capped": Part(_COUNT, "Customers with more events than are read"),
                    "naive_times": Part(_COUNT, "Times that name no zone"),
                }
            ),
            "The log that was read",
        ),
        "maps": Part(TableOf(MAP), "What was measured of each map, by its id", required=True),
    }
)


def measures_schema() -> Schema:
    """Return the schema (2020-12) of a file of measures."""
    named = (MAP, STAGE, STEP, MOVE, TOUCHPOINT, SIGN, MILESTONE, RATE, _DIFFERENCE, _CONTRAST)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Measures of jmap",
        "description": "What a log says of maps. Durations are in seconds, shares from 0 to 1.",
        **FILE.definition(),
        "$defs": {shape.name: shape.definition() for shape in named},
    }
