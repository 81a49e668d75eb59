"""A map with everything it sees, as rules, scores and pictures ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jmap.faults import Fault
from jmap.model.actions import Opportunity, Play
from jmap.model.evidence import Evidence
from jmap.model.health import Health
from jmap.model.journey_file import JourneyFile
from jmap.model.metrics import Metric
from jmap.model.people import Persona, Segment
from jmap.model.stages import Move, Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen
from jmap.workspace.discovery import map_id
from jmap.workspace.documents import Document
from jmap.workspace.sight import Definition, Sight


@frozen
class Way:
    """A way from one stage to another. `declared` where `next` says it, not the order of the file."""

    start: str
    end: str
    move: Move
    declared: bool


@frozen
class Journey:
    """A map, its document, what it sees, and the faults found so far, each with its file.

    Archived objects are left out of everything here but `sight`.
    """

    document: Document
    sight: Sight
    faults: tuple[tuple[str, Fault], ...]

    @property
    def path(self) -> str:
        """Return the path of the file below the root."""
        return self.document.path

    @property
    def id(self) -> str:
        """Return the map's id: its path without the suffix."""
        return map_id(self.document.path)

    @property
    def file(self) -> JourneyFile:
        """Return the model of the file."""
        return self.document.bound.file

    @property
    def title(self) -> str:
        """Return the title, or the id where none is written."""
        return self.file.title or self.id

    @property
    def is_lifecycle(self) -> bool:
        """Tell whether the map spans the whole relationship."""
        return self.file.scope == "lifecycle"

    @property
    def stages(self) -> list[Stage]:
        """Return the stages in file order."""
        return [stage for stage in self.file.stages.values() if not stage.archived]

    @property
    def touchpoints(self) -> list[Touchpoint]:
        """Return the touchpoints in journey order: by stage, then in file order."""
        return [each for stage in self.stages for each in self.touchpoints_of(stage.id)]

    def touchpoints_of(self, stage: str) -> list[Touchpoint]:
        """Return the touchpoints of a stage in file order."""
        every = self.file.touchpoints.values()
        return [each for each in every if each.stage == stage and not each.archived]

    def stage_of(self, touchpoint: Touchpoint) -> Stage | None:
        """Return the stage of a touchpoint, or None where it is unknown."""
        return self.file.stages.get(touchpoint.stage or "")

    def owner_of(self, touchpoint: Touchpoint) -> str | None:
        """Return the owner of a touchpoint: its own, or its stage's."""
        stage = self.stage_of(touchpoint)
        return touchpoint.owner or (stage.owner if stage is not None else None)

    def evidence_of(self, touchpoint: Touchpoint) -> tuple[str, ...]:
        """Return the evidence of a touchpoint: its own, or its stage's."""
        stage = self.stage_of(touchpoint)
        return touchpoint.evidence or (stage.evidence if stage is not None else ())

    def ways(self) -> list[Way]:
        """Return every way from stage to stage, in file order."""
        stages = self.stages
        known = {stage.id for stage in stages}
        ways = []
        for index, stage in enumerate(stages):
            if stage.next is not None:
                for end, move in stage.next.items():
                    if end in known:
                        ways.append(Way(stage.id, end, move, declared=True))
            elif index + 1 < len(stages):
                ways.append(Way(stage.id, stages[index + 1].id, Move(), declared=False))
        return ways

    def after_purchase(self) -> list[Stage]:
        """Return the stages of phase `after`."""
        return [stage for stage in self.stages if stage.phase == "after"]

    @property
    def point_of_view(self) -> str | None:
        """Return the persona whose journey it is: the one named, or the one primary in sight."""
        if self.file.for_ is not None and self.file.for_.persona is not None:
            return self.file.for_.persona
        primary = [each.id for each in self.personas_in_sight() if each.kind == "primary"]
        return primary[0] if len(primary) == 1 else None

    def personas_in_sight(self) -> list[Persona]:
        """Return all personas in sight."""
        return self._seen("personas")

    def personas(self) -> list[Persona]:
        """Return the map's personas: those it defines or names, and its point of view."""
        view = self.point_of_view
        ids = self._named("personas") | ({view} if view is not None else set())
        return [each for each in self.personas_in_sight() if each.id in ids or each.id in self.file.personas]

    def segments(self) -> list[Segment]:
        """Return the segments that the map defines or names."""
        return self._own("segments")

    def metrics(self) -> list[Metric]:
        """Return the metrics that the map defines or names."""
        return self._own("metrics")

    def metric(self, id_: str) -> Metric | None:
        """Return a metric in sight."""
        found = self.sight.sections["metrics"].get(id_)
        return found.object if found is not None else None

    def metrics_of(self, stage: Stage) -> list[str]:
        """Return ids of the metrics of a stage and of its touchpoints, each once, in order."""
        ids = list(stage.metrics)
        for touchpoint in self.touchpoints_of(stage.id):
            ids.extend(touchpoint.metrics)
        return list(dict.fromkeys(ids))

    def evidence(self) -> list[Evidence]:
        """Return the evidence that the map defines or names, its personas' included."""
        cited = {id_ for persona in self.personas() for id_ in persona.evidence}
        own = {each.id for each in self._own("evidence")}
        return [each for each in self._seen("evidence") if each.id in own | cited]

    def opportunities(self) -> list[Opportunity]:
        """Return the opportunities that concern this map."""
        return [each for each in self._seen("opportunities") if self._concerns(each, "opportunities")]

    def plays(self) -> list[Play]:
        """Return the plays that concern this map."""
        return [each for each in self._seen("plays") if self._concerns(each, "plays")]

    def health(self) -> list[Health]:
        """Return the health scores that concern this map."""
        return [each for each in self._seen("health") if self._concerns(each, "health")]

    def definition(self, section: str, id_: str) -> Definition | None:
        """Return the definition of an id in sight."""
        return self.sight.sections[section].get(id_)

    def file_of(self, section: str, id_: str) -> str:
        """Return the file that defines an id in sight, the map's own where none does."""
        found = self.sight.sections.get(section, {}).get(id_)
        return found.file if found is not None else self.path

    def title_of(self, section: str, id_: str) -> str:
        """Return the name of an object in sight, or the id itself."""
        found = self.sight.sections[section].get(id_)
        return found.object.title if found is not None else id_

    def answers(self, section: str, id_: str) -> Iterator[Opportunity | Play]:
        """Yield opportunities, not dropped ones, and plays that refer to a stage or touchpoint."""
        every: list[Opportunity | Play] = [*self.opportunities(), *self.plays()]
        for each in every:
            if id_ in getattr(each, section) and each.state != "dropped":
                yield each

    def _seen(self, section: str) -> list[Any]:
        seen = self.sight.sections[section].values()
        return [each.object for each in seen if not each.object.archived]

    def _own(self, section: str) -> list[Any]:
        named, defined = self._named(section), getattr(self.file, section)
        return [each for each in self._seen(section) if each.id in named or each.id in defined]

    def _named(self, section: str) -> set[str]:
        mentioned = self.document.bound.references
        return {each.id for each in mentioned if each.section == section}

    def _concerns(self, each: Any, section: str) -> bool:
        if each.id in getattr(self.file, section):
            return True
        touched = {*each.stages, *getattr(each, "touchpoints", ())}
        return bool(touched & {*self.file.stages, *self.file.touchpoints})
