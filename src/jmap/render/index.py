"""The workspace's index: a row for each map, where it hurts, what to fix first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from jmap.audit.score import Score
from jmap.faults import Severity
from jmap.findings.collect import Judged
from jmap.records import frozen
from jmap.render.cells import Badge
from jmap.render.header import ScoreShown, people_shown, score_shown
from jmap.render.scene import page_path
from jmap.render.view import MapView
from jmap.render.wording import age, counted, feeling, listed, signed
from jmap.workspace.emotion_curve import CurvePoint, curve
from jmap.workspace.emotion_curve import judged as judged_curve
from jmap.workspace.journey import Journey

_FIRST = 6


@frozen
class Mood:
    """The mean feeling in a stage, or None where nothing is known of it."""

    stage: str
    value: float | None

    @property
    def sign(self) -> str:
        """Return the value with its sign, or `no data`."""
        return signed(self.value) if self.value is not None else "no data"

    @property
    def tone(self) -> str:
        """Return the class of the feeling, or `no`."""
        if self.value is None:
            return "no"
        tones = {"very positive": "p2", "positive": "p1", "neutral": "n0", "negative": "m1"}
        return tones.get(feeling(self.value), "m2")


@frozen
class Fix:
    """A finding worth mending first: where it is told, and the points that it gives back."""

    badge: Badge
    hint: str
    map: str
    href: str
    gain: str
    points: Fraction
    rank: int


@frozen
class IndexRow:
    """What the index keeps of a map once its page is written."""

    id: str
    href: str
    title: str
    kind: str
    about: str
    draft: bool
    archived: bool
    score: ScoreShown | None
    points: Fraction | None
    moods: tuple[Mood, ...]
    severities: tuple[tuple[str, int], ...]
    on_target: int
    measured: int
    reviewed: str
    days: int | None
    stale: bool
    owner: str
    view: str
    views: tuple[tuple[str, tuple[Mood, ...]], ...]
    fixes: tuple[Fix, ...]


@frozen
class NotDrawn:
    """A map with errors, which has no page."""

    path: str
    title: str
    errors: int
    first: str


@frozen
class Heat:
    """Mean feelings: a row for each segment, persona or map, a column for each stage."""

    map: str
    by: str
    stages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Mood, ...]], ...]


@frozen
class IndexView:
    """Everything that the index shows."""

    title: str
    lede: str
    rows: tuple[IndexRow, ...]
    not_drawn: tuple[NotDrawn, ...]
    mean: str
    errors: int
    on_target: int
    measured: int
    stale: int
    heat: Heat | None
    fixes: tuple[Fix, ...]


def index_row(judged: Judged, score: Score | None, view: MapView, as_of: date) -> IndexRow:
    """Return what the index keeps of a map."""
    journey, head = judged.journey, view.header
    href = page_path(journey.id)
    people = [each.name.split(",")[0] for each in view.people[:3]]
    parts = (
        [listed(people), *head.facts[1:2]]
        if journey.file.for_ and journey.file.for_.segments
        else [listed(people)]
    )
    reviewed = journey.file.reviewed
    fixes = [
        Fix(
            each.badge,
            each.hint,
            head.title,
            f"{href}#{each.number}",
            each.gain,
            each.points,
            Severity(each.severity).rank,
        )
        for each in view.findings
    ]
    fixes.sort(key=_weight)
    return IndexRow(
        journey.id,
        href,
        head.title,
        head.facts[0],
        " · ".join(part for part in parts if part),
        head.draft,
        head.archived,
        head.score,
        score.overall if score is not None else None,
        _moods(journey, judged_curve(journey)),
        head.severities,
        head.on_target,
        head.measured,
        age(reviewed, as_of) if reviewed is not None else "never",
        (as_of - reviewed).days if reviewed is not None else None,
        head.stale,
        head.owner,
        *_views(journey),
        tuple(fixes[:_FIRST]),
    )


def not_drawn(judged: Judged) -> NotDrawn:
    """Return what the index says of a map with errors."""
    errors = [each for each in judged.correctness if each.severity is Severity.ERROR]
    first = f"{errors[0].spot.file}:{errors[0].spot.span.line}: {errors[0].message}" if errors else ""
    return NotDrawn(judged.journey.path, judged.journey.title, len(errors), first)


def index_view(
    title: str, rows: Sequence[IndexRow], left_out: Sequence[NotDrawn], score: Score | None, as_of: date
) -> IndexView:
    """Return the index; maps stand by score, the lowest first, those without one last."""
    del as_of
    ordered = sorted(rows, key=lambda row: (row.points is None, row.points or 0, row.title))
    active = [row for row in ordered if not row.archived]
    fixes = sorted((fix for row in active for fix in row.fixes), key=_weight)[:_FIRST]
    scored = [row.points for row in active if row.points is not None and not row.draft]
    mean = score_shown(score)
    shown = mean.shown if mean is not None else _mean(scored)
    return IndexView(
        title,
        _lede(ordered, left_out),
        tuple(ordered),
        tuple(left_out),
        shown,
        sum(amount for row in active for severity, amount in row.severities if severity == "error"),
        sum(row.on_target for row in active),
        sum(row.measured for row in active),
        sum(row.stale for row in active),
        _heat(active),
        tuple(fixes),
    )


def _weight(fix: Fix) -> tuple[Fraction, int, str, str]:
    return (-fix.points, fix.rank, fix.map, fix.badge.number)


def _mean(scores: Sequence[Fraction]) -> str:
    if not scores:
        return "–"
    tenths = sum(scores, Fraction(0)) * 10 // len(scores)
    return f"{int(tenths) // 10}.{int(tenths) % 10}"


def _moods(journey: Journey, points: Sequence[CurvePoint]) -> tuple[Mood, ...]:
    moods = []
    for stage in journey.stages:
        values = [point.value for point in points if point.stage == stage.id]
        moods.append(Mood(stage.title, sum(values) / len(values) if values else None))
    return tuple(moods)


def _views(journey: Journey) -> tuple[str, tuple[tuple[str, tuple[Mood, ...]], ...]]:
    """Return the moods of each segment, or where those are alike of each persona; empty where both are."""
    points = judged_curve(journey)
    segments = [
        (each.title, _moods(journey, [point for point in points if _meets(journey, point, each.id)]))
        for each in journey.segments()
    ]
    people = [(each.title, _moods(journey, curve(journey, each.id))) for each in people_shown(journey)]
    for head, rows in (("segment", segments), ("persona", people)):
        if len({moods for _, moods in rows}) > 1:
            return head, tuple(rows)
    return "", ()


def _meets(journey: Journey, point: CurvePoint, segment: str) -> bool:
    found = journey.file.touchpoints.get(point.touchpoint or "")
    return found is None or not found.segments or segment in found.segments


def _heat(rows: Sequence[IndexRow]) -> Heat | None:
    """Return the moods of the map with the most stages by segment or persona, else of all maps like it."""
    widest = max(rows, key=lambda row: (bool(row.views), len(row.moods)), default=None)
    if widest is None or not any(mood.value is not None for mood in widest.moods):
        return None
    stages = tuple(mood.stage for mood in widest.moods)
    if widest.views:
        return Heat(widest.title, widest.view, stages, widest.views)
    alike = [(row.title, row.moods) for row in rows if tuple(mood.stage for mood in row.moods) == stages]
    return Heat("", "map", stages, tuple(alike)) if len(alike) > 1 else None


def _lede(rows: Sequence[IndexRow], left_out: Sequence[NotDrawn]) -> str:
    parts = [counted(len(rows) + len(left_out), "map")]
    lowest = [row.title for row in rows if row.points is not None and not row.archived][:2]
    text = ", ".join(parts)
    if left_out:
        wrong = counted(len(left_out), "is not drawn for its errors", "are not drawn for their errors")
        text += f", of which {wrong}"
    return f"{text}. Look first at {listed(lowest)}." if lowest else f"{text}."
