"""The layout of segments and cohorts in a file of measures."""

from __future__ import annotations

from typing import Final

from jmap.measures.layout_parts import COUNT, DIFFERENCE, FUNNEL, RATE, SHARE, STAGE
from jmap.measures.shape import Flag, ListOf, OrNull, Part, Shape, TableOf, Text

_GROUP: Final = {
    "customers": Part(COUNT, "How many they are", required=True),
    "conversion": Part(RATE, "Share that purchased"),
    "dormant": Part(RATE, "Share of those alive who have gone quiet"),
    "funnel": Part(FUNNEL, "How many of them reach each stage in order"),
    "stages": Part(TableOf(STAGE), "Their visits by stage"),
}
APART: Final = Shape(
    {
        "measure": Part(
            Text(("funnel", "forward", "left", "dormant", "conversion")),
            "What is compared: the share of the step before, of first visits that moved forward or left, of"
            " those alive, of customers",
            required=True,
        ),
        "stage": Part(Text(), "Id of the stage, where it is of one"),
        "inside": Part(RATE, "Of the segment", required=True),
        "rest": Part(RATE, "Of all others", required=True),
        "difference": Part(DIFFERENCE, "The first share less the second"),
        "chance": Part(SHARE, "Of a gap so wide by chance; null with too few cases to judge by"),
    },
    name="apart",
)
GROUP: Final = Shape(_GROUP, name="group")
SEGMENT: Final = Shape(
    {
        "observed": Part(Flag(), "False where no log can show who belongs to it; true if not said"),
        "unseen": Part(ListOf(Text()), "What of it no log can show"),
        "share": Part(RATE, "Share of the customers of whom the log says whether they belong to it"),
        "unknown": Part(COUNT, "Customers of whom it does not say so"),
        "inside": Part(GROUP, "Of the segment"),
        "rest": Part(GROUP, "Of all others"),
        "apart": Part(ListOf(APART), "The segment against the rest"),
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
