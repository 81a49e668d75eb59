"""The layout of a file of measures, as `read_measures` checks it and its JSON Schema has it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jmap.measures.layout_groups import APART, COHORTS, GROUP, SEGMENT, SIDE, TIME_APART, TURNS
from jmap.measures.layout_measures import CONFORMANCE, HEALTH, METRIC, MOVE, PATHS, SIGN, TOUCHPOINT
from jmap.measures.layout_parts import (
    CONTRAST,
    COUNT,
    DIFFERENCE,
    FUNNEL,
    MILESTONE,
    RATE,
    SECONDS,
    STAGE,
    STEP,
)
from jmap.measures.shape import (
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


MAP: Final = Shape(
    {
        "digests": Part(
            TableOf(Text(digest=True)),
            "SHA-256 of the text in UTF-8 of the map's file and of each library it uses, by path",
        ),
        "funnel": Part(FUNNEL, "How many reach each stage in order"),
        "stages": Part(TableOf(STAGE), "By id"),
        "paths": Part(
            PATHS,
            "Ways to the purchase",
        ),
        "conformance": Part(CONFORMANCE, "How far customers follow the map"),
        "time_to_value": Part(MILESTONE, "From the purchase to the first milestone after it"),
        "touchpoints": Part(TableOf(TOUCHPOINT), "By id"),
        "drivers": Part(TableOf(ListOf(SIGN)), "Drivers of success by stage, held against moving on"),
        "risks": Part(TableOf(ListOf(SIGN)), "Signs of leaving by stage, held against leaving"),
        "segments": Part(TableOf(SEGMENT), "By id: the measures of each segment and of the rest"),
        "cohorts": Part(COHORTS, "Customers by the time they began"),
        "turns": Part(TURNS, "Since when visits of a stage move on more or less often"),
        "dormant": Part(
            Shape({"share": Part(RATE, "Of the customers that are alive", required=True)}),
            "Who has gone quiet",
        ),
        "metrics": Part(
            TableOf(METRIC),
            "By id",
        ),
        "health": Part(
            TableOf(HEALTH),
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
    named = (MAP, STAGE, STEP, MOVE, TOUCHPOINT, SIGN, MILESTONE, SEGMENT, GROUP, SIDE, APART, TIME_APART)
    shares = (RATE, DIFFERENCE, CONTRAST)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Measures of jmap",
        "description": "What a log says of maps. Durations are in seconds, shares from 0 to 1.",
        **FILE.definition(),
        "$defs": {shape.name: shape.definition() for shape in (*named, *shares)},
    }
