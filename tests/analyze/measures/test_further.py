"""A side of a segment is measured as if its customers were the whole log."""

from __future__ import annotations

import random
import warnings
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jmap.analyze.document import document
from jmap.analyze.measures.apart import TimeApart
from jmap.analyze.measures.segments import Segment
from tests.analyze.logs import WANTED, analysis, measured

MAP = """\
conversion: {event: paid}
dormant: {inactive: 30h}
leave: {event: gone}
touchpoints:
  call: {name: Call, stage: first, events: [called]}
  chat: {name: Chat, stage: second, events: [chatted, called]}
metrics:
  calls: {name: Calls, unit: calls, measure: {count: called}}
  paid: {name: Paid, unit: '%', measure: {sum: {event: paid, field: price}}}
  kinds: {name: Kinds, unit: kinds, measure: {distinct: {event: called, field: price}}}
  pays: {name: Pays, unit: '%', measure: {rate: {from: first, to: second, within: 20h}}}
  each: {name: Each, unit: '%', measure: {ratio: {of: calls, over: kinds}}}
  slow: {name: Slow, unit: hours, measure: {duration: {from: first, to: second, stat: p90}}}
  mean: {name: Mean, unit: hours, measure: {duration: {from: first, to: second, stat: mean}}}
  quiet: {name: Quiet, unit: '%', measure: {share: dormant}}
  gone: {name: Gone, unit: '%', measure: {share: left}}
  poor: {name: Poor, unit: '%', measure: {share: {health: score, is: poor}}}
health:
  score:
    name: Score
    window: 90d
    indicators: {calls: {name: Calls, count: called, weight: 1, good: 3, poor: 0}}
    bands: {good: 50, poor: 0}
stages:
  first:
    name: First
    enter: {event: began}
    milestone: {event: called}
    drivers: [{text: Calls, when: {event: called}}]
    risks: [{text: Fails, when: {event: failed}}]
  second: {name: Second, enter: {event: paid}, milestone: {event: chatted, within: 9h}}
  third: {name: Third, enter: {event: renewed}}
segments:
  big: {name: Big, where: {size: big}}
  red: {name: Red, where: {hue: red}}
"""
END = date(2026, 1, 6)
WISH = replace(WANTED, window=20 * 3600, as_of=END, min_n=1)
_OF_OTHERS = ("cohorts", "digests", "dormant", "segments", "turns")
"""What a side has under another name, or not at all."""


def events(seed: int) -> list[tuple[Any, ...]]:
    """Return events of customers whose first one tells their size and hue, where it tells them."""
    dice = random.Random(seed)
    found: list[tuple[Any, ...]] = []
    for n in range(70):
        who = f"c{n:02}"
        said = {"size": dice.choice(("big", "small", "")), "hue": dice.choice(("red", "blue"))}
        names = ("began", "paid", "called", "chatted", "failed", "renewed", "gone", "odd")
        for hours in sorted(dice.randint(0, 90) for _ in range(dice.randint(1, 12))):
            name = dice.choice(names)
            found.append((who, name, hours + n / 100, {**said, "price": str(dice.randint(1, 5))}))
    return found


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("by", ["stage", "event"])
def test_each_side_is_what_a_log_of_its_customers_gives(tmp_path: Path, seed: int, by: str) -> None:
    rows, wish = events(seed), replace(WISH, by=by)
    said = {who: more for who, _, _, more in reversed(rows)}
    segments = _map(tmp_path / "all", rows, wish)["segments"]
    for segment, key, value in (("big", "size", "big"), ("red", "hue", "red")):
        sides = {
            "inside": {who for who, more in said.items() if more[key] == value},
            "rest": {who for who, more in said.items() if more[key] not in (value, "")},
        }
        for side, who in sides.items():
            assert len(who) > 10
            folder = tmp_path / f"{segment}-{side}"
            alone = _map(folder, [row for row in rows if row[0] in who], wish)
            found = segments[segment][side]
            assert found["dormant"] == alone["dormant"]["share"]
            assert found["dormant_by_stage"] == alone["dormant"]["stages"]
            for measure in set(alone) & set(found) - set(_OF_OTHERS):
                assert _comparable(measure, found) == _comparable(measure, alone), (segment, side, measure)


def _map(folder: Path, rows: list[tuple[Any, ...]], wish: Any) -> dict[str, Any]:
    folder.mkdir()
    [found] = document(analysis(folder, MAP, rows, wish))["maps"].values()
    return dict(found)


def _comparable(measure: str, found: Mapping[str, Any]) -> Any:
    value = found[measure]
    if measure == "paths":
        return {**value, "rows": value["rows"][:10]}
    if measure == "funnel":
        keys = ("stage", "reached", "of_previous", "of_first")
        return [
            [step[key] if step["stage"] != "first" else step["reached"] for key in keys]
            for step in value["steps"]
        ]
    if measure == "conformance":
        return {key: each for key, each in value.items() if key != "never_seen"}
    if measure == "touchpoints":
        # The landmark is that of all customers.
        return {id_: {**each, "landmark": None} for id_, each in value.items()}
    if measure in ("drivers", "risks"):
        return {
            stage: [{**sign, "landmark": None, "holds": None} for sign in signs]
            for stage, signs in value.items()
        }
    return value


def test_medians_have_the_intervals_that_lifelines_gives(tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        lifelines = pytest.importorskip("lifelines")
        utils = pytest.importorskip("lifelines.utils")
    rows = []
    dice = random.Random(5)
    times: list[tuple[int, bool]] = []
    for n in range(60):
        spent, ended = dice.randint(1, 90), dice.random() < 0.8
        rows.append(
            (f"c{n}", "began", 100 - spent if not ended else 0, {"size": "big" if n < 50 else "small"})
        )
        if ended:
            rows.append((f"c{n}", "paid", spent, {}))
        if n < 50:
            times.append((spent, ended))
    rows.append(("last", "odd", 100, {"size": "small"}))
    found = measured(tmp_path, MAP, rows).segments.found[0]
    [one] = [each for each in found.times if each.stage == 0]
    curve = lifelines.KaplanMeierFitter().fit([t for t, _ in times], [e for _, e in times])
    ends = utils.median_survival_times(curve.confidence_interval_).iloc[0]
    told = [one.inside.value, one.inside.low, one.inside.high]
    assert told == [3600 * curve.median_survival_time_, 3600 * ends.iloc[0], 3600 * ends.iloc[1]]


def test_the_interval_of_a_difference_is_made_of_both(tmp_path: Path) -> None:
    found = _segment(tmp_path)
    one = found.times[0]
    assert isinstance(one, TimeApart)
    gap = one.difference
    assert gap is not None
    assert one.inside.value is not None
    assert one.rest.value is not None
    assert gap[0] == one.inside.value - one.rest.value
    assert one.certain == ((gap[1] is not None and gap[1] > 0) or (gap[2] is not None and gap[2] < 0))


def test_shares_that_hang_together_are_not_judged(tmp_path: Path) -> None:
    found = _segment(tmp_path)
    judged = {each.measure: each.chance for each in found.apart}
    assert (judged["moves"], judged["events"]) == (None, None)
    assert judged["customers"] is not None
    assert {"milestone", "value", "reach", "driver", "risk", "path", "metric", "health"} <= set(judged)


def _segment(folder: Path) -> Segment:
    return analysis(folder, MAP, events(1), WISH).maps[0].segments.found[0]
