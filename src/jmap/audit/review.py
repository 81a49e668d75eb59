"""The review of one map: how it is doing, what to fix first, every touchpoint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from typing import Final, TypeAlias

from jmap.audit.behaviour import Behaviour, behaviour
from jmap.audit.experience import EmotionLine, LevelLine, MomentLine, emotion_line, level_lines, moment_lines
from jmap.audit.metric_lines import MetricLine, metric_lines
from jmap.audit.numbered import numbered, subject_of
from jmap.audit.priorities import Priorities, priorities
from jmap.audit.score import Score
from jmap.audit.scorecard import ScoreRow, scorecard
from jmap.audit.where import Where, anchor_of, owner_of
from jmap.findings.collect import Judged
from jmap.findings.finding import Finding
from jmap.model.actions import Opportunity
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.workspace.journey import Journey


@frozen
class Fix:
    """A finding in a review. `number` is that on the map's page; `points` what mending it adds to the score.

    `place` names the object in words. `due` is an opportunity's own day, or the earliest of those that are
    meant to mend this problem of the journey; what a map does not say of itself has none.
    """

    number: str
    finding: Finding
    points: Fraction
    of_journey: bool
    place: str
    owner: str
    due: date | None
    where: Where


@frozen
class Review:
    """The review of one map, as plain data: no model of the map is kept.

    `fixes` are the findings of quality rules that the score counts, by points; `problems` those that say how
    the journey is doing, by severity. Within both a tie goes by severity, then place. `characters` is how
    long the map's own file is.
    """

    owner: str
    reviewed: date | None
    lang: str
    metrics: tuple[MetricLine, ...]
    moments: tuple[MomentLine, ...]
    emotion: EmotionLine | None
    levels: tuple[LevelLine, ...]
    behaviour: Behaviour
    priorities: Priorities
    scorecard: tuple[ScoreRow, ...]
    fixes: tuple[Fix, ...]
    problems: tuple[Fix, ...]
    characters: int = 0

    def count(self, state: str) -> int:
        """Return how many metrics are in a state."""
        return sum(each.standing.state == state for each in self.metrics)

    def out_of_date(self) -> list[MetricLine]:
        """Return the metrics whose newest value is too old for JM809, where it is asked and not accepted."""
        ids = {each.where.id for each in self.fixes if each.finding.rule == _OLD}
        return [each for each in self.metrics if each.id in ids and each.standing.actual is not None]


_OLD: Final = "JM809"
_QUALITY: Final = tuple(registry.QUALITY)
_Subject: TypeAlias = tuple[str, str, str, date | None]
"""The anchor of an object, its place in words, who answers for it, and the first due date."""


def review(judged: Judged, score: Score, settings: Settings) -> Review:
    """Return the review of a map that has no errors."""
    journey = judged.journey
    every = list(_fixes(judged, score))
    fixes = sorted((each for each in every if not each.of_journey), key=lambda each: -each.points)
    open_on = Counter(subject_of(each.finding) for each in every)
    return Review(
        journey.title_of("teams", journey.file.owner) if journey.file.owner else "",
        journey.file.reviewed,
        journey.file.lang,
        metric_lines(journey, settings),
        moment_lines(journey),
        emotion_line(journey, settings),
        level_lines(journey),
        behaviour(journey, settings),
        priorities(journey, settings),
        scorecard(journey, settings, open_on),
        tuple(fixes),
        tuple(each for each in every if each.of_journey),
        len(journey.document.source.text) if journey.document.source is not None else 0,
    )


def _fixes(judged: Judged, score: Score) -> Iterator[Fix]:
    """Yield the findings of quality rules by severity, then points, then place."""
    journey = judged.journey
    known: dict[tuple[str, str, bool], _Subject] = {}
    for number, finding, points in numbered((*judged.correctness, *judged.quality), score.gains):
        if not finding.rule.startswith(_QUALITY):
            continue
        section, id_ = subject_of(finding)
        of_journey = registry.get(finding.rule).rule.of_journey
        subject = known.get((section, id_, of_journey))
        if subject is None:
            subject = known[section, id_, of_journey] = (
                anchor_of(journey, section, id_),
                _place(journey, section, id_),
                owner_of(journey, section, id_),
                _due(journey, section, id_, of_journey=of_journey),
            )
        anchor, place, owner, due = subject
        span = finding.spot.span
        where = Where(journey.id, finding.spot.file, span.line, span.column, section, id_, anchor)
        yield Fix(number, finding, points, of_journey, place, owner, due, where)


def _place(journey: Journey, section: str, id_: str) -> str:
    """Return where a finding is in words: the stage and touchpoint, or the name of the object, or ''."""
    if section == "touchpoints" and id_ in journey.file.touchpoints:
        touchpoint = journey.file.touchpoints[id_]
        stage = journey.stage_of(touchpoint)
        return f"{stage.title} › {touchpoint.title}" if stage is not None else touchpoint.title
    if section in journey.sight.sections and id_ in journey.sight.sections[section]:
        return journey.title_of(section, id_)
    return ""


def _due(journey: Journey, section: str, id_: str, *, of_journey: bool) -> date | None:
    meant: Iterable[Opportunity] = ()
    if section == "opportunities":
        meant = (each for each in journey.opportunities() if each.id == id_)
    elif of_journey and section == "metrics":
        meant = (each for each in journey.opportunities() if each.expected and each.expected.metric == id_)
    elif of_journey and section in ("stages", "touchpoints"):
        meant = (each for each in journey.answers(section, id_) if isinstance(each, Opportunity))
    days = (each.due for each in meant if each.state not in ("done", "dropped"))
    return min((day for day in days if day is not None), default=None)
