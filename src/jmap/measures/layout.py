"""The layout of a file of measures, as `read_measures` checks it and its JSON Schema has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jmap.measures.layout_groups import APART, COHORTS, GROUP, SEGMENT
from jmap.measures.layout_parts import (
    COMPARED,
    CONTRAST,
    COUNT,
    DIFFERENCE,
    EXPOSURE,
    FUNNEL,
    MILESTONE,
    RATE,
    SECONDS,
    SHARE,
    STAGE,
    STEP,
)
from jmap.measures.shape import (
    Flag,
    ListOf,
    Number,
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


TOUCHPOINT: Final = Shape(
    {
        "stage": Part(Text(), "Id of its stage"),
        "reach": Part(RATE, "Share of the stage's first mature visits that met it"),
        "contacts": Part(COUNT, "How often it was met"),
        **EXPOSURE,
        "next_stage": Part(
            Shape(
                {
                    "exposed": Part(SECONDS, "Of those who met it"),
                    "not_exposed": Part(SECONDS, "Of those who did not"),
                }
            ),
            "Median seconds from entering the stage to the next, of those who moved forward",
        ),
        "landmark": Part(
            Shape({"at": Part(SECONDS, "Seconds from the start of the visit"), **EXPOSURE}),
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
        **COMPARED,
        "landmark": Part(
            Shape({"at": Part(SECONDS, "Seconds from the start of the visit"), **COMPARED}),
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
        "n": Part(COUNT, "How many visits went so", required=True),
        "customers": Part(COUNT, "How many customers", required=True),
        "kind": Part(
            Text(("declared", "skipped", "backward", "undeclared")), "What the map says of it", required=True
        ),
    },
    name="move",
)
PATH: Final = Shape(
    {
        "path": Part(ListOf(Text()), "The steps; what was repeated stands as `x*3`", required=True),
        "n": Part(COUNT, "How many customers went so", required=True),
        "share": Part(SHARE, "Of all on their way to the purchase"),
        "cumulative": Part(SHARE, "Of this path and those before it"),
        "median_time": Part(SECONDS, "In seconds"),
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
                        "n": Part(COUNT, "How often it was seen", required=True),
                        "customers": Part(COUNT, "At how many customers"),
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
        "funnel": Part(FUNNEL, "How many reach each stage in order"),
        "stages": Part(TableOf(STAGE), "By id"),
        "paths": Part(
            Shape(
                {
                    "distinct": Part(COUNT, "How many whole paths there are"),
                    "customers": Part(COUNT, "How many customers went them"),
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
        "segments": Part(TableOf(SEGMENT), "By id: the measures of each segment and of the rest"),
        "cohorts": Part(COHORTS, "Customers by the time they began"),
        "dormant": Part(
            Shape({"share": Part(RATE, "Of the customers that are alive", required=True)}),
            "Who has gone quiet",
        ),
        "metrics": Part(
            TableOf(
                Shape(
                    {
                        "value": Part(Number(), "In the metric's unit; null where it is not known"),
                        "n": Part(COUNT, "Cases behind it"),
                        "low": Part(Number(), "Lower end of its interval, where it is a share"),
                        "high": Part(Number(), "Upper end of its interval"),
                        "open": Part(COUNT, "Cases whose time is not up, which do not count"),
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
                        "bands": Part(TableOf(COUNT), "Accounts in each band", required=True),
                        "unknown": Part(COUNT, "Accounts with too little data for a band"),
                        "accounts": Part(COUNT, "Accounts in all"),
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
                    "min_n": Part(COUNT, f"Below so many cases nothing is judged; {MIN_N} if not said"),
                    "window": Part(SECONDS, "Time to move on, or to convert, in seconds"),
                    "cohorts": Part(Text(("month", "week")), "What cohorts were put together by"),
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
                    "customers": Part(COUNT, "How many it has"),
                    "events": Part(COUNT, "How many were read"),
                    "first": Part(Text(), "Time of the first event"),
                    "last": Part(Text(), "Time of the last event"),
                    "rejected": Part(TableOf(COUNT), "Rows left out, by reason"),
                    "duplicates": Part(COUNT, "Rows that were there twice"),
                    "ties": Part(COUNT, "Events at the same time as another of the customer"),
                    "capped": Part(COUNT, "Customers with more events than are read"),
                    "naive_times": Part(COUNT, "Times that name no zone"),
                }
            ),
            "The log that was read",
        ),
        "maps": Part(TableOf(MAP), "What was measured of each map, by its id", required=True),
    }
)


def measures_schema() -> Schema:
    """Return the schema (2020-12) of a file of measures."""
    named = (MAP, STAGE, STEP, MOVE, TOUCHPOINT, SIGN, MILESTONE, SEGMENT, GROUP, APART)
    shares = (RATE, DIFFERENCE, CONTRAST)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Measures of jmap",
        "description": "What a log says of maps. Durations are in seconds, shares from 0 to 1.",
        **FILE.definition(),
        "$defs": {shape.name: shape.definition() for shape in (*named, *shares)},
    }
