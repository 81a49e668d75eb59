"""Findings as a page shows them: numbered, each at the stage and object that it concerns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from jmap.audit.numbered import numbered, subject_of
from jmap.audit.points import signed, tenths
from jmap.audit.where import anchor_of, stages_of
from jmap.faults import Severity
from jmap.findings.finding import Finding
from jmap.model.described_objects import words as id_in_words
from jmap.records import frozen
from jmap.render.cells import Badge
from jmap.render.wording import sentence
from jmap.render.words import Words, term
from jmap.workspace.journey import Journey


@frozen
class Noted:
    """A finding on the page. `where` leads to it in words, `anchor` is the id of that part of the page.

    `place` is its file and line; `line` is that again where the file is the map's own, and else 0.
    `gain` says how many points of the score mending it recovers, or is empty. `subject` is the section and
    the id of the object that it concerns, both empty where that is the map.
    """

    number: str
    severity: str
    rule: str
    name: str
    message: str
    hint: str
    where: str
    anchor: str
    place: str
    gain: str
    points: Fraction
    subject: tuple[str, str]
    line: int = 0

    @property
    def badge(self) -> Badge:
        """Return the badge that leads to it."""
        return Badge(self.number, self.severity, self.message)


@frozen
class Group:
    """Findings of one rule. `title` is empty where there is one; `hint` where each has its own."""

    severity: str
    rule: str
    title: str
    gain: str
    hint: str
    items: tuple[Noted, ...]


@frozen
class Notes:
    """All findings of a map, by the stage they show at and by the object they concern."""

    every: tuple[Noted, ...]
    by_stage: Mapping[str, tuple[Noted, ...]]
    by_object: Mapping[tuple[str, str], tuple[Noted, ...]]

    def at_stage(self, id_: str) -> tuple[Badge, ...]:
        """Return the badges of a stage."""
        return tuple(each.badge for each in self.by_stage.get(id_, ()))

    def on(self, section: str, id_: str) -> tuple[Badge, ...]:
        """Return the badges of an object."""
        return tuple(each.badge for each in self.by_object.get((section, id_), ()))


def note(
    journey: Journey, findings: Iterable[Finding], words: Words, gains: Mapping[str, Fraction] | None = None
) -> Notes:
    """Return findings numbered in the order of the list: by severity, then by points, then by place.

    `gains` are points recovered by fingerprint or by rule.
    """
    every: list[Noted] = []
    by_stage: dict[str, list[Noted]] = defaultdict(list)
    by_object: dict[tuple[str, str], list[Noted]] = defaultdict(list)
    for number, finding, points in numbered(findings, gains or {}):
        section, id_ = subject_of(finding)
        noted = Noted(
            number,
            finding.severity.value,
            finding.rule,
            finding.name,
            sentence(finding.message),
            sentence(finding.hint),
            place_shown(*part_of(journey, section, id_), words),
            anchor_of(journey, section, id_),
            f"{finding.spot.file}:{finding.spot.span.line}",
            gain_shown(points, words),
            points,
            (section, id_),
            finding.spot.span.line if finding.spot.file == journey.path else 0,
        )
        every.append(noted)
        by_object[section, id_].append(noted)
        for stage in stages_of(journey, section, id_):
            by_stage[stage].append(noted)
    return Notes(
        tuple(every),
        {stage: tuple(each) for stage, each in by_stage.items()},
        {subject: tuple(each) for subject, each in by_object.items()},
    )


def grouped(notes: Iterable[Noted]) -> list[Group]:
    """Return findings in their order, those of one rule and severity together."""
    groups: dict[tuple[str, str], list[Noted]] = {}
    for each in notes:
        groups.setdefault((each.severity, each.rule), []).append(each)
    found = []
    for (severity, rule), items in groups.items():
        hints = {each.hint for each in items}
        gains = {each.gain for each in items}
        found.append(
            Group(
                severity,
                rule,
                rule_title(items[0].name) if len(items) > 1 else "",
                gains.pop() if len(gains) == 1 else "",
                hints.pop() if len(hints) == 1 else "",
                tuple(items),
            )
        )
    return found


def rule_title(name: str) -> str:
    """Return the name of a rule in words."""
    return sentence(_SHORT.sub(lambda word: word[0].upper(), id_in_words(name)))


def severities(notes: Iterable[Noted]) -> dict[str, int]:
    """Return how many findings there are of each severity, the weightiest first."""
    every = list(notes)
    return {each.value: sum(noted.severity == each.value for noted in every) for each in Severity}


def part_of(journey: Journey, section: str, id_: str) -> tuple[str, str]:
    """Return what an object is in one of our words, and its name; either is empty where the other says it."""
    if section == "touchpoints" and id_ in journey.file.touchpoints:
        touchpoint = journey.file.touchpoints[id_]
        stage = journey.stage_of(touchpoint)
        return "", f"{stage.title} › {touchpoint.title}" if stage is not None else touchpoint.title
    if section in journey.sight.sections and id_ in journey.sight.sections[section]:
        title = journey.title_of(section, id_)
        return ("" if section == "stages" else _ONE.get(section, term("Part"))), title
    return term("Whole map"), ""


def place_shown(part: str, name: str, words: Words) -> str:
    """Return where a finding is, in words: what it is on, and its name."""
    return " › ".join(each for each in (words(part) if part else "", words.theirs(name)) if each)


_SHORT = re.compile(r"\bsla\b", re.IGNORECASE)

_ONE = {
    "teams": term("Team"),
    "segments": term("Segment"),
    "personas": term("Persona"),
    "channels": term("Channel"),
    "events": term("Event"),
    "metrics": term("Metric"),
    "evidence": term("Evidence"),
    "opportunities": term("Opportunity"),
    "plays": term("Play"),
    "health": term("Health"),
}


def gain_shown(points: Fraction, words: Words) -> str:
    """Return points cut to one decimal, or nothing where there are less than a tenth."""
    amount = tenths(points)
    return words.decimals(signed(amount)) if amount > 0 else ""
