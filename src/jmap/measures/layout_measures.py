"""The layout of each measure in a file of measures."""

from __future__ import annotations

from typing import Final

from jmap.measures.layout_parts import (
    COMPARED,
    COUNT,
    EXPOSURE,
    RATE,
    SECONDS,
    SHARE,
)
from jmap.measures.shape import Flag, ListOf, Number, Part, Shape, TableOf, Text

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
PATHS: Final = Shape(
    {
        "distinct": Part(COUNT, "How many whole paths there are"),
        "customers": Part(COUNT, "How many customers went them"),
        "rows": Part(ListOf(PATH), "The most common first"),
    }
)
METRIC: Final = Shape(
    {
        "value": Part(Number(), "In the metric's unit; null where it is not known"),
        "n": Part(COUNT, "Cases behind it"),
        "low": Part(Number(), "Lower end of its interval, where it is a share"),
        "high": Part(Number(), "Upper end of its interval"),
        "open": Part(COUNT, "Cases whose time is not up, which do not count"),
        "over": Part(
            Text(),
            "What a value is of that grows with time: a period such as 2026-Q3, or `log`, all of the log,"
            " which says nothing of a target of a period",
        ),
        "unseen": Part(Text(), "Why the log gives no value"),
    }
)
HEALTH: Final = Shape(
    {
        "bands": Part(TableOf(COUNT), "Accounts in each band", required=True),
        "unknown": Part(COUNT, "Accounts with too little data for a band"),
        "accounts": Part(COUNT, "Accounts in all"),
        "unseen": Part(TableOf(Text()), "Why the log shows nothing of an indicator, by id"),
    }
)
