"""The head of a page: what map it is, its score and figures, and whose journey it shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from jmap.audit.figures import standing
from jmap.audit.people import called
from jmap.audit.score import Score
from jmap.model.people import Persona
from jmap.records import frozen
from jmap.render.cells import Badge
from jmap.render.clusters import is_wide
from jmap.render.earlier import ChangeShown, change_shown
from jmap.render.noted import severities
from jmap.render.scene import Scene
from jmap.render.text_width import runs_right_to_left
from jmap.render.wording import sentence
from jmap.render.words import Words, term
from jmap.workspace.journey import Journey

STALE_DAYS = 90
"""A map reviewed longer ago than this is called stale, where it does not say how often it is reviewed."""


AMOUNTS = {
    "error": term("{count} errors"),
    "warning": term("{count} warnings"),
    "info": term("{count} info"),
}
"""How findings of a severity are counted."""

_CATEGORIES = {
    "customer": term("customer"),
    "touchpoints": term("touchpoints"),
    "experience": term("experience"),
    "measurement": term("measurement"),
    "action": term("action"),
}


@frozen
class ScoreShown:
    """A score: its share of a ring, its figures, its grade, what holds it down, how far it has come.

    `figure` is what it is sorted by.
    """

    share: float
    figure: str
    shown: str
    whole: str
    grade: str
    sentence: str
    change: ChangeShown | None = None


@frozen
class Header:
    """The head of a page. `facts` stand above the title, `lede` below it."""

    title: str
    facts: tuple[str, ...]
    lede: str
    goal: str
    owner: str
    reviewed: str
    stale: bool
    draft: bool
    archived: bool
    future: bool
    as_is: str
    as_is_href: str
    score: ScoreShown | None
    on_target: int
    measured: int
    findings: int
    worst: str
    severities: tuple[tuple[str, int], ...]


@frozen
class PersonCard:
    """A persona, by its place on the page."""

    place: int
    id: str
    name: str
    initials: str
    role: str
    about: str
    quote: str
    wants: tuple[str, ...]
    fears: tuple[str, ...]
    evidence: str
    chosen: bool
    badges: tuple[Badge, ...]


def header(scene: Scene, score: Score | None) -> Header:
    """Return the head of a page."""
    journey, file, words = scene.journey, scene.journey.file, scene.words
    states = [standing(metric, scene.as_of).state for metric in journey.metrics()]
    counts = severities(scene.notes.every)
    return Header(
        journey.title,
        tuple(_facts(scene)),
        file.scenario or file.summary or "",
        file.goal or "",
        scene.team(file.owner),
        words(
            "reviewed {day}, {age}", day=words.day(file.reviewed), age=words.age(file.reviewed, scene.as_of)
        )
        if file.reviewed
        else words("never reviewed"),
        file.reviewed is None or (scene.as_of - file.reviewed).days > review_days(journey),
        file.status == "draft",
        file.status == "archived",
        file.state == "future",
        file.as_is or "",
        scene.href_of(journey.path, file.as_is) if file.as_is else "",
        score_shown(score, words, scene.earlier.of(journey.id)),
        sum(state == "on target" for state in states),
        sum(state in ("on target", "missed") for state in states),
        len(scene.notes.every),
        next((words(AMOUNTS[severity], count=amount) for severity, amount in counts.items() if amount), ""),
        tuple((severity, amount) for severity, amount in counts.items() if amount),
    )


def score_shown(
    score: Score | None, words: Words, earlier: Sequence[tuple[date, Fraction]] = ()
) -> ScoreShown | None:
    """Return a score in figures and words, or None where nothing was scored.

    `earlier` are the days and scores of audits before, oldest first; it is compared with the last.
    """
    if score is None or score.overall is None:
        return None
    parts = []
    if score.capped_by:
        parts.append(words("held down by {rule}", rule=score.capped_by))
    if score.weakest:
        parts.append(words("weakest: {category}", category=words(_CATEGORIES[score.weakest])))
    return ScoreShown(
        round(float(Fraction(score.overall) / 100), 4),
        score.shown,
        words.decimals(score.shown),
        score.shown.partition(".")[0],
        score.grade,
        words.language.comma.join(parts),
        change_shown(earlier[-1], score.overall, words) if earlier else None,
    )


def people(scene: Scene) -> tuple[PersonCard, ...]:
    """Return the cards of the personas; the first is chosen."""
    return tuple(_person(scene, place, each) for place, each in enumerate(scene.personas))


def kind_of(journey: Journey) -> str:
    """Return what sort of map it is, as one of our words."""
    if journey.file.state == "future":
        return term("To-be lifecycle") if journey.is_lifecycle else term("To-be journey")
    return term("As-is lifecycle") if journey.is_lifecycle else term("As-is journey")


def review_days(journey: Journey) -> int:
    """Return the days after which another review of a map is due."""
    cadence = journey.file.review_every
    return int(cadence.days) if cadence is not None else STALE_DAYS


def segments_of(journey: Journey) -> tuple[str, ...]:
    """Return the names of the segments that a map is made for; none where it is for all."""
    chosen = journey.file.for_.segments if journey.file.for_ is not None else ()
    return tuple(journey.title_of("segments", id_) for id_ in chosen)


def initials(name: str) -> str:
    """Return one or two letters for a name: of its first word and its last before a comma.

    Of a name in Chinese or Japanese it is one.
    """
    words = [word for word in called(name).split() if word[:1].isalnum()]
    if not words:
        return name.strip()[:1].upper() or "?"
    # The joiner keeps apart letters that are written joined.
    apart = "\u200c" if runs_right_to_left(words[0][:1]) else ""
    letters = words[0][:1]
    if len(words) > 1 and not is_wide(letters):
        letters += apart + words[-1][:1]
    return letters.upper()


def _facts(scene: Scene) -> list[str]:
    journey, file, words = scene.journey, scene.journey.file, scene.words
    facts = [words(kind_of(journey))]
    segments = segments_of(journey)
    if segments:
        facts.append(words.language.comma.join(words.theirs(each) for each in segments))
    if file.reviewed is not None:
        facts.append(words("reviewed {day}", day=words.day(file.reviewed)))
    if scene.measures is not None and scene.measured is not None:
        facts.append(words("measured up to {day}", day=words.day(scene.measures.as_of)))
    return facts


def _person(scene: Scene, place: int, persona: Persona) -> PersonCard:
    journey, words = scene.journey, scene.words
    segments = [words.theirs(journey.title_of("segments", id_)) for id_ in persona.segments]
    decides = words.listed(words(each) for each in persona.decides)
    about = [sentence(decides), words.language.comma.join(segments)]
    return PersonCard(
        place,
        persona.id,
        persona.title,
        initials(persona.title),
        persona.role or "",
        " · ".join(part for part in about if part),
        persona.quotes[0] if persona.quotes else "",
        persona.goals or persona.needs or persona.jobs,
        persona.frustrations,
        _evidence(scene, persona),
        place == 0,
        scene.notes.on("personas", persona.id),
    )


def _evidence(scene: Scene, persona: Persona) -> str:
    parts, words = [], scene.words
    for id_ in persona.evidence:
        found = scene.journey.definition("evidence", id_)
        if found is not None:
            each = [words.theirs(found.object.title)]
            if found.object.n is not None:
                each.append(words("{count}\u00a0cases", count=found.object.n))
            parts.append(words.language.comma.join(each))
    return words.language.semicolon.join(parts) or words("none|evidence")
