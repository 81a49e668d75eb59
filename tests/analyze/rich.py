"""One small analysis with something of every measure, and with texts that would do harm."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from jmap.analyze.analysis import Analysis
from tests.analyze.logs import WANTED, analysis

HOSTILE = "<script>alert(1)</script>|=1+1 [x](http://a.invalid) `c`"
MAP = """\
conversion: {event: paid}
dormant: {inactive: 10d}
leave: {event: cancelled}
touchpoints:
  call: {name: TEXT, stage: first, actions: [Call], channels: [web], events: [called]}
channels: {web: Web}
metrics:
  visits: {name: TEXT, target: 3, measure: {count: called}}
  paid-share: {name: Paid, unit: '%', target: 40, measure: {rate: {from: first, to: second}}}
  gone: {name: Gone, measure: {count: never}}
health:
  score:
    name: TEXT
    window: 90d
    indicators:
      calls: {name: Calls, count: called, weight: 1, good: 3, poor: 0}
    bands: {good: 70, poor: 0}
segments:
  many: {name: TEXT, where: {size: big}}
  few: {name: Few, where: {size: small}}
  blind: {name: Blind}
stages:
  first:
    name: TEXT
    enter: {event: began}
    milestone: {event: called}
    drivers: [{text: TEXT, when: {event: called}}]
    risks: [{text: TEXT, when: {event: failed}}]
  second: {name: Second, enter: {event: paid}}
  third: {name: Third, enter: "when they feel like it"}
"""


def rich(folder: Path, text: str = HOSTILE, min_n: int = 5) -> Analysis:
    """Return an analysis of fourteen customers; `text` is the text of whatever has one."""
    events: list[tuple[Any, ...]] = []
    for n in range(14):
        who = f"customer-{n}"
        events.append((who, "began", n, {"size": "big" if n < 9 else "small"}))
        if n % 2:
            events.append((who, "called", n + 1))
        if n % 3 == 0:
            events.append((who, "failed", n + 2))
        if n % 4 != 3:
            events.append((who, "paid", n + 30))
        if n % 5 == 0:
            events.append((who, text, n + 40))
        if n == 6:
            events.extend([(who, "began", 60), (who, "paid", 70), (who, "cancelled", 80)])
        if n > 9:
            events.append((who, "called", 24 * 100))
    events.append(("", "secret-row", 1))
    quoted = "'" + text.replace("'", "''") + "'"
    return analysis(folder, MAP.replace("TEXT", quoted), events, replace(WANTED, min_n=min_n))
