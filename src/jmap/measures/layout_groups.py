"""The layout of segments, cohorts and turns in a file of measures."""

from __future__ import annotations

from typing import Final

from jmap.measures.layout_measures import CONFORMANCE, HEALTH, METRIC, PATHS, SIGN, TOUCHPOINT
from jmap.measures.layout_parts import COUNT, DIFFERENCE, FUNNEL, MILESTONE, RATE, SECONDS, SHARE, STAGE
from jmap.measures.shape import Flag, ListOf, Number, OrNull, Part, Shape, TableOf, Text

_GROUP: Final = {
    "customers": Part(COUNT, "How many they are", required=True),
    "conversion": Part(RATE, "Share that purchased"),
    "dormant": Part(RATE, "Share of those alive who have gone quiet"),
    "funnel": Part(FUNNEL, "How many of them reach each stage in order"),
    "stages": Part(TableOf(STAGE), "Their visits by stage"),
}
_SIDE: Final = {
    "conformance": Part(CONFORMANCE, "How far they follow the map"),
    "dormant_by_stage": Part(TableOf(RATE), "Share of those in a stage who have gone quiet, by its id"),
    "drivers": Part(TableOf(ListOf(SIGN)), "As those of all, at the landmarks of all"),
    "health": Part(TableOf(HEALTH), "Health scores by id"),
    "metrics": Part(TableOf(METRIC), "By id"),
    "paths": Part(PATHS, "Their ways to the purchase, the ten most common"),
    "risks": Part(TableOf(ListOf(SIGN)), "As those of all, at the landmarks of all"),
    "time_to_value": Part(MILESTONE, "From the purchase to the first milestone after it"),
    "touchpoints": Part(TableOf(TOUCHPOINT), "By id, at the landmarks of all"),
}
COMPARED: Final = (
    "funnel",
    "forward",
    "left",
    "dormant",
    "conversion",
    "milestone",
    "value",
    "reach",
    "met",
    "driver",
    "risk",
    "customers",
    "moves",
    "events",
    "path",
    "metric",
    "health",
)
APART: Final = Shape(
    {
        "measure": Part(
            Text(COMPARED),
            "What is compared: the share of the step before, of first visits that moved forward or left, of"
            " those alive, of customers who purchased, of visits that reach their milestone, of purchases"
            " after which one is reached, of visits that met a touchpoint, of those that moved on of these,"
            " of visits with a driver or risk, of customers who follow the map, of moves, of events, of"
            " paths, of the cases of a metric, of accounts",
            required=True,
        ),
        "stage": Part(Text(), "Id of the stage, where it is of one"),
        "what": Part(Text(), "Id or text of the touchpoint, driver, path, metric, or score and band"),
        "inside": Part(RATE, "Of the segment", required=True),
        "rest": Part(RATE, "Of all others", required=True),
        "difference": Part(DIFFERENCE, "The first share less the second"),
        "chance": Part(
            SHARE, "How often a gap so wide comes up if nothing differs (p); null with too few cases"
        ),
    },
    name="apart",
)
_MEDIAN: Final = Shape(
    {
        "value": Part(SECONDS, "In seconds; null where it is not known"),
        "low": Part(SECONDS, "Lower end of its 95 % interval"),
        "high": Part(SECONDS, "Upper end of its 95 % interval; null where it is not known"),
        "n": Part(COUNT, "Visits, open ones too", required=True),
    }
)
TIME_APART: Final = Shape(
    {
        "stage": Part(Text(), "Id of the stage", required=True),
        "inside": Part(_MEDIAN, "Kaplan-Meier's median of the segment", required=True),
        "rest": Part(_MEDIAN, "Of all others", required=True),
        "difference": Part(
            Shape(
                {
                    "value": Part(Number(), "In seconds"),
                    "low": Part(Number(), "Lower end of its 95 % interval; null where it is not known"),
                    "high": Part(Number(), "Upper end of its 95 % interval; null where it is not known"),
                }
            ),
            "The first less the second",
        ),
    },
    name="time",
)
GROUP: Final = Shape(_GROUP, name="group")
SIDE: Final = Shape({**_GROUP, **_SIDE}, name="side")
SEGMENT: Final = Shape(
    {
        "observed": Part(Flag(), "False where no log can show who belongs to it; true if not said"),
        "unseen": Part(ListOf(Text()), "What of it no log can show"),
        "share": Part(RATE, "Share of the customers of whom the log says whether they belong to it"),
        "unknown": Part(COUNT, "Customers of whom it does not say so"),
        "inside": Part(SIDE, "Of the segment"),
        "rest": Part(SIDE, "Of all others"),
        "apart": Part(ListOf(APART), "Shares of the segment against those of the rest"),
        "times": Part(ListOf(TIME_APART), "Times of the segment against those of the rest"),
        "corrected": Part(Flag(), "True where each `chance` is corrected for their number (Holm)"),
    },
    name="segment",
)
COHORTS: Final = Shape(
    {
        "by": Part(Text(("month", "week")), "What customers were put together by", required=True),
        "rows": Part(
            ListOf(
                Shape(
                    {
                        "began": Part(Text(), "The month or week of their first events", required=True),
                        **_GROUP,
                        "active": Part(
                            ListOf(OrNull(COUNT)),
                            "Customers with an event in each month or week from that on; null where it is"
                            " not over",
                        ),
                        "converted": Part(
                            ListOf(OrNull(COUNT)), "Customers who had purchased by the end of each"
                        ),
                    },
                )
            ),
            "The oldest first",
            required=True,
        ),
    },
)
TURNS: Final = Shape(
    {
        "by": Part(Text(("month", "week")), "What visits were put together by", required=True),
        "rows": Part(
            ListOf(
                Shape(
                    {
                        "stage": Part(Text(), "Id of the stage", required=True),
                        "segment": Part(Text(), "Id of the segment; null for all customers"),
                        "since": Part(Text(), "The first month or week of it", required=True),
                        "before": Part(RATE, "Share of first visits that moved on before", required=True),
                        "after": Part(RATE, "Share of those since then", required=True),
                        "difference": Part(DIFFERENCE, "The share since then less that before"),
                        "chance": Part(SHARE, "By chance, times how many places were looked at"),
                        "periods": Part(
                            ListOf(
                                Shape(
                                    {
                                        "began": Part(Text(), "The month or week", required=True),
                                        "forward": Part(RATE, "Share that moved on", required=True),
                                    }
                                )
                            ),
                            "By when the visits began",
                        ),
                    }
                )
            ),
            "In the order of the stages, all customers before segments",
            required=True,
        ),
    },
)
