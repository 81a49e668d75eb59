"""What the JSON of a map adds to what is written: places, figures, and everything that follows from the rest.

Each is a record, so that its data and its schema come from one place.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Literal

from jmap.model.conditions import Condition
from jmap.model.kinds.times import PeriodText
from jmap.records import record


def told(doc: str) -> Any:
    """Declare a field of a record with what its schema says of it."""
    return dataclasses.field(metadata={"doc": doc})


@record
class Place:
    """Where an object is written."""

    file: str = told("The path below the workspace root, with `/`")
    line: int = told("From 1")
    column: int = told("From 1, in code points")
    end_line: int = told("The line of the end")
    end_column: int = told("The first column that is not meant any more")


@record
class FileRead:
    """A file that the map rests on."""

    file: str = told("The path below the workspace root, with `/`")
    sha256: str = told("Of its text in UTF-8")


@record
class PersonaFigures:
    """What follows of a persona."""

    point_of_view: bool = told("Whether this is the persona whose journey it is")


@record
class StageFigures:
    """What follows of a stage."""

    number: int = told("Its place, from 1; archived stages have none and are 0")
    start: bool = told("Whether customers may begin here")
    end: bool = told("Whether it leads nowhere by what is written")
    touchpoints: tuple[str, ...] = told("Ids of its touchpoints in order")
    metrics: tuple[str, ...] = told("Ids of its metrics and of those of its touchpoints, each once")
    emotion: float | None = told("Mean of the points that are judged here, -2 to 2")
    findings: tuple[str, ...] = told("Fingerprints of what is found on the stage itself")


@record
class Feelings:
    """How a touchpoint feels to somebody."""

    persona: str | None = told("Id of the persona; null for everyone, where a map has none")
    points: tuple[float, ...] = told("One value from -2 to 2, or two for a change within the step")


@record
class TouchpointFigures:
    """What follows of a touchpoint."""

    stage_number: int = told("The place of its stage, from 1; 0 where that is archived")
    number: int = told("Its place within the stage, from 1; archived ones have none and are 0")
    owner: str | None = told("Id of its owner, or the stage's; free text where there are no teams")
    owner_name: str | None = told("The name of that team, or the text")
    evidence: tuple[str, ...] = told("Ids of its evidence, or the stage's")
    personas: tuple[str, ...] = told("Ids of the personas of the map who meet it")
    segments: tuple[str, ...] = told("Ids of the segments that meet it, all of the map where none are named")
    emotions: tuple[Feelings, ...] = told("How it feels to each who meets it, where that is said")
    importance_gap: float | None = told("Importance less performance")
    sla_kept: bool | None = told("Whether enough cases keep the service level; null where that is not known")
    opportunities: tuple[str, ...] = told("Ids of those that concern it or its stage, dropped ones left out")
    plays: tuple[str, ...] = told("Ids of those that concern it or its stage, dropped ones left out")
    findings: tuple[str, ...] = told("Fingerprints of what is found on it")


@record
class MetricFigures:
    """Where a metric stands on the day that is judged by."""

    unit: str = told("`%` for a rate that says none; may be empty")
    state: Literal["on target", "missed", "no target", "no data"] = told("Where it stands")
    actual: float | None = told("The newest value")
    period: PeriodText | None = told("The period of that value")
    n: int | None = told("The number of cases behind it")
    gap: float | None = told("The actual less the target")
    near: bool = told("Whether a missed target is missed by 15 % of it or less")
    breached: bool = told("Whether the actual is past the floor")
    stages: tuple[str, ...] = told("Ids of the stages that it is shown at")


@record
class EvidenceFigures:
    """What follows of a piece of evidence."""

    age_days: int | None = told("Days from its date to the day that is judged by")


@record
class OpportunityFigures:
    """What an opportunity is worth."""

    rank: int | None = told("From 1, by RICE, then Ulwick; null where it is done, dropped or archived")
    rice: float | None = told("Reach x impact x confidence / effort")
    ulwick: float | None = told("Importance + max(importance - satisfaction, 0)")


@record
class Point:
    """A point of an emotion curve."""

    x: float = told("Stages from the left: 1.5 is the middle of the second")
    value: float = told("From -2 to 2")
    stage: str = told("Id of the stage")
    touchpoint: str | None = told("Id of the touchpoint; null where the stage's own emotion stands in")
    label: str = told("The feeling in a word or two; may be empty")


@record
class CurveData:
    """The emotion curve of a persona."""

    persona: str | None = told("Id of the persona; null for everyone, where a map has none")
    judged: bool = told("Whether this is the one that rules judge")
    points: tuple[Point, ...] = told("In journey order")


@record
class EmotionFigures:
    """The curve that is judged, in figures."""

    mean: float = told("Mean of all points")
    low: Point = told("The lowest")
    peak: Point = told("The farthest from 0")
    end: Point = told("The last")
    peak_end: float = told("Mean of peak and end")
    positive: float = told("Share of points above 0, from 0 to 1")


@record
class WayData:
    """A way from one stage to another."""

    from_: str = told("Id of the stage that it leaves")
    to: str = told("Id of the stage that it leads to")
    kind: Literal["next", "past", "loop"] = told("On to the next stage, past some, or back")
    label: str | None = told("What it is called")
    target: float | None = told("Percent of the stage's customers that should take it")
    declared: bool = told("Whether `next` says it, not the order of the file")


@record
class ExitData:
    """How customers leave or go quiet."""

    stage: str | None = told("Id of the stage; null for any")
    kind: Literal["leave", "dormant"] = told("Whether they leave or go quiet")
    when: Condition = told("What tells it")


@record
class Lifecycle:
    """The ways through the map."""

    ways: tuple[WayData, ...] = told("From stage to stage, in file order")
    exits: tuple[ExitData, ...] = told("Out of it")
