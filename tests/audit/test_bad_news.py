"""Nobody loses points by writing down bad news."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jmap.audit.audit import Audit, of_journey
from jmap.faults import Route
from jmap.model.metrics import Metric
from jmap.workspace.journey import Journey
from tests.audit.edited import audited, opened, text_of, with_values

MAPS = tuple(f"{name}.journey.yaml" for name in ("lifecycle", "onboarding", "renewal", "renewal-to-be"))
LADDER = ("ladder.journey.yaml",)
SETS = (MAPS, LADDER)


@cache
def before(paths: tuple[str, ...]) -> Audit:
    return audited({path: text_of(path) for path in paths})


@cache
def journeys(paths: tuple[str, ...]) -> tuple[Journey, ...]:
    return tuple(opened({path: text_of(path) for path in paths}).journeys())


@cache
def bad_news(paths: tuple[str, ...], index: int) -> tuple[tuple[Route, tuple[str, ...]], ...]:
    """Return the places of a map at which bad news can be written, each with some worse values."""
    return tuple(_bad_news(journeys(paths)[index]))


def _bad_news(journey: Journey) -> Iterator[tuple[Route, tuple[str, ...]]]:
    for touchpoint in journey.file.touchpoints.values():
        at: Route = ("touchpoints", touchpoint.id)
        if touchpoint.performance is not None:
            worse = sorted({0.0, touchpoint.performance / 2, max(0.0, touchpoint.performance - 1)})
            yield (*at, "performance"), tuple(f"{value:g}" for value in worse)
        if touchpoint.sla is not None and touchpoint.sla.actual is not None:
            actual = touchpoint.sla.actual
            yield (*at, "sla", "actual"), tuple(f"{value:g}%" for value in (0.0, actual / 2, actual - 0.5))
    for metric in journey.file.metrics.values():
        if metric.history:
            period = max(metric.history, key=lambda each: each.last)
            value = metric.history[period].value
            assert value is not None
            route: Route = ("metrics", metric.id, "history", period.text)
            at_value = (*route, "value") if metric.history[period].n is not None else route
            yield at_value, tuple(f"{each:g}" for each in _worse(metric, value))


def _worse(metric: Metric, value: float) -> Iterator[float]:
    if metric.better == "lower":
        most = 100.0 if metric.kind == "rate" else max(4 * value, 1.0)
        yield from (value + (most - value) * share for share in (0.1, 0.5, 1.0))
    else:
        yield from (value * share for share in (0.9, 0.5, 0.0))


def scores(audit: Audit) -> dict[str, Fraction]:
    found = {each.id: each.score.overall or Fraction(0) for each in audit.maps}
    return {**found, "": audit.score.overall or Fraction(0)}


def edited(paths: tuple[str, ...], news: list[tuple[int, int, int]]) -> Audit:
    """Return the audit of maps with bad news: the index of a map, of a place in it, of a value."""
    texts = {path: text_of(path) for path in paths}
    for index, journey in enumerate(journeys(paths)):
        places = bad_news(paths, index)
        wanted = {place % len(places): value for which, place, value in news if which % len(paths) == index}
        chosen = [(*places[place], value) for place, value in wanted.items()]
        changes = [(route, values[value % len(values)]) for route, values, value in chosen]
        texts[journey.path] = with_values(journey.document, changes)
    return audited(texts)


places = st.tuples(st.integers(0, 3), st.integers(0, 200), st.integers(0, 2))


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(SETS), st.lists(places, min_size=1, max_size=12))
def test_bad_news_lowers_no_score(paths: tuple[str, ...], news: list[tuple[int, int, int]]) -> None:
    was, now = scores(before(paths)), scores(edited(paths, news))
    assert {id_ for id_ in was if now[id_] < was[id_]} == set()


@pytest.mark.parametrize("paths", SETS, ids=["examples", "ladder"])
def test_all_bad_news_at_once_is_told_and_lowers_no_score(paths: tuple[str, ...]) -> None:
    every = [(index, place, 0) for index in range(len(paths)) for place in range(200)]
    now = edited(paths, every)
    assert all(value >= scores(before(paths))[id_] for id_, value in scores(now).items())

    def told(audit: Audit) -> int:
        return sum(of_journey(finding) for finding in audit.report.findings)

    assert told(now) > told(before(paths)) + 10


TODAY = """\
jmap: 1
title: Today
stages: {pay: {owner: The till team}}
touchpoints: {till: {stage: pay, performance: 8, sla: {response: 1d, target: 90%, actual: 95%}}}
"""
FUTURE = TODAY.replace("title: Today", "title: To be\nstate: future\nas_is: today.journey.yaml")


def test_bad_news_of_today_is_no_change_that_a_future_map_has_to_explain(tmp_path: Path) -> None:
    worse = TODAY.replace("performance: 8", "performance: 2").replace("actual: 95%", "actual: 20%")
    found = []
    for text in (TODAY, worse):
        texts = {"today.journey.yaml": text, "to-be.journey.yaml": FUTURE}
        for path, each in texts.items():
            (tmp_path / path).write_text(each, encoding="utf-8")
        found.append(scores(audited(texts, tmp_path)))
    assert found[0] == found[1]
