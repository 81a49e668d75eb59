"""A map with everything it sees, as rules, scores and pictures ask for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, TypeVar

from jmap.faults import Fault
from jmap.model.actions import Opportunity, Play
from jmap.model.binder import EventMention, Reference
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
from jmap.workspace.facts import Lead
from jmap.workspace.sight import Definition, Sight

if TYPE_CHECKING:
    from jmap.workspace.relations import Relations

S = TypeVar("S")
T = TypeVar("T")


@frozen
class Way:
    """A way from one stage to another. `declared` where `next` says it, not the order of the file."""

    start: str
    end: str
    move: Move
    declared: bool


def _once(method: Callable[[S], T]) -> Callable[[S], T]:
    """Make a method without arguments remember its answer: rules ask for it once for each subject."""
    name = f"_{method.__name__}"

    @wraps(method)
    def remembered(self: S) -> T:
        known: dict[str, T] = self.__dict__
        if name not in known:
            known[name] = method(self)
        return known[name]

    return remembered


# Not slotted: what is asked for often is remembered in the object.
@dataclass(frozen=True, eq=False)
class Journey:
    """A map, its document, what it sees, and the faults found so far, each with its file.

    Archived objects are left out of everything here but `sight`. `read` gives the document at a path below
    the root: one of the map's libraries, or of the maps that its `leads` name. What is found here may rest on
    those and on no other file; only `before` and `futures` go further, by the `relations`.
    """

    document: Document
    sight: Sight
    faults: tuple[tuple[str, Fault], ...]
    leads: tuple[Lead, ...]
    read: Callable[[str], Document]
    relations: Relations

    def once(self, what: str, find: Callable[[], T]) -> T:
        """Return what is found of the map, which is looked for the first time only; nobody may change it."""
        known: dict[str, T] = self.__dict__
        if what not in known:
            known[what] = find()
        return known[what]

    @property
    def path(self) -> str:
        """Return the path of the file below the root."""
        return self.document.path

    @cached_property
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

    @cached_property
    def libraries(self) -> list[Document]:
        """Return the libraries that the map uses, directly or through others."""
        return [self.read(path) for path in self.sight.libraries]

    @cached_property
    def as_is(self) -> Document | None:
        """Return the map that this one changes, or None: none is named, or it could not be read whole."""
        targets = (lead.target for lead in self.leads if lead.purpose == "as_is" and lead.target != self.path)
        found = (self.read(target) for target in targets)
        return next((each for each in found if each.bound.is_map and each.whole), None)

    @cached_property
    def before(self) -> Journey | None:
        """Return the map that this one changes with what it sees, its libraries too, or None as `as_is`.

        Its `faults` are those of reading and binding: where one is an error, something may be missing in it.
        """
        return self.relations.seen(self.as_is) if self.as_is is not None else None

    @_once
    def futures(self) -> list[Journey]:
        """Return the maps of the run that change this one."""
        return self.relations.futures(self.path)

    @cached_property
    def stages(self) -> list[Stage]:
        """Return the stages in file order."""
        return [stage for stage in self.file.stages.values() if not stage.archived]

    @cached_property
    def touchpoints(self) -> list[Touchpoint]:
        """Return the touchpoints in journey order: by stage, then in file order."""
        return [each for stage in self.stages for each in self.touchpoints_of(stage.id)]

    def touchpoints_of(self, stage: str) -> list[Touchpoint]:
        """Return the touchpoints of a stage in file order."""
        return self._by_stage.get(stage, [])

    @cached_property
    def _by_stage(self) -> dict[str, list[Touchpoint]]:
        found: dict[str, list[Touchpoint]] = {}
        for each in self.file.touchpoints.values():
            if each.stage is not None and not each.archived:
                found.setdefault(each.stage, []).append(each)
        return found

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

    @_once
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

    @_once
    def after_purchase(self) -> list[Stage]:
        """Return the stages of phase `after`."""
        return [stage for stage in self.stages if stage.phase == "after"]

    @cached_property
    def point_of_view(self) -> str | None:
        """Return the persona whose journey it is: the one named, or the one primary in sight."""
        if self.file.for_ is not None and self.file.for_.persona is not None:
            return self.file.for_.persona
        primary = [each.id for each in self.personas_in_sight() if each.kind == "primary"]
        return primary[0] if len(primary) == 1 else None

    @_once
    def personas_in_sight(self) -> list[Persona]:
        """Return all personas in sight."""
        return self._seen("personas")

    @_once
    def personas(self) -> list[Persona]:
        """Return the map's personas: those it defines or names, and its point of view."""
        view = self.point_of_view
        ids = self._named("personas") | ({view} if view is not None else set())
        return [each for each in self.personas_in_sight() if each.id in ids or each.id in self.file.personas]

    @_once
    def segments(self) -> list[Segment]:
        """Return the segments that the map defines or names."""
        return self._own("segments")

    @_once
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

    def stages_with(self, metric: str) -> list[Stage]:
        """Return the stages that a metric measures, in file order."""
        return self._by_metric.get(metric, [])

    @cached_property
    def _by_metric(self) -> dict[str, list[Stage]]:
        found: dict[str, list[Stage]] = {}
        for stage in self.stages:
            for id_ in self.metrics_of(stage):
                found.setdefault(id_, []).append(stage)
        return found

    @_once
    def evidence(self) -> list[Evidence]:
        """Return the evidence that the map defines or names, its personas' included."""
        cited = {id_ for persona in self.personas() for id_ in persona.evidence}
        own = {each.id for each in self._own("evidence")}
        return [each for each in self._seen("evidence") if each.id in own | cited]

    @_once
    def opportunities(self) -> list[Opportunity]:
        """Return the opportunities that concern this map."""
        return [each for each in self._seen("opportunities") if self._concerns(each, "opportunities")]

    @_once
    def plays(self) -> list[Play]:
        """Return the plays that concern this map."""
        return [each for each in self._seen("plays") if self._concerns(each, "plays")]

    @_once
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

    def finds(self, file: str, mention: str) -> bool:
        """Tell whether a path that a file in sight mentions leads to a file of the workspace."""
        return self.relations.finds(file, mention)

    def title_of(self, section: str, id_: str) -> str:
        """Return the name of an object in sight, or the id itself."""
        found = self.sight.sections[section].get(id_)
        return found.object.title if found is not None else id_

    @cached_property
    def mentions(self) -> dict[tuple[str, str], list[Reference | EventMention]]:
        """Return what each key of each stage mentions: events first, then ids, as they stand in the file."""
        found: dict[tuple[str, str], list[Reference | EventMention]] = {}
        every: list[Reference | EventMention] = [*self.document.bound.events, *self.document.bound.references]
        for each in every:
            if each.route[0] == "stages" and len(each.route) > 2:
                found.setdefault((str(each.route[1]), str(each.route[2])), []).append(each)
        return found

    def answers(self, section: str, id_: str) -> list[Opportunity | Play]:
        """Return the opportunities, not dropped ones, and plays that refer to a stage or touchpoint."""
        return self._answers.get((section, id_), [])

    @cached_property
    def _answers(self) -> dict[tuple[str, str], list[Opportunity | Play]]:
        found: dict[tuple[str, str], list[Opportunity | Play]] = {}
        every: list[Opportunity | Play] = [*self.opportunities(), *self.plays()]
        for each in every:
            if each.state == "dropped":
                continue
            for section in ("stages", "touchpoints"):
                for id_ in dict.fromkeys(getattr(each, section)):
                    found.setdefault((section, id_), []).append(each)
        return found

    def _seen(self, section: str) -> list[Any]:
        seen = self.sight.sections[section].values()
        return [each.object for each in seen if not each.object.archived]

    def _own(self, section: str) -> list[Any]:
        named, defined = self._named(section), getattr(self.file, section)
        return [each for each in self._seen(section) if each.id in named or each.id in defined]

    def _named(self, section: str) -> set[str]:
        return self._mentioned.get(section, set())

    @cached_property
    def _mentioned(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for each in self.document.bound.references:
            found.setdefault(each.section, set()).add(each.id)
        return found

    def _concerns(self, each: Any, section: str) -> bool:
        if each.id in getattr(self.file, section):
            return True
        stages, touchpoints = self.file.stages, self.file.touchpoints
        return any(id_ in stages for id_ in each.stages) or any(
            id_ in touchpoints for id_ in getattr(each, "touchpoints", ())
        )
