"""What the index keeps of a map once its page is written: plain data, with no way back to the map.

Everything here is text, whole numbers, floats, truth values, None, or tuples and records of these, so that
rows can be packed and kept for maps that are not drawn again. What rests on the day is not kept: ages are
told when the index is made.
"""

from __future__ import annotations

from jmap.audit.seen import Lead, Named, StageSeen
from jmap.records import frozen


@frozen
class Mood:
    """The mean feeling in a stage, or None where nothing is known of it."""

    stage: str
    value: float | None


@frozen
class Fix:
    """The findings of one rule and severity in a map. `points` is the fraction that all give back, as text.

    `number`, `message`, `part`, `place` and `owner` are of the first one: its number on the page, what it
    says, in one of our words what it is on, the map's own name for that, and who answers for it.
    """

    rule: str
    name: str
    severity: str
    count: int
    points: str
    number: str
    message: str
    part: str
    place: str
    owner: str


@frozen
class ScoreKept:
    """A score: the fraction from 0 to 100 as text, its grade, what caps it, and its weakest category."""

    overall: str
    grade: str
    capped_by: str
    weakest: str


@frozen
class LogKept:
    """What a log says of a map: how many of its metrics it gives, and where most customers are lost.

    `start` and `end` are the names of the stages of the way that is furthest below its `target`, in percent;
    without such a way `start` is the stage that most leave, and without any it is ''. `share` is that of the
    `n` visits that ended, from 0 to 1.
    """

    metrics: int
    of: int
    start: str = ""
    end: str = ""
    share: float = 0.0
    n: int = 0
    target: float | None = None


@frozen
class IndexRow:
    """A map in the index, as plain data that can be packed; it refers to no journey.

    `path` is that of the file, `href` the address of the page. `kind` is one of our words. `people` are its
    personas, the point of view first; `segments` those it is made for, none where it is for all.
    `people_known` and `segments_known` are all in its sight. `severities` count its findings, the weightiest
    first; they are numbered in that order. `reviewed` is a day as `2026-10-01` or '', `review_days` the days
    after which another review is due. `as_is` is the path of the map that it changes, or ''. `runs` are the
    days and scores of earlier audits, oldest first, as texts. `log` is None for a map that was not measured.
    """

    id: str
    path: str
    lang: str
    href: str
    title: str
    kind: str
    future: bool
    lifecycle: bool
    people: tuple[Named, ...]
    segments: tuple[Named, ...]
    people_known: tuple[Named, ...]
    segments_known: tuple[Named, ...]
    draft: bool
    archived: bool
    score: ScoreKept | None
    moods: tuple[Mood, ...]
    stages: tuple[StageSeen, ...]
    severities: tuple[tuple[str, int], ...]
    on_target: int
    measured: int
    reviewed: str
    review_days: int
    owner: str
    as_is: str
    details: tuple[Lead, ...]
    fixes: tuple[Fix, ...]
    runs: tuple[tuple[str, str], ...] = ()
    log: LogKept | None = None


@frozen
class NotDrawn:
    """A map with errors, which has no page: how many there are, and the first one, its file and line."""

    path: str
    title: str
    lang: str
    errors: int
    file: str
    line: int
    rule: str
    message: str
