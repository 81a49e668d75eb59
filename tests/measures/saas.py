"""Writes `saas.measures.json`: what a log of the customers of `examples/saas` might have given.

`python -m tests.measures.saas` writes it anew, with the digests that the files of the example have now.
"""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any

from jmap.measures.proportion import rate, wilson

EXAMPLE = Path(__file__).parents[2] / "examples" / "saas"
FILE = Path(__file__).with_name("saas.measures.json")
DAY = 86_400

STAGES = {
    # Visits, customers, forward, back, left, open; then median and p90 in days, and how many were timed open.
    "consideration": (5208, 4961, 302, 0, 4391, 515, 24, 71),
    "decision": (448, 441, 106, 0, 298, 44, 31, 58),
    "adoption": (311, 214, 236, 0, 14, 61, 66, 151),
    "renewal": (243, 188, 121, 74, 22, 26, 97, 128),
    "upsell": (118, 96, 21, 78, 2, 17, 19, 39),
}
MOVES = [
    ("consideration", "decision", 302, 297, "declared"),
    ("decision", "adoption", 106, 106, "declared"),
    ("adoption", "renewal", 205, 171, "declared"),
    ("adoption", "upsell", 31, 28, "declared"),
    ("renewal", "adoption", 74, 66, "backward"),
    ("renewal", "upsell", 49, 44, "declared"),
    ("renewal", "advocacy", 72, 61, "skipped"),
    ("upsell", "adoption", 69, 58, "declared"),
    ("upsell", "renewal", 9, 9, "undeclared"),
    ("upsell", "advocacy", 21, 20, "declared"),
]
TOUCHPOINTS = {
    # Of first mature visits: met it, not; of these moved forward, and of those who did not meet it.
    "comparison-guide": ("consideration", 1204, 3241, 118, 161),
    "price-page": ("consideration", 2011, 2434, 74, 205),
    "live-demo": ("consideration", 512, 3933, 171, 108),
    "field-trial": ("decision", 322, 74, 96, 7),
    "security-answers": ("decision", 121, 275, 19, 84),
    "order-form": ("decision", 133, 263, 101, 2),
    "kick-off": ("adoption", 168, 14, 149, 9),
    "record-move": ("adoption", 159, 23, 121, 21),
    "first-day-in-the-van": ("adoption", 161, 21, 139, 4),
    "first-certificate": ("adoption", 144, 38, 138, 13),
    "urgent-help": ("adoption", 88, 94, 70, 78),
    "review-call": ("renewal", 94, 75, 88, 62),
    "price-letter": ("renewal", 151, 18, 132, 16),
    "next-term": ("renewal", 149, 20, 139, 2),
    "parts-trial": ("upsell", 41, 48, 38, 40),
    "seats-quote": ("upsell", 22, 67, 20, 58),
    "next-depot": ("upsell", 37, 52, 36, 44),
}
LIBRARIES = ("library/company.journey.yaml", "library/customers.journey.yaml")


def share(n: int, of: int) -> dict[str, Any]:
    """Return a rate as the file has it."""
    made = rate(n, of)
    rounded = {key: _rounded(getattr(made, key)) for key in ("value", "low", "high")}
    return {**rounded, "n": n, "of": of}


def difference(n: int, of: int, other: int, of_other: int) -> dict[str, Any]:
    """Return the difference of two shares with its interval.

    Source: R. G. Newcombe, Statistics in Medicine 17 (1998), method 10.
    """
    one, two = n / of, other / of_other
    (low_1, high_1), (low_2, high_2) = wilson(n, of), wilson(other, of_other)
    low = one - two - math.hypot(one - low_1, high_2 - two)
    high = one - two + math.hypot(high_1 - one, two - low_2)
    return {"value": _rounded(one - two), "low": _rounded(low), "high": _rounded(high)}


def measures() -> dict[str, Any]:
    """Return the content of the file."""
    return {
        "version": 1,
        "as_of": "2026-10-31",
        "settings": {
            "window": 90 * DAY,
            "min_n": 30,
            "ties": "favour",
            "timezone": "Europe/London",
            "ignore": ["page_ping"],
        },
        "log": {
            "customers": 5127,
            "events": 214_903,
            "first": "2024-09-02T06:12:44Z",
            "last": "2026-10-31T22:58:03Z",
            "rejected": {"no customer": 12, "unreadable time": 3},
            "duplicates": 418,
            "ties": 96,
            "capped": 0,
            "naive_times": 0,
        },
        "maps": {"lifecycle": lifecycle()},
    }


def lifecycle() -> dict[str, Any]:
    """Return what was measured of the lifecycle."""
    files = ("lifecycle.journey.yaml", *LIBRARIES)
    return {
        "digests": {each: hashlib.sha256((EXAMPLE / each).read_bytes()).hexdigest() for each in files},
        "funnel": {"window": 90 * DAY, "steps": list(_steps())},
        "stages": {id_: _stage(*of) for id_, of in STAGES.items()} | {"advocacy": _unseen()},
        "paths": {
            "distinct": 61,
            "customers": 106,
            "rows": [
                _path(["consideration", "decision", "adoption"], 71, 71, 48),
                _path(["decision", "adoption"], 22, 93, 29),
                _path(["consideration*2", "decision", "adoption"], 13, 106, 96),
            ],
        },
        "conformance": {
            "moves": [
                dict(zip(("from", "to", "n", "customers", "kind"), each, strict=True)) for each in MOVES
            ],
            "move_fitness": share(857, 938),
            "customer_fitness": share(4402, 4961),
            "event_coverage": share(163_326, 214_903),
            "undeclared": [
                {"event": "visit_planned", "n": 41_207, "customers": 211},
                {"event": "template_approved", "n": 1_904, "customers": 198},
                {"event": "login_failed", "n": 8_466, "customers": 206},
            ],
            "never_seen": ["reference_held", "price_letter_opened"],
        },
        "touchpoints": {id_: _touchpoint(*of) for id_, of in TOUCHPOINTS.items()},
        "dormant": {"share": share(11, 214)},
        "metrics": {
            "demos-booked": {"value": 158, "n": 158, "low": None, "high": None},
            "visitors-to-trial": _percent(302, 4693),
            "trials-to-paid": _percent(106, 404),
            "days-to-signature": {"value": 31, "n": 106, "low": None, "high": None},
            "dormant-share": _percent(11, 214),
            "at-risk-share": _percent(27, 203),
            "expansion-value": {"value": 204_500, "n": 31, "low": None, "high": None},
        },
        "health": {"account-health": {"bands": {"healthy": 124, "watch": 52, "at-risk": 27}, "unknown": 11}},
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 6)


def _steps() -> list[dict[str, Any]]:
    reached = {"consideration": 4520, "decision": 289, "adoption": 71, "renewal": 43, "upsell": 9}
    before, first, steps = 0, 4520, []
    for stage, n in reached.items():
        steps.append(
            {
                "stage": stage,
                "reached": n,
                "reached_any": STAGES[stage][1],
                "of_previous": share(n, before) if before else None,
                "of_first": share(n, first),
                "immature": 212,
            }
        )
        before = n
    return steps


def _stage(
    visits: int, customers: int, forward: int, back: int, left: int, open_: int, median: int, p90: int
) -> dict[str, Any]:
    return {
        "observed": True,
        "visits": visits,
        "customers": customers,
        "repeats": visits - customers,
        "reentries": visits - customers,
        "outcomes": {"forward": forward, "back": back, "left": left, "open": open_},
        "time": {
            "observed": {
                "median": median * DAY - DAY,
                "p90": p90 * DAY - 6 * DAY,
                "n": visits,
                "censored": open_,
            },
            "kaplan_meier": {"median": median * DAY, "p90": p90 * DAY},
        },
    }


def _unseen() -> dict[str, Any]:
    outcomes = {"forward": 0, "back": 0, "left": 0, "open": 0}
    return {"observed": False, "visits": 0, "customers": 0, "outcomes": outcomes}


def _path(steps: list[str], n: int, so_far: int, days: int) -> dict[str, Any]:
    part, sum_ = _rounded(n / 106), _rounded(so_far / 106)
    return {"path": steps, "n": n, "share": part, "cumulative": sum_, "median_time": days * DAY}


def _touchpoint(stage: str, met: int, not_met: int, forward: int, forward_not: int) -> dict[str, Any]:
    late = (met * 4 // 5, forward * 7 // 10, not_met * 3 // 5, forward_not // 2)
    return {
        "stage": stage,
        "reach": share(met, met + not_met),
        "contacts": met * 3,
        "exposed": share(forward, met),
        "not_exposed": share(forward_not, not_met),
        "difference": difference(forward, met, forward_not, not_met),
        "landmark": {
            "at": 5 * DAY,
            "exposed": share(late[1], late[0]),
            "not_exposed": share(late[3], late[2]),
            "difference": difference(late[1], late[0], late[3], late[2]),
        },
    }


def _percent(n: int, of: int) -> dict[str, Any]:
    low, high = (round(100 * each, 4) for each in wilson(n, of))
    return {"value": round(100 * n / of, 4), "n": of, "low": low, "high": high}


def text(content: object) -> str:
    """Return content as the file has it: keys sorted, two spaces, one line end."""
    return json.dumps(content, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(measures()), encoding="utf-8", newline="\n")
