"""The workspace's index: a row for each map, where it hurts, what to fix first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from jmap.audit.score import Score
from jmap.faults import Severity
from jmap.findings.collect import Judged
from jmap.records import frozen
from jmap.render.cells import Badge
from jmap.render.header import ScoreShown, called, kind_of, people_shown, score_shown, segments_of
from jmap.render.language import known
from jmap.render.noted import gain_shown
from jmap.render.scene import page_path
from jmap.render.view import MapView
from jmap.render.wording import tone
from jmap.render.words import Words, term, words_for
from jmap.workspace.emotion_curve import CurvePoint, curve
from jmap.workspace.emotion_curve import judged as judged_curve
from jmap.workspace.journey import Journey

_FIRST = 6
_HEATS = {
    "segment": (term("Mean emotion by segment in “{map}”"), term("Segment")),
    "persona": (term("Mean emotion by persona in “{map}”"), term("Persona")),
}


@frozen
class Mood:
    """The mean feeling in a stage, or None where nothing is known of it."""

    stage: str
    value: float | None

    @property
    def tone(self) -> str:
        """Return the class of the feeling, or `no`."""
        return tone(self.value) if self.value is not None else "no"


@frozen
class Fix:
    """A finding worth mending first: where it is told, and the points that it gives back."""

    badge: Badge
    map: str
    lang: str
    href: str
    points: Fraction
    rank: int


@frozen
class IndexRow:
    """What the index keeps of a map once its page is written; `kind` is one of our words.

    `people` and `segments` are names of the map, in the language `lang`, as `title` is.
    """

    id: str
    lang: str
    href: str
    title: str
    kind: str
    future: bool
    people: tuple[str, ...]
    segments: tuple[str, ...]
    draft: bool
    archived: bool
    score: Score | None
    moods: tuple[Mood, ...]
    severities: tuple[tuple[str, int], ...]
    on_target: int
    measured: int
    reviewed: date | None
    stale: bool
    owner: str
    view: str
    views: tuple[tuple[str, tuple[Mood, ...]], ...]
    fixes: tuple[Fix, ...]


@frozen
class RowShown:
    """A row of the index, in words: those for a map in its language within an index in its own."""

    row: IndexRow
    words: Words
    score: ScoreShown | None
    reviewed: str
    days: int | None
    about: str
    moods: str


@frozen
class NotDrawn:
    """A map with errors, which has no page."""

    path: str
    title: str
    lang: str
    errors: int
    first: str


@frozen
class Heat:
    """Mean feelings: a row for each segment, persona or map, a column for each stage.

    `caption` and `by` are of our words; `lang` is the language of the names where they are of one map.
    """

    caption: str
    by: str
    map: str
    lang: str
    stages: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Mood, ...]], ...]


@frozen
class IndexView:
    """Everything that the index shows. `first` are the titles to look at first, each with its language."""

    words: Words
    title: str
    lede: str
    first: tuple[tuple[str, str], ...]
    rows: tuple[RowShown, ...]
    not_drawn: tuple[NotDrawn, ...]
    mean: str
    errors: int
    on_target: int
    measured: int
    stale: int
    heat: Heat | None
    fixes: tuple[tuple[Fix, str], ...]


def index_row(judged: Judged, score: Score | None, view: MapView) -> IndexRow:
    """Return what the index keeps of a map."""
    journey, head = judged.journey, view.header
    href = page_path(journey.id)
    fixes = [
        Fix(
            each.badge,
            head.title,
            view.lang,
            f"{href}#{each.number}",
            each.points,
            Severity(each.severity).rank,
        )
        for each in view.findings
    ]
    fixes.sort(key=_weight)
    return IndexRow(
        journey.id,
        view.lang,
        href,
        head.title,
        kind_of(journey),
        head.future,
        tuple(called(each.name) for each in view.people[:3]),
        segments_of(journey),
        head.draft,
        head.archived,
        # The index needs no more of a score, and there may be thousands.
        replace(score, categories={}, counts=(), gains={}) if score is not None else None,
        _moods(journey, judged_curve(journey)),
        head.severities,
        head.on_target,
        head.measured,
        journey.file.reviewed,
        head.stale,
        head.owner,
        *_views(journey),
        tuple(fixes[:_FIRST]),
    )


def not_drawn(judged: Judged) -> NotDrawn:
    """Return what the index says of a map with errors."""
    journey = judged.journey
    errors = [each for each in judged.correctness if each.severity is Severity.ERROR]
    first = f"{errors[0].spot.file}:{errors[0].spot.span.line}: {errors[0].message}" if errors else ""
    return NotDrawn(journey.path, journey.title, journey.file.lang, len(errors), first)


def index_view(
    title: str, rows: Sequence[IndexRow], left_out: Sequence[NotDrawn], as_of: date, lang: str = ""
) -> IndexView:
    """Return the index; maps stand by score, the lowest first, those without one last.

    It is in the language said, else in that of most maps. Without a title it has one of our words.
    """
    words = words_for(lang or _language([row.lang for row in rows]))
    ordered = sorted(rows, key=lambda row: (_points(row) is None, _points(row) or 0, row.title))
    active = [row for row in ordered if not row.archived]
    fixes = sorted((fix for row in active for fix in row.fixes), key=_weight)[:_FIRST]
    scored = [points for row in active if (points := _points(row)) is not None and not row.draft]
    return IndexView(
        words,
        title or words("Journeys"),
        _lede(len(ordered), len(left_out), words),
        tuple((row.title, row.lang) for row in active if _points(row) is not None)[:2],
        tuple(_row(row, as_of, words) for row in ordered),
        tuple(left_out),
        words.decimals(_mean(scored)),
        sum(amount for row in active for severity, amount in row.severities if severity == "error"),
        sum(row.on_target for row in active),
        sum(row.measured for row in active),
        sum(row.stale for row in active),
        _heat(active),
        tuple((fix, gain_shown(fix.points, words)) for fix in fixes),
    )


def _points(row: IndexRow) -> Fraction | None:
    return row.score.overall if row.score is not None else None


def _language(tags: Sequence[str]) -> str:
    """Return the language with words that most maps are in, English where there is none."""
    ours = [found for tag in tags if (found := known(tag)) is not None]
    return Counter(ours).most_common(1)[0][0] if ours else "en"


def _row(row: IndexRow, as_of: date, index: Words) -> RowShown:
    words = words_for(row.lang, index.tag)
    comma = words.language.comma
    people = words.listed(words.theirs(each) for each in row.people)
    segments = comma.join(words.theirs(each) for each in row.segments)
    return RowShown(
        row,
        words,
        score_shown(row.score, words),
        words.age(row.reviewed, as_of) if row.reviewed is not None else words("never"),
        (as_of - row.reviewed).days if row.reviewed is not None else None,
        " · ".join(part for part in (words(row.kind), people, segments) if part),
        comma.join(
            f"{words.theirs(mood.stage)} "
            f"{words.signed(mood.value) if mood.value is not None else words('no data')}"
            for mood in row.moods
        ),
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
        caption, by = _HEATS[widest.view]
        return Heat(caption, by, widest.title, widest.lang, stages, widest.views)
    alike = [(row.title, row.moods) for row in rows if tuple(mood.stage for mood in row.moods) == stages]
    if len(alike) < 2:
        return None
    return Heat(term("Mean emotion by map"), term("Map"), "", widest.lang, stages, tuple(alike))


def _lede(drawn: int, left_out: int, words: Words) -> str:
    text = words("{count}\u00a0maps", count=drawn + left_out)
    if not left_out:
        return text
    wrong = words("{count}\u00a0are not drawn for their errors", count=left_out)
    return words("{maps}, of which {wrong}", maps=text, wrong=wrong)
