"""Makes an event log to measure with, and a map for it: seven stages, loops, ties, duplicates, silences.

About 18 events a customer, the log cut off in the middle of many of their lives, in Parquet files of a
million events, each in the order of time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

STAGES: Final = ("aware", "consider", "try", "buy", "use", "renew", "expand")
ENTRIES: Final = ("visited", "signed_up", "trial_started", "bought", "activated", "renewed", "expanded")
LEFT: Final = "cancelled"
SILENT_DAYS: Final = 120
WINDOW_DAYS: Final = 90
A_PART: Final = 1_000_000
EVENTS_EACH: Final = 18

_EVENTS: Final = """\
WITH people AS (
    SELECT c, 8 + hash(c, 1) % 25 AS n, 1704067200000000 + (hash(c, 2) % 51840000) * 1000000 AS began
    FROM range({first}, {last}) r(c)
), drawn AS (
    SELECT c, i, began, hash(c, i, 3) % 1000 AS luck, hash(c, i, 4) % 12 AS touch,
        CASE WHEN i = 0 OR hash(c, i, 5) % 100 = 0 THEN 0
        WHEN hash(c, i, 6) % 200 = 0 THEN 130 * 86400 ELSE hash(c, i, 7) % 518400 END AS gap
    FROM (SELECT c, began, CAST(unnest(range(CAST(n AS BIGINT))) AS BIGINT) AS i FROM people) p
), walked AS (
    SELECT *, CAST(SUM(CASE WHEN i = 0 OR luck < 220 THEN 1 ELSE 0 END) OVER w AS BIGINT) AS steps,
        CAST(SUM(gap) OVER w AS BIGINT) AS after
    FROM drawn WINDOW w AS (PARTITION BY c ORDER BY i)
), told AS (
    SELECT 'customer-' || lpad(CAST(c AS VARCHAR), 8, '0') AS customer_id,
        CASE WHEN luck >= 985 AND i > 0 THEN '{left}'
        WHEN i = 0 OR luck < 220 THEN
            {entries}[CASE WHEN steps <= 7 THEN steps ELSE 5 + (steps - 8) % 3 END]
        ELSE 'touch_' || lpad(CAST(touch AS VARCHAR), 2, '0') END AS event,
        make_timestamp(CAST(began AS BIGINT) + after * 1000000) AS "timestamp",
        ['free', 'team', 'business'][CAST(1 + hash(c, 8) % 3 AS BIGINT)] AS plan,
        CAST(hash(c, i, 9) % 10000 AS INTEGER) AS amount,
        hash(c, i, 10) % 200 = 0 AS twice
    FROM walked WHERE began + after * 1000000 < 1704067200000000 + 51840000000000
)
SELECT customer_id, event, "timestamp", plan, amount FROM told
UNION ALL SELECT customer_id, event, "timestamp", plan, amount FROM told WHERE twice
ORDER BY 3, 1, 2
"""

_MAP: Final = """\
jmap: 1
title: Journey to measure with
scope: lifecycle
owner: team
personas: {customer: {name: Customer}}
segments:
  free: {name: Free, where: {plan: free}}
  business: {name: Business, where: {plan: business}}
conversion: {event: bought}
dormant: {inactive: 45d}
leave: [{event: cancelled}, {inactive: 120d}]
stages:
  aware: {phase: before, enter: {event: visited}, next: consider, milestone: {event: touch_00}}
  consider: {phase: before, enter: {event: signed_up}, next: try}
  try:
    phase: before
    enter: {event: trial_started}
    next: buy
    milestone: {event: touch_01, times: 2, within: 30d}
  buy: {phase: purchase, enter: {event: bought}, next: use}
  use:
    phase: after
    enter: {event: activated}
    next: renew
    milestone: {event: touch_02}
    drivers: [{text: Reports read, when: {event: touch_03}}]
    risks: [{text: Silent for two weeks, when: {inactive: 14d}}]
  renew: {phase: after, enter: {event: renewed}, next: expand}
  expand: {phase: after, enter: {event: expanded}, next: use}
touchpoints:
"""
_TOUCHPOINT: Final = "  touch-{n}: {{stage: {stage}, name: Touchpoint {n}, events: touch_{n:02}}}\n"
_FIGURES: Final = """\
metrics:
  purchases: {name: Purchases, kind: count, measure: {count: bought}}
  revenue: {name: Revenue, kind: money, unit: EUR, measure: {sum: {event: bought, field: amount}}}
  conversion: {name: Conversion, kind: rate, measure: {rate: {from: aware, to: buy, within: 90d}}}
  days-to-buy: {name: Time to buy, kind: duration, unit: days, measure: {duration: {from: aware, to: buy}}}
  silent: {name: Dormant, kind: rate, measure: {share: dormant}}
health:
  account:
    name: Account health
    bands: {good: 60, poor: 0}
    window: 90d
    indicators:
      reads: {count: touch_03, poor: 0, good: 3, weight: 2}
      writes: {count: touch_04, poor: 0, good: 2, weight: 1}
"""


def write_log(folder: Path, events: int) -> None:
    """Write about so many events into Parquet files, and their map, unless they are there."""
    import duckdb

    duckdb.execute("SET enable_progress_bar = false")
    if (folder / "bench.journey.yaml").is_file():
        return
    (folder / "events").mkdir(parents=True, exist_ok=True)
    for part, begins in enumerate(range(0, events, A_PART)):
        first, last = begins // EVENTS_EACH, min(begins + A_PART, events) // EVENTS_EACH
        select = _EVENTS.format(first=first, last=last, left=LEFT, entries=list(ENTRIES))
        duckdb.execute(f"COPY ({select}) TO '{folder}/events/part-{part:03}.parquet'")
    touchpoints = "".join(_TOUCHPOINT.format(n=n, stage=STAGES[n % len(STAGES)]) for n in range(10))
    (folder / "jmap.toml").write_text(
        '[events]\nsource = "events/part-*.parquet"\ncolumns = {customer = "customer_id", event = "event",'
        f' time = "timestamp"}}\nwindow = "{WINDOW_DAYS}d"\n',
        encoding="utf-8",
    )
    (folder / "bench.journey.yaml").write_text(_MAP + touchpoints + _FIGURES, encoding="utf-8")
