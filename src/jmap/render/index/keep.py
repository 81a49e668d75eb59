"""A map becomes a row of the index: all that is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from jmap.audit.people import people_shown, short_names
from jmap.audit.score import Score
from jmap.audit.seen import Named, map_seen
from jmap.audit.where import owner_of
from jmap.faults import Severity
from jmap.findings.collect import Judged
from jmap.measures.measured import MapMeasured, Measures
from jmap.render.earlier import NEVER, Earlier
from jmap.render.header import kind_of, review_days
from jmap.render.index.row import Fix, IndexRow, LogKept, Mood, NotDrawn, ScoreKept
from jmap.render.noted import Noted, part_of
from jmap.render.scene import page_path
from jmap.render.urls import path_url
from jmap.render.view import MapView
from jmap.rules.figures import tidy
from jmap.rules.went_on import went_on
from jmap.workspace.emotion_curve import CurvePoint
from jmap.workspace.emotion_curve import judged as judged_curve
from jmap.workspace.journey import Journey

_RUNS = 7
"""So many earlier audits are drawn beside a score."""


def index_row(
    judged: Judged,
    score: Score | None,
    view: MapView,
    earlier: Earlier = NEVER,
    measures: Measures | None = None,
) -> IndexRow:
    """Return what the index keeps of a map."""
    journey, head = judged.journey, view.header
    names, seen = short_names(journey), map_seen(journey)
    return IndexRow(
        journey.id,
        journey.path,
        view.lang,
        path_url(page_path(journey.id)),
        head.title,
        kind_of(journey),
        head.future,
        journey.is_lifecycle,
        tuple(Named(each.id, names[each.id]) for each in people_shown(journey)),
        seen.segments,
        seen.people_known,
        seen.segments_known,
        head.draft,
        head.archived,
        _score(score),
        tuple(_moods(journey, judged_curve(journey))),
        seen.stages,
        head.severities,
        head.on_target,
        head.measured,
        journey.file.reviewed.isoformat() if journey.file.reviewed is not None else "",
        review_days(journey),
        head.owner,
        next((lead.target for lead in journey.leads if lead.purpose == "as_is"), ""),
        seen.details,
        tuple(_fixes(journey, view.findings)),
        tuple((day.isoformat(), str(points)) for day, points in earlier.of(journey.id)[-_RUNS:]),
        _log(journey, measures),
    )


def not_drawn(judged: Judged) -> NotDrawn:
    """Return what the index says of a map with errors."""
    journey = judged.journey
    errors = [each for each in judged.correctness if each.severity is Severity.ERROR]
    if not errors:
        return NotDrawn(journey.path, journey.title, journey.file.lang, 0, journey.path, 1, "", "")
    first = errors[0]
    where = (first.spot.file, first.spot.span.line, first.rule, first.message)
    return NotDrawn(journey.path, journey.title, journey.file.lang, len(errors), *where)


def _score(score: Score | None) -> ScoreKept | None:
    if score is None or score.overall is None:
        return None
    return ScoreKept(str(score.overall), score.grade, score.capped_by or "", score.weakest or "")


def _log(journey: Journey, measures: Measures | None) -> LogKept | None:
    measured = measures.maps.get(journey.id) if measures is not None else None
    if measures is None or measured is None:
        return None
    metrics = journey.metrics()
    values = (measured.metrics.get(each.id) for each in metrics)
    known = sum(each is not None and each.value is not None for each in values)
    kept = LogKept(known, len(metrics))
    return _short(kept, journey, measured, measures.min_n) or _left(kept, journey, measured, measures.min_n)


def _short(kept: LogKept, journey: Journey, measured: MapMeasured, min_n: int) -> LogKept | None:
    """Return what is kept with the way that is furthest below its target, or None where none is below."""
    worst, furthest = None, 0.0
    for way in journey.ways():
        share = went_on(measured, way.start, way.end)
        if way.move.target is None or share is None or share.value is None or share.of < min_n:
            continue
        short = tidy(way.move.target - 100 * share.value)
        if short > furthest:
            furthest = short
            start, end = (journey.file.stages[id_].title for id_ in (way.start, way.end))
            value = round(share.value, 6)
            worst = replace(kept, start=start, end=end, share=value, n=share.of, target=way.move.target)
    return worst


def _left(kept: LogKept, journey: Journey, measured: MapMeasured, min_n: int) -> LogKept:
    """Return what is kept with the stage that most leave, where anyone does."""
    for stage in journey.stages:
        seen = measured.stages.get(stage.id)
        ended = seen.visits - seen.open if seen is not None and seen.observed else 0
        if seen is None or not ended or ended < min_n:
            continue
        share = round(seen.left / ended, 6)
        if share > kept.share:
            kept = replace(kept, start=stage.title, share=share, n=ended)
    return kept


def _moods(journey: Journey, points: Iterable[CurvePoint]) -> Iterator[Mood]:
    values: dict[str, list[float]] = {}
    for point in points:
        values.setdefault(point.stage, []).append(point.value)
    for stage in journey.stages:
        felt = values.get(stage.id)
        yield Mood(stage.title, sum(felt) / len(felt) if felt else None)


def _fixes(journey: Journey, findings: Iterable[Noted]) -> Iterator[Fix]:
    groups: dict[tuple[str, str], list[Noted]] = {}
    for each in findings:
        groups.setdefault((each.severity, each.rule), []).append(each)
    for (severity, rule), items in groups.items():
        first = items[0]
        part, place = part_of(journey, *first.subject)
        yield Fix(
            rule,
            first.name,
            severity,
            len(items),
            str(sum((each.points for each in items), Fraction(0))),
            first.number,
            first.message,
            part,
            place,
            owner_of(journey, *first.subject),
        )
