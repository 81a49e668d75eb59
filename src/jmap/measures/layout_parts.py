"""What the layout of a file of measures is made of: shares, comparisons, stages, steps of a funnel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from jmap.measures.shape import Flag, ListOf, Number, OrNull, Part, Route, Shape, Text, Wrong

_ROUNDED: Final = 0.005
"""So far a share that was rounded may lie from what its cases give."""

COUNT: Final = Number(0, whole=True)
SHARE: Final = Number(0, 1)
POINTS: Final = Number(-1, 1)
SECONDS: Final = Number(0)


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


RATE: Final = Shape(
    {
        "value": Part(OrNull(SHARE), "The share, from 0 to 1; null where `of` is 0", required=True),
        "low": Part(SHARE, "Lower end of its 95 % interval"),
        "high": Part(SHARE, "Upper end of its 95 % interval"),
        "n": Part(COUNT, "How many cases it is true of", required=True),
        "of": Part(COUNT, "Of how many", required=True),
    },
    _check_rate,
    "rate",
)
QUANTILES: Final = {
    "median": Part(SECONDS, "In seconds; null where it is not known"),
    "p90": Part(SECONDS, "In seconds, nine in ten took no longer; null where it is not known"),
}
DIFFERENCE: Final = Shape(
    {
        "value": Part(POINTS, "Share of the exposed less that of the others, from -1 to 1"),
        "low": Part(POINTS, "Lower end of its Newcombe interval"),
        "high": Part(POINTS, "Upper end of its Newcombe interval"),
    },
    name="difference",
)
EXPOSURE: Final = {
    "exposed": Part(RATE, "Share that moved forward of those who met it"),
    "not_exposed": Part(RATE, "Share that moved forward of those who did not"),
    "difference": Part(DIFFERENCE, "The first share less the second"),
}
CONTRAST: Final = Shape(EXPOSURE, name="contrast")
COMPARED: Final = {
    "forward": Part(CONTRAST, "Moving forward; its shares are of those who did"),
    "leaving": Part(CONTRAST, "Leaving; its shares are of those who did"),
}
MILESTONE: Final = Shape(
    {
        "reached": Part(RATE, "Share that reached it, in time where that is said", required=True),
        "waiting": Part(COUNT, "How many have not reached it and still may"),
        "kaplan_meier": Part(Shape(QUANTILES), "Time to it, with those who ended without it censored"),
    },
    name="milestone",
)
STAGE: Final = Shape(
    {
        "observed": Part(Flag(), "False where no log can show its `enter`; true if not said"),
        "visits": Part(COUNT, "How many visits were seen", required=True),
        "customers": Part(COUNT, "How many customers made them", required=True),
        "repeats": Part(COUNT, "Entries into the stage by those who are in it"),
        "reentries": Part(COUNT, "Visits of customers who had visited it before"),
        "outcomes": Part(
            Shape(
                {
                    "forward": Part(COUNT, "Ended by a declared move", required=True),
                    "back": Part(COUNT, "Ended by going back or coming in again", required=True),
                    "left": Part(COUNT, "Ended by leaving", required=True),
                    "open": Part(COUNT, "Not ended by `as_of`", required=True),
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
                                **QUANTILES,
                                "n": Part(COUNT, "Visits timed, open ones too", required=True),
                                "censored": Part(COUNT, "How many of them are open", required=True),
                            },
                            _check_timed,
                        ),
                        "Of the visits that ended",
                    ),
                    "kaplan_meier": Part(Shape(QUANTILES), "With open visits censored"),
                }
            ),
            "How long visits took",
        ),
        "milestone": Part(MILESTONE, "The visits that reached the milestone, and how soon"),
    },
    _check_stage,
    "stage",
)
STEP: Final = Shape(
    {
        "stage": Part(Text(), "Id of the stage", required=True),
        "reached": Part(COUNT, "Customers who reached it in order, within the window", required=True),
        "reached_any": Part(COUNT, "Customers who reached it in any order"),
        "of_previous": Part(RATE, "Share of the previous step"),
        "of_first": Part(RATE, "Share of the first step"),
        "immature": Part(COUNT, "Starts whose window is still open"),
    },
    name="step",
)
FUNNEL: Final = Shape({"window": Part(SECONDS, "In seconds"), "steps": Part(ListOf(STEP), "In order")})
