"""The columns of the CSV of a map: a row for each touchpoint, so that it can be sorted, filtered and counted.

Their names and their order are part of what the program promises: new ones come at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from jmap.audit.figures import standing
from jmap.findings.finding import Finding
from jmap.formats.sinks.csv import Value, listed, number
from jmap.model.actions import Opportunity, Play
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.render import csv_measured
from jmap.render.drawing import Drawing
from jmap.render.places import place_of
from jmap.workspace.journey import Journey

_HOUR: Final = 3_600


@frozen
class Row:
    """A touchpoint, its stage, their numbers from 1, what is found on it, and the map around it."""

    drawing: Drawing
    stage: Stage
    stage_number: int
    step: Touchpoint
    number: int
    findings: tuple[Finding, ...]

    @property
    def journey(self) -> Journey:
        """Return the map."""
        return self.drawing.judged.journey

    def feeling(self, persona: str | None) -> tuple[float, ...]:
        """Return how the step feels to a persona, else to all named: one value, two for a change, or none."""
        return self.step.emotion.points(persona) if self.step.emotion is not None else ()


Get: TypeAlias = Callable[[Row], Value]


@frozen
class Column:
    """A column: its name, what it holds, and how a row fills it."""

    name: str
    about: str
    get: Get


def rows(drawing: Drawing) -> Iterator[Row]:
    """Yield the touchpoints of a map in journey order; archived ones are left out."""
    judged = drawing.judged
    journey = judged.journey
    found: dict[object, list[Finding]] = {}
    for finding in (*judged.correctness, *judged.quality):
        if finding.spot.file == journey.path and finding.route[:1] == ("touchpoints",):
            found.setdefault(finding.route[1] if len(finding.route) > 1 else "", []).append(finding)
    for index, stage in enumerate(journey.stages, 1):
        for number_of_step, each in enumerate(journey.touchpoints_of(stage.id), 1):
            yield Row(drawing, stage, index, each, number_of_step, tuple(found.get(each.id, ())))


def _named(row: Row, section: str, ids: Iterable[str]) -> str:
    return listed(row.journey.title_of(section, id_) for id_ in ids)


def _owner(row: Row) -> Value:
    id_ = row.journey.owner_of(row.step)
    return row.journey.title_of("teams", id_) if id_ else None


def _emotion(row: Row) -> Value:
    values = row.feeling(row.journey.point_of_view) or row.feeling(None)
    return round(sum(values) / len(values), 4) if values else None


def _end_of_change(place: int) -> Get:
    def get(row: Row) -> Value:
        values = row.feeling(None)
        return values[place] if len(values) == 2 else None

    return get


def _by_persona(row: Row) -> Value:
    met = row.step.personas
    people = [each for each in row.journey.personas() if not met or each.id in met]
    felt = [(each.title, row.feeling(each.id)) for each in people]
    return listed(
        f"{name}: {' to '.join(number(value) for value in values)}" for name, values in felt if values
    )


def _texts(name: str) -> Get:
    return lambda row: listed(getattr(row.step, name))


def _words_of(name: str) -> Get:
    return lambda row: listed(each.text for each in getattr(row.step, name))


def _worst_pain(row: Row) -> Value:
    return max((each.severity for each in row.step.pains if each.severity is not None), default=None)


def _refer(section: str, name: str) -> Get:
    return lambda row: _named(row, section, getattr(row.step, name) or ())


def _hours(name: str) -> Get:
    def get(row: Row) -> Value:
        length = getattr(row.step.sla, name) if row.step.sla is not None else None
        return round(length.seconds / _HOUR, 4) if length is not None else None

    return get


def _share(name: str) -> Get:
    return lambda row: getattr(row.step.sla, name) if row.step.sla is not None else None


def _missed(row: Row) -> Value:
    found = [row.journey.metric(id_) for id_ in row.step.metrics]
    states = [standing(each, row.drawing.as_of).state for each in found if each is not None]
    return sum(state == "missed" for state in states) if states else None


def _answers(kind: type[Opportunity | Play]) -> Get:
    return lambda row: listed(
        each.title for each in row.journey.answers("touchpoints", row.step.id) if isinstance(each, kind)
    )


def _newest_evidence(row: Row) -> Value:
    found = (row.journey.definition("evidence", id_) for id_ in row.journey.evidence_of(row.step))
    days = [each.object.date for each in found if each is not None and each.object.date is not None]
    return max(days).isoformat() if days else None


def _measured(get: csv_measured.Get) -> Get:
    def found(row: Row) -> Value:
        measures = row.drawing.measures
        measured = measures.maps.get(row.journey.id) if measures is not None else None
        if measures is None or measured is None:
            return None
        return get(csv_measured.Seen(measured, measures.min_n, row.stage.id, row.step.id))

    return found


COLUMNS: Final = (
    Column("map", "id of the map", lambda row: row.journey.id),
    Column("map_title", "title of the map", lambda row: row.journey.title),
    Column("stage_number", "place of the stage, from 1", lambda row: row.stage_number),
    Column("stage", "id of the stage", lambda row: row.stage.id),
    Column("stage_name", "name of the stage", lambda row: row.stage.title),
    Column("phase", "`before`, `purchase` or `after`", lambda row: row.stage.phase),
    Column("touchpoint_number", "place within the stage, from 1", lambda row: row.number),
    Column("touchpoint", "id of the touchpoint", lambda row: row.step.id),
    Column("touchpoint_name", "name of the touchpoint", lambda row: row.step.title),
    Column("summary", "what it is", lambda row: row.step.summary),
    Column("moment_of_truth", "`true` or `false`", lambda row: row.step.moment_of_truth is not None),
    Column("optional", "`true` or `false`", lambda row: row.step.optional),
    Column("channels", "list of names; empty where the customer acts alone", _refer("channels", "channels")),
    Column("personas", "list of names; empty: everyone", _refer("personas", "personas")),
    Column("segments", "list of names; empty: all", _refer("segments", "segments")),
    Column("owner", "its own owner, or the stage's", _owner),
    Column("emotion", "-2 to 2, to the point of view, else to all; the mean of a change", _emotion),
    Column("emotion_from", "of a change within the step: at first", _end_of_change(0)),
    Column("emotion_to", "of a change within the step: in the end", _end_of_change(1)),
    Column("emotion_by_persona", "list of `name: value`", _by_persona),
    Column("importance", "0 to 10", lambda row: row.step.importance),
    Column("performance", "0 to 10", lambda row: row.step.performance),
    Column("actions", "list", _texts("actions")),
    Column("thoughts", "list", _words_of("thoughts")),
    Column("quotes", "list", _words_of("quotes")),
    Column("pains", "list", _words_of("pains")),
    Column("worst_pain", "highest severity of its pains, 1 to 5", _worst_pain),
    Column("gains", "list", _texts("gains")),
    Column("frontstage", "list", _words_of("frontstage")),
    Column("backstage", "list", _words_of("backstage")),
    Column("support", "list", _words_of("support")),
    Column("content", "list", _texts("content")),
    Column("sla_response_hours", "promised hours to the first answer", _hours("response")),
    Column("sla_resolution_hours", "promised hours to the solution", _hours("resolution")),
    Column("sla_target", "percent of cases that should keep it", _share("target")),
    Column("sla_actual", "percent of cases that do", _share("actual")),
    Column("automation", "`none`, `assisted` or `full`", lambda row: row.step.automation),
    Column("events", "list of names in the log", _texts("events")),
    Column("metrics", "list of names", _refer("metrics", "metrics")),
    Column("metrics_missed", "how many of its metrics miss their target", _missed),
    Column("opportunities", "list of names, dropped ones left out", _answers(Opportunity)),
    Column("plays", "list of names, dropped ones left out", _answers(Play)),
    Column(
        "evidence",
        "list of names; its own evidence, or the stage's",
        lambda row: _named(row, "evidence", row.journey.evidence_of(row.step)),
    ),
    Column("evidence_newest", "date of the newest piece", _newest_evidence),
    Column("tags", "list", _texts("tags")),
    Column("findings", "how many are on the touchpoint", lambda row: len(row.findings)),
    Column(
        "rules",
        "list of the codes of those",
        lambda row: listed(sorted({each.rule for each in row.findings})),
    ),
    Column("file", "path below the workspace's root", lambda row: row.journey.path),
    Column(
        "line",
        "where it is written, from 1",
        lambda row: place_of(row.journey, "touchpoints", row.step.id)[1].line,
    ),
    *(Column(name, about, _measured(get)) for name, about, get in csv_measured.MEASURED),
)
