"""How a journey is doing, on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.audit.behaviour import Behaviour
from jmap.audit.metric_lines import MetricLine
from jmap.audit.review import Review
from jmap.formats.style import Style
from jmap.report.terminal.observed import observed_lines
from jmap.report.terminal.paper import Cell, Paint, Row, item, labelled, place, table
from jmap.report.wording import journey as words
from jmap.report.wording.figures import counted, number, rate, with_unit

_METRICS = 5
_OTHERS = 6
_MOMENTS = 3
_FEW = 3


def journey_lines(review: Review, style: Style) -> Iterator[str]:
    """Yield how a journey is doing; it never mixes with how far the map can be trusted."""
    yield f"  {style.bold('How is the journey doing?')}"
    yield from _metrics(review, style)
    yield from _moments(review, style)
    yield from _emotion(review, style)
    yield from _levels(review, style)
    yield from _behaviour(review.behaviour, style)
    told = words.problem_counts(review)
    if told:
        yield from labelled("problems", f"{told}; none of them lowers the score", style, 4)


def _metrics(review: Review, style: Style) -> Iterator[str]:
    yield from labelled("metrics", words.metric_counts(review.metrics) + words.out_of_date(review), style, 4)
    behind = words.behind(review.metrics)
    shown = list(review.metrics) if style.detail else behind[:_METRICS]
    yield from table([_metric(each, style) for each in shown], style, 6)
    if style.detail:
        return
    if len(behind) > len(shown):
        yield f"      and {len(behind) - len(shown)} more behind; all with `-v`"
    others = [each for each in review.metrics if each not in behind]
    if others:
        told = "; ".join(words.metric_briefly(each) for each in others[:_OTHERS])
        more = f"; and {len(others) - _OTHERS} more" if len(others) > _OTHERS else ""
        yield from labelled("others", told + more, style, 6, 12)


def _metric(line: MetricLine, style: Style) -> Row:
    state_paint: Paint | None = style.bad if line.standing.breached else None
    trend_paint: Paint | None = None
    if line.trend is not None and line.trend.way != "same":
        trend_paint = style.good if line.trend.way == "better" else style.bad
    cells = (
        Cell(line.title, gives=True),
        Cell(with_unit(line.standing.actual, line.unit), right=True),
        Cell(words.metric_target(line)),
    )
    notes = (
        Cell(words.metric_state(line), state_paint),
        Cell(words.metric_trend(line), trend_paint),
        Cell(words.metric_measured(line)),
    )
    return Row(cells, place(line.where), notes)


def _moments(review: Review, style: Style) -> Iterator[str]:
    if not review.moments:
        return
    rated = [each for each in review.moments if each.gap is not None]
    unrated = len(review.moments) - len(rated)
    told = f"{counted(len(review.moments), 'moment')} of truth, by importance less performance"
    told += f"; {unrated} not rated" if unrated else ""
    yield from labelled("moments", told, style, 4)
    shown = review.moments if style.detail else rated[:_MOMENTS]
    rows = [
        Row(
            (
                Cell(each.title, gives=True),
                Cell(f"gap {number(each.gap)}" if each.gap is not None else "", right=True),
                Cell(words.moment_figures(each)),
            ),
            place(each.where),
        )
        for each in shown
    ]
    yield from table(rows, style, 6)
    if len(rated) > len(shown):
        yield f"      and {len(rated) - len(shown)} more with smaller gaps"


def _emotion(review: Review, style: Style) -> Iterator[str]:
    line = review.emotion
    if line is None:
        return
    yield from labelled("emotion", words.emotion(line), style, 4)
    yield from item(words.felt("lowest", line.low), place(line.low.where), style, 6)
    if line.end.where != line.low.where:
        yield from item(words.felt("end", line.end), place(line.end.where), style, 6)
    for cliff in line.cliffs if style.detail else line.cliffs[:_FEW]:
        yield from item(words.cliff(cliff), place(cliff.end.where), style, 6)
    if len(line.cliffs) > _FEW and not style.detail:
        yield f"      and {counted(len(line.cliffs) - _FEW, 'more fall', 'more falls')}"


def _levels(review: Review, style: Style) -> Iterator[str]:
    if not review.levels:
        return
    yield from labelled("service levels", words.level_counts(review.levels), style, 4, 16)
    shown = review.levels if style.detail else [each for each in review.levels if each.kept is False]
    for each in shown if style.detail else shown[:_FEW]:
        yield from item(f"{each.title}: {words.level(each)}", place(each.where), style, 6)
    if len(shown) > _FEW and not style.detail:
        yield f"      and {len(shown) - _FEW} more broken"


def _behaviour(behaviour: Behaviour, style: Style) -> Iterator[str]:
    most = None if style.detail else _FEW
    short = [each for each in behaviour.moves if each.short]
    if behaviour.moves:
        fall = "falls" if len(short) == 1 else "fall"
        told = f"{len(short)} of {counted(len(behaviour.moves), 'move')} with a target {fall} short"
        yield from labelled("moves", told, style, 4)
        for move in (behaviour.moves if style.detail else short)[:most]:
            name = f"{move.start} -> {move.end}" + (f" ({move.label})" if move.label else "")
            yield from item(f"{name}: {words.move(move)}", place(move.where), style, 6)
        if len(short) > _FEW and not style.detail:
            yield f"      and {len(short) - _FEW} more short"
    if not behaviour.measured:
        return
    slow = [each for each in behaviour.stages if each.slow]
    if behaviour.stages:
        yield from labelled("stages", f"{len(behaviour.stages)} measured, {len(slow)} slow", style, 4)
    for stage in (behaviour.stages if style.detail else slow)[:most]:
        yield from item(f"{stage.title}: {words.stage(stage)}", place(stage.where), style, 6)
    yield from observed_lines(behaviour, style)
    if behaviour.dormant is not None:
        yield from labelled("dormant", rate(behaviour.dormant), style, 4)
    if behaviour.event_coverage is not None:
        yield from labelled("events", f"{rate(behaviour.event_coverage)} explained by the map", style, 4)
    for health in behaviour.health:
        yield from item(
            f"{'health':<13} {health.title}: {words.health(health)}", place(health.where), style, 4, 14
        )
    for clash in behaviour.clashes[:most]:
        yield from item(
            f"{'clash':<13} {clash.title}: {words.clash(clash)}", place(clash.where), style, 4, 14
        )
