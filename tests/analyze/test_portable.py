"""The SQL is one text for all engines: what only some of them know is not in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jmap.analyze.engines.duckdb import DuckDB
from tests.analyze.logs import measured

FORBIDDEN = (
    "INTERVAL",
    "FILTER",
    "QUALIFY",
    "GROUP BY ALL",
    "EXCLUDE",
    "PERCENTILE",
    "QUANTILE",
    "MEDIAN",
    "ILIKE",
    "DATE_TRUNC",
    "EXTRACT",
    "LATERAL",
    "ASOF",
    "USING",
    "//",
    "::",
    "CROSS JOIN",
    "DISTINCT ON",
    "IGNORE NULLS",
)
MAP = """\
scope: lifecycle
stages:
  a:
    phase: before
    enter: [{event: 'a*'}, {attribute: plan, is: [team, '2']}]
    leave: {inactive: 9h}
    drivers: [{text: d, when: {event: c, times: 2}}, {text: e, when: {attribute: plan, is: team}}]
    risks: [{text: r, when: [{inactive: 1h}, {after: due, by: 1h}]}, {text: s, when: {milestone: b}}]
  b:
    phase: before
    enter: {all: [{event: b}, {attribute: plan, is: team}]}
    milestone: {event: c, times: 2, within: 9h}
  c: {phase: purchase, enter: {milestone: b}, leave: {after: due, by: 1d}}
  d: {phase: after, enter: [{event: d, times: 2, where: {plan: '> 3'}}, {before: due, by: 9h}]}
touchpoints: {t: {stage: a, events: [c, d]}}
segments: {team: {where: {plan: team}}, both: {where: {plan: '!= team', due: '>= 2026-01-01'}}}
leave: {event: gone}
dormant: {inactive: 8h}
metrics:
  count: {window: 9h, measure: {count: a}}
  sum: {measure: {sum: {event: a, field: plan}}}
  kinds: {measure: {distinct: {event: a, field: plan}}}
  rate: {window: 9h, measure: {rate: {from: a, to: c, within: 9h}}}
  ratio: {measure: {ratio: {of: sum, over: count}}}
  time: {measure: {duration: {from: a, to: b, stat: p90}}}
  mean: {window: 9h, measure: {duration: {from: a, to: a, stat: mean}}}
  left: {window: 9h, measure: {share: left}}
  poor: {measure: {share: {health: h, is: bad}}}
health:
  h:
    stages: [d]
    window: 9h
    indicators:
      count: {weight: 1, good: 9, poor: 1, count: a}
      sum: {weight: 1, good: 9, poor: 1, sum: {event: a, field: plan}}
      since: {weight: 1, good: 9, poor: 1, days_since: any}
      plan: {weight: 1, good: 9, poor: 1, attribute: plan}
      rate: {weight: 1, good: 9, poor: 1, metric: rate}
      time: {weight: 1, good: 9, poor: 1, metric: time}
      mean: {weight: 1, good: 9, poor: 1, metric: mean}
      kinds: {weight: 1, good: 9, poor: 1, metric: kinds}
    bands: {good: 50, bad: 0}
"""
EVENTS = [
    (customer, event, hours, {"plan": "team" if hours % 3 else "9", "due": "2026-01-03"})
    for customer in "xyz"
    for hours, event in enumerate(["a", "b", "c", "c", "d", "d", "gone", "a2", "other"])
]


@pytest.mark.parametrize(("by", "cohorts"), [("stage", "month"), ("touchpoint", "week"), ("event", "month")])
def test_all_but_the_dialects_words_is_portable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, by: str, cohorts: str
) -> None:
    said: list[str] = []
    for name in ("create", "rows"):
        real = getattr(DuckDB, name)

        def listen(self: DuckDB, *given: object, real: object = real) -> object:
            said.append(str(given[-1] if len(given) == 1 else given[1] if name_of(given) else given[0]))
            return real(self, *given)  # type: ignore[operator]

        monkeypatch.setattr(DuckDB, name, listen)
    measured(tmp_path, MAP, EVENTS, by=by, ties="strict", mature=True, recent=86_400, cohorts=cohorts)
    # What reads the rows of the source is made of the dialect's words, and of little else.
    core = [sql for sql in said if " FROM raw" not in sql]
    assert len(core) > 20
    for sql in core:
        for word in FORBIDDEN:
            assert not re.search(rf"(?<![\w']){re.escape(word)}(?![\w'])", sql.upper()), (word, sql)
        for level in levels(sql):
            assert "ORDER BY" not in level.rpartition("UNION ALL")[2] or "UNION ALL" not in level, sql


def levels(sql: str) -> Iterator[str]:
    """Yield what stands between each pair of parentheses, without what stands in others within."""
    inner = re.compile(r"\(([^()]*)\)")
    while (found := inner.search(sql)) is not None:
        yield found[1]
        sql = f"{sql[: found.start()]} {sql[found.end() :]}"
    yield sql


def name_of(given: tuple[object, ...]) -> bool:
    """Tell whether a call has the name of a table before its query."""
    return not str(given[0]).startswith(("SELECT", "WITH"))
