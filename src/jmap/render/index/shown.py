"""A row of the index as it is shown: its figures in words, its mood as bars, its links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction

from jmap.audit.score import Score
from jmap.audit.seen import Named
from jmap.records import frozen
from jmap.render.header import ScoreShown, score_shown
from jmap.render.index.kin import Kin
from jmap.render.index.row import IndexRow, LogKept, Mood, ScoreKept
from jmap.render.svg_text import number
from jmap.render.words import Words, words_for

STRIP_WIDTH = 120
STRIP_HEIGHT = 40
SPARK_WIDTH = 64
SPARK_HEIGHT = 18
_LEAST_RUNS = 2
"""Of fewer earlier audits there is no line."""

_MOST_NAMES = 3


@frozen
class Count:
    """Findings of one severity: how many, and the way to the first."""

    severity: str
    amount: int
    href: str


@frozen
class Strip:
    """Moods as bars in a field of 120 by 40: the path of those above neutral and of those below."""

    over: str
    under: str


@frozen
class RowShown:
    """A row of the index, in words: those for a map in its language within an index in its own.

    `days` are since the last review, None where there was none; it is `overdue` past what the map says, and
    `due` says that. `owner`, `segments` and `people` are the places of its own in what may be chosen;
    `segments` is None for a map that is for all. `spark` is the line of its scores in a field of 64 by 18.
    `log` are sentences on what a log says of the map.
    """

    row: IndexRow
    words: Words
    score: ScoreShown | None
    counts: tuple[Count, ...]
    reviewed: str
    days: int | None
    overdue: bool
    due: str
    about: str
    moods: str
    strip: Strip
    kin: tuple[Kin, ...]
    owner: int | None
    segments: tuple[int, ...] | None
    people: tuple[int, ...]
    spark: str = ""
    log: tuple[str, ...] = ()


@frozen
class Choices:
    """What rows may be chosen by: owners, segments and personas, each with its language."""

    owners: tuple[tuple[str, str], ...]
    segments: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


@frozen
class Places:
    """The place of each owner, by name, and of each segment and persona, by id, in what may be chosen."""

    owners: Mapping[str, int]
    segments: Mapping[str, int]
    people: Mapping[str, int]


def choices_of(rows: Iterable[IndexRow]) -> tuple[Choices, Places]:
    """Return what the rows may be chosen by, sorted by name, and where each stands."""
    owners: dict[str, str] = {}
    segments: dict[str, tuple[str, str]] = {}
    people: dict[str, tuple[str, str]] = {}
    for row in rows:
        if row.owner:
            owners.setdefault(row.owner, row.lang)
        for found, every in ((segments, row.segments or row.segments_known), (people, row.people)):
            for each in every:
                found.setdefault(each.id, (each.name, row.lang))
    named = sorted(owners.items(), key=lambda each: (each[0].casefold(), each))
    by_segment = sorted(segments, key=lambda id_: (segments[id_][0].casefold(), id_))
    by_person = sorted(people, key=lambda id_: (people[id_][0].casefold(), id_))
    choices = Choices(
        tuple(named), tuple(segments[id_] for id_ in by_segment), tuple(people[id_] for id_ in by_person)
    )
    places = Places(
        {name: place for place, (name, _) in enumerate(named)},
        {id_: place for place, id_ in enumerate(by_segment)},
        {id_: place for place, id_ in enumerate(by_person)},
    )
    return choices, places


def points_of(row: IndexRow) -> Fraction | None:
    """Return the score of a row from 0 to 100, or None where it has none."""
    return Fraction(row.score.overall) if row.score is not None else None


def days_since(row: IndexRow, as_of: date) -> int | None:
    """Return the days since a map was reviewed, or None where it never was."""
    return (as_of - date.fromisoformat(row.reviewed)).days if row.reviewed else None


def overdue(row: IndexRow, as_of: date) -> bool:
    """Tell whether a map should have been reviewed since: one that is archived need not be."""
    days = days_since(row, as_of)
    return not row.archived and (days is None or days > row.review_days)


def row_shown(
    row: IndexRow, as_of: date, index: Words, places: Places, kin: Mapping[str, tuple[Kin, ...]]
) -> RowShown:
    """Return a row in words."""
    words = words_for(row.lang, index.tag)
    comma = words.language.comma
    late = overdue(row, as_of)
    about = (words(row.kind), words.listed(_names(row.people, words)), _segments(row, words))
    return RowShown(
        row,
        words,
        score_shown(_score(row.score), words, _earlier(row)),
        tuple(_counts(row)),
        words.age(date.fromisoformat(row.reviewed), as_of) if row.reviewed else words("never"),
        days_since(row, as_of),
        late,
        words("due every {count}\u00a0days", count=row.review_days) if late else "",
        " · ".join(part for part in about if part),
        comma.join(
            f"{words.theirs(mood.stage)} "
            f"{words.signed(mood.value) if mood.value is not None else words('no data')}"
            for mood in row.moods
        ),
        strip(row.moods),
        kin.get(row.path, ()),
        places.owners.get(row.owner),
        _places(row.segments, places.segments) if row.segments else None,
        _places(row.people, places.people),
        _spark(row),
        tuple(_log(row.log, words)) if row.log is not None else (),
    )


def strip(moods: Sequence[Mood]) -> Strip:
    """Return moods as bars about a middle line; a stage of which nothing is known has none."""
    over: list[str] = []
    under: list[str] = []
    step = STRIP_WIDTH / max(len(moods), 1)
    wide = number(max(step - 4, 1))
    for place, mood in enumerate(moods):
        if mood.value is None:
            continue
        left = number(place * step + min(2, step / 4))
        high = number(max(abs(mood.value) * 9, 1.5))
        side, sign = (under, "") if mood.value < 0 else (over, "-")
        side.append(f"M{left} {STRIP_HEIGHT // 2}v{sign}{high}h{wide}V{STRIP_HEIGHT // 2}z")
    return Strip("".join(over), "".join(under))


def _log(kept: LogKept, words: Words) -> Iterator[str]:
    """Yield how many metrics a log gives, and where it shows most customers lost."""
    if kept.of:
        yield words("{part} of {whole} measured by the log", part=kept.metrics, whole=kept.of)
    if not kept.start:
        return
    share, whole = words.percent(round(100 * kept.share, 1)), words.number(kept.n)
    start = words.theirs(kept.start)
    if kept.target is None:
        yield words("most leave at {stage}: {share} of {whole}", stage=start, share=share, whole=whole)
        return
    way = words("{start} to {end}", start=start, end=words.theirs(kept.end))
    target = words.percent(kept.target)
    yield words(
        "{way}: {share} of {whole}, target {target}", way=way, share=share, whole=whole, target=target
    )


def _segments(row: IndexRow, words: Words) -> str:
    if row.segments:
        return words.language.comma.join(_names(row.segments, words))
    return words("all segments") if row.segments_known else ""


def _names(named: Collection[Named], words: Words) -> list[str]:
    names = [words.theirs(each.name) for each in named]
    rest = len(names) - _MOST_NAMES
    return names if rest < 2 else [*names[:_MOST_NAMES], words("{count} more", count=rest)]


def _counts(row: IndexRow) -> Iterable[Count]:
    first = 1
    for severity, amount in row.severities:
        yield Count(severity, amount, f"{row.href}#F-{first:02d}")
        first += amount


def _earlier(row: IndexRow) -> list[tuple[date, Fraction]]:
    return [(date.fromisoformat(day), Fraction(points)) for day, points in row.runs]


def _spark(row: IndexRow) -> str:
    """Return the line of a map's scores up to this one, or nothing where there are too few."""
    now = points_of(row)
    if now is None or len(row.runs) < _LEAST_RUNS:
        return ""
    scores = [*(points for _, points in _earlier(row)), now]
    low, high = min(scores), max(scores)
    step = Fraction(SPARK_WIDTH - 4, len(scores) - 1)
    room = SPARK_HEIGHT - 4
    places = []
    for place, points in enumerate(scores):
        share = (points - low) / (high - low) if high > low else Fraction(1, 2)
        places.append(f"{number(float(2 + step * place))} {number(float(2 + room * (1 - share)))}")
    return f"M{'L'.join(places)}"


def _score(kept: ScoreKept | None) -> Score | None:
    if kept is None:
        return None
    return Score(Fraction(kept.overall), kept.grade, kept.capped_by or None, kept.weakest or None, {}, ())


def _places(named: Iterable[Named], places: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(places[each.id] for each in named if each.id in places)
