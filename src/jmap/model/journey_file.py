"""A whole file: a map, or a library that maps use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, fields
from datetime import date as Day  # noqa: N812 - as in evidence
from typing import Any, ClassVar

from jmap.faults import On
from jmap.model.actions import Opportunity, Play
from jmap.model.binder import Binder
from jmap.model.conditions import Condition, ConditionKind
from jmap.model.described import Check, JsonSchema, described
from jmap.model.events import Event
from jmap.model.evidence import Evidence
from jmap.model.health import Health
from jmap.model.kinds import (
    Date,
    Duration,
    DurationText,
    LinkList,
    Nested,
    OneOf,
    Owner,
    Paths,
    PathText,
    Ref,
    Refs,
    Section,
    Tag,
    Text,
)
from jmap.model.kinds.text import Link
from jmap.model.metrics import Metric
from jmap.model.people import Channel, Market, Persona, Segment, Team
from jmap.model.stages import Stage
from jmap.model.touchpoints import Touchpoint
from jmap.records import frozen, record
from jmap.yaml import nodes

VERSION = "1"


@frozen
class Version:
    """The format's version."""

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return the version as an int."""
        if isinstance(node, nodes.Scalar) and node.text == VERSION and node.plain:
            return int(VERSION)
        if not isinstance(node, nodes.Scalar):
            return binder.wrong_type(node, self.phrase())
        text = node.text
        if text == VERSION:
            return binder.wrong_type(node, f"the number `{VERSION}`", "take the quotes away")
        message = f"format version `{text}` is not one that this jmap reads"
        hint = f"write `jmap: {VERSION}`, or take a newer release of jmap for a newer file"
        return binder.fault("JM112", message, hint, offending=text)

    def schema(self) -> JsonSchema:
        """Return a constant."""
        return {"const": int(VERSION)}

    def phrase(self) -> str:
        """Return the version."""
        return f"`{VERSION}`"


@record
class For:
    """Whose journey it is: the point of view, and the segments it is made for."""

    NOUN: ClassVar[str] = "`for`"

    persona: str | None = described(Ref("personas"), "Whose point of view is taken")
    segments: tuple[str, ...] = described(Refs("segments"), "The segments it is made for", default=())


def _check_phase(bound: Any, node: nodes.Mapping, binder: Binder) -> None:
    """Say that a stage of a lifecycle does not tell where it stands to the purchase."""
    if bound.scope != "lifecycle" or "stages" not in node.entries:
        return
    stages = node.entries["stages"][1]
    written = stages.entries if isinstance(stages, nodes.Mapping) else {}
    for id_ in bound.stages:
        value = written[id_][1] if id_ in written else None
        if isinstance(value, nodes.Mapping) and "phase" in value.entries:
            continue
        binder.route.extend(("stages", id_))
        message = f"stage `{id_}` of a lifecycle has no `phase`"
        hint = "add `phase: before`, `purchase` or `after`, as it stands to the purchase"
        binder.fault("JM102", message, hint, on=On.KEY, offending="phase")
        del binder.route[-2:]


@record
class JourneyFile:
    """A file of the format. With `stages` it is a map, without a library."""

    NOUN: ClassVar[str] = "a map"
    CHECK: ClassVar[Check] = _check_phase
    SYNONYMS: ClassVar[Mapping[str, str]] = {
        "name": "title",
        "description": "summary",
        "version": "jmap",
        "stage": "stages",
        "phases": "stages",
        "steps": "touchpoints",
        "kpis": "metrics",
        "persona": "personas",
        "actors": "personas",
        "churn": "leave",
        "exit": "leave",
        "include": "uses",
        "imports": "uses",
        "research": "evidence",
        "automations": "plays",
        "campaigns": "plays",
        "playbooks": "plays",
    }

    jmap: int | None = described(Version(), "Format version", required=True, example=VERSION)
    title: str | None = described(Text(one_line=True), "What the map is called; required in a map")
    summary: str | None = described(Text(), "What it covers")
    scenario: str | None = described(Text(), "The situation")
    goal: str | None = described(Text(), "What the customer wants from it")
    for_: For | None = described(
        Nested(For),
        "Whose journey it is; by default the one primary persona in sight, and every segment",
    )
    scope: str = described(
        OneOf(("journey", "lifecycle")),
        "A lifecycle spans the whole relationship: it loops, has exits, and says what moves a customer",
        default="journey",
    )
    state: str = described(OneOf(("current", "future")), "As-is or to-be", default="current")
    as_is: str | None = described(PathText("as_is"), "For a future map: the current map that it changes")
    status: str = described(
        OneOf(("draft", "active", "archived")),
        "Drafts are audited, but never fail a gate",
        default="active",
    )
    owner: str | None = described(Owner(), "Who answers for the map")
    reviewed: Day | None = described(Date(), "Last review")
    review_every: DurationText | None = described(Duration(), "How often it should be reviewed")
    validated: Day | None = described(Date(), "Last checked with customers")
    starts_when: Condition | None = described(ConditionKind(), "Where the journey begins")
    ends_when: Condition | None = described(ConditionKind(), "Where it ends")
    links: tuple[Link, ...] = described(
        LinkList(), "Addresses, or paths relative to the file: where the map comes from", default=()
    )
    lang: str = described(Tag(), "Language of the content", default="en")
    uses: tuple[str, ...] = described(Paths("uses"), "Libraries", default=())
    market: Market | None = described(Nested(Market), "The target market")
    teams: Mapping[str, Team] = described(Section("teams", Team), "Who owns and does things", factory=dict)
    segments: Mapping[str, Segment] = described(
        Section("segments", Segment), "Parts of the customer base", factory=dict
    )
    personas: Mapping[str, Persona] = described(
        Section("personas", Persona), "Whose journey it is", factory=dict
    )
    channels: Mapping[str, Channel] = described(
        Section("channels", Channel), "Where customer and company meet", factory=dict
    )
    events: Mapping[str, Event] = described(
        Section("events", Event, "summary", free_ids=True), "The tracking plan", factory=dict
    )
    stages: Mapping[str, Stage] = described(
        Section("stages", Stage), "The stages, in order of first meeting", factory=dict
    )
    touchpoints: Mapping[str, Touchpoint] = described(
        Section("touchpoints", Touchpoint), "The steps, in order within their stage", factory=dict
    )
    metrics: Mapping[str, Metric] = described(
        Section("metrics", Metric), "How the journey is measured", factory=dict
    )
    evidence: Mapping[str, Evidence] = described(
        Section("evidence", Evidence), "What the statements rest on", factory=dict
    )
    opportunities: Mapping[str, Opportunity] = described(
        Section("opportunities", Opportunity), "Problems worth solving", factory=dict
    )
    plays: Mapping[str, Play] = described(
        Section("plays", Play), "What we do, for whom and when", factory=dict
    )
    health: Mapping[str, Health] = described(
        Section("health", Health), "Scores that an account carries", factory=dict
    )
    conversion: Condition | None = described(
        ConditionKind(), "The purchase; by default entering the first stage of phase `after`"
    )
    leave: Condition | None = described(
        ConditionKind(), "How a customer leaves the relationship, in any stage"
    )
    dormant: Condition | None = described(
        ConditionKind(), "When a customer has gone quiet; shorter than the silence of leaving"
    )
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_map(self) -> bool:
        """Tell whether the file is a map."""
        return bool(self.stages)


SECTIONS: tuple[str, ...] = tuple(
    item.name for item in fields(JourneyFile) if isinstance(item.metadata.get("kind"), Section)
)
"""The sections, in the order of the format."""

LIBRARY_KEYS: tuple[str, ...] = (
    *("jmap", "title", "summary", "owner", "links", "lang", "uses", "market"),
    *(section for section in SECTIONS if section not in ("stages", "touchpoints")),
)
"""What a library may have."""

MAP_REQUIRES = ("title", "stages")
"""What a map cannot do without, beside what every file needs."""
