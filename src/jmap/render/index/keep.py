"""A map becomes a row of the index: all that is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from jmap.audit.score import Score
from jmap.audit.where import owner_of
from jmap.faults import Severity
from jmap.findings.collect import Judged
from jmap.model.people import Persona
from jmap.render.earlier import NEVER, Earlier
from jmap.render.header import called, kind_of, people_shown, review_days
from jmap.render.index.row import Fix, IndexRow, Lead, Mood, Named, NotDrawn, ScoreKept, StageSeen, Tally
from jmap.render.noted import Noted, part_of
from jmap.render.scene import page_path
from jmap.render.urls import path_url
from jmap.render.view import MapView
from jmap.workspace.emotion_curve import CurvePoint, curve
from jmap.workspace.emotion_curve import judged as judged_curve
from jmap.workspace.journey import Journey

_RUNS = 7
"""So many earlier audits are drawn beside a score."""


def index_row(judged: Judged, score: Score | None, view: MapView, earlier: Earlier = NEVER) -> IndexRow:
    """Return what the index keeps of a map."""
    journey, head = judged.journey, view.header
    points = judged_curve(journey)
    people = people_shown(journey)
    names = _names(journey)
    chosen = journey.file.for_.segments if journey.file.for_ is not None else ()
    return IndexRow(
        journey.id,
        journey.path,
        view.lang,
        path_url(page_path(journey.id)),
        head.title,
        kind_of(journey),
        head.future,
        journey.is_lifecycle,
        tuple(Named(each.id, names[each.id]) for each in people),
        tuple(Named(id_, journey.title_of("segments", id_)) for id_ in chosen),
        tuple(Named(each.id, names[each.id]) for each in _wanted(journey)),
        tuple(_in_sight(journey, "segments")),
        head.draft,
        head.archived,
        _score(score),
        tuple(_moods(journey, points)),
        tuple(_stages(journey, points, [each.id for each in people])),
        head.severities,
        head.on_target,
        head.measured,
        journey.file.reviewed.isoformat() if journey.file.reviewed is not None else "",
        review_days(journey),
        head.owner,
        next((lead.target for lead in journey.leads if lead.purpose == "as_is"), ""),
        tuple(_details(journey)),
        tuple(_fixes(journey, view.findings)),
        tuple((day.isoformat(), str(points)) for day, points in earlier.of(journey.id)[-_RUNS:]),
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


def _names(journey: Journey) -> dict[str, str]:
    """Return the names of the personas in sight up to their comma, where that tells them apart."""
    every = journey.personas_in_sight()
    amounts = Counter(called(each.title) for each in every)
    return {each.id: called(each.title) if amounts[called(each.title)] == 1 else each.title for each in every}


def _wanted(journey: Journey) -> Iterator[Persona]:
    """Yield the personas in sight that somebody ought to look at: those whom the journey is made for."""
    shown = {each.id for each in people_shown(journey)}
    for each in journey.personas_in_sight():
        if each.kind != "negative" or each.id in shown:
            yield each


def _in_sight(journey: Journey, section: str) -> Iterator[Named]:
    for id_, found in journey.sight.sections[section].items():
        if not found.object.archived:
            yield Named(id_, found.object.title)


def _moods(journey: Journey, points: Iterable[CurvePoint]) -> Iterator[Mood]:
    values: dict[str, list[float]] = {}
    for point in points:
        values.setdefault(point.stage, []).append(point.value)
    for stage in journey.stages:
        felt = values.get(stage.id)
        yield Mood(stage.title, sum(felt) / len(felt) if felt else None)


def _stages(journey: Journey, points: Iterable[CurvePoint], people: Iterable[str]) -> Iterator[StageSeen]:
    by_place = _by_place(points)
    by_person = {id_: _by_place(curve(journey, id_)) for id_ in people}
    for stage in journey.stages:
        steps = [(each, by_place.get((stage.id, each.id), ())) for each in journey.touchpoints_of(stage.id)]
        own = by_place.get((stage.id, None), ())
        named = dict.fromkeys(id_ for each, _ in steps for id_ in each.segments)
        yield StageSeen(
            stage.id,
            stage.title,
            _tally([felt for _, felt in steps], own),
            _tally([felt for each, felt in steps if not each.segments], own),
            tuple((id_, _tally([felt for each, felt in steps if id_ in each.segments])) for id_ in named),
            tuple(
                (
                    id_,
                    _tally(
                        [
                            felt_by.get((stage.id, each.id), ())
                            for each, _ in steps
                            if not each.personas or id_ in each.personas
                        ],
                        felt_by.get((stage.id, None), ()),
                    ),
                )
                for id_, felt_by in by_person.items()
            ),
        )


def _by_place(points: Iterable[CurvePoint]) -> dict[tuple[str, str | None], tuple[float, ...]]:
    """Return the feelings of each touchpoint of a stage, and of the stage itself, which has None for it."""
    found: dict[tuple[str, str | None], tuple[float, ...]] = {}
    for point in points:
        key = point.stage, point.touchpoint
        found[key] = (*found.get(key, ()), point.value)
    return found


def _tally(steps: list[tuple[float, ...]], own: tuple[float, ...] = ()) -> Tally:
    felt = [value for each in (*steps, own) for value in each]
    return Tally(len(steps), sum(felt), len(felt))


def _details(journey: Journey) -> Iterator[Lead]:
    """Yield the maps that stages and touchpoints expand into, each once for a stage."""
    seen = set()
    for lead in journey.leads:
        if lead.purpose != "expands":
            continue
        section, id_ = str(lead.route[0]), str(lead.route[1])
        stage = journey.file.stages.get(id_)
        if section == "touchpoints" and id_ in journey.file.touchpoints:
            stage = journey.stage_of(journey.file.touchpoints[id_])
        if stage is not None and not stage.archived and (stage.id, lead.target) not in seen:
            seen.add((stage.id, lead.target))
            yield Lead(stage.id, stage.title, lead.target)


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
