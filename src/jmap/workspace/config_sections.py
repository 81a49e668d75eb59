"""The tables of the config: overrides, audit, limits, pages, events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, ClassVar, Final

from jmap.faults import On
from jmap.model.binder import Binder
from jmap.model.described import Check, described
from jmap.model.kinds.times import DurationText, parse_duration
from jmap.records import record
from jmap.workspace.config_kinds import Figure, InnerPath, Length, Line, OneOrMany, Pattern, Word, Zone
from jmap.workspace.config_tables import Table
from jmap.yaml import nodes
from jmap.yaml.limits import Limits

CODES: Final = OneOrMany(Line("the code of a rule"), "one code or prefix, or a list of them")
SOME_CODES: Final = OneOrMany(Line("the code of a rule"), "one code or prefix, or a list of them", least=1)
_LIMITS: Final = Limits()
_GREATEST: Final = 1_000_000
TOP: Final = ("include", "exclude", "select", "ignore", "fail_on")
_ABOVE: Final = dict.fromkeys(TOP, "it belongs to the top level, above the first table")


def _says_something(_: Any, node: nodes.Mapping, binder: Binder) -> None:
    if not {"select", "ignore"} & node.entries.keys():
        hint = 'add `ignore = ["JM5"]`, or take it out'
        binder.fault("JM102", "an override has neither `select` nor `ignore`", hint, on=On.KEY)


def _weighs_something(weights: Any, _: nodes.Mapping, binder: Binder) -> None:
    if not any(getattr(weights, each.name) for each in fields(weights)):
        binder.fault("JM104", "every weight is 0", "give one category a weight above 0", on=On.KEY)


@record
class Override:
    """Other rules for some paths.

    Where several match a path, the `ignore` of all of them count, and of `select` the last.
    """

    NOUN: ClassVar[str] = "an override"
    ELSEWHERE: ClassVar[Mapping[str, str]] = _ABOVE

    paths: tuple[str, ...] = described(
        OneOrMany(Pattern(), "one pattern or a list of them", least=1),
        "Patterns of the files it is for",
        default=(),
        required=True,
        example='["drafts/"]',
    )
    select: tuple[str, ...] = described(
        SOME_CODES,
        "Codes and prefixes to check there, in place of `select` above",
        default=(),
        example='["JM0", "JM1"]',
    )
    ignore: tuple[str, ...] = described(
        CODES, "Codes and prefixes to leave out there, beside `ignore` above", default=(), example='["JM5"]'
    )

    CHECK: ClassVar[Check] = _says_something


@record
class Gate:
    """What fails a run of `jmap audit` with `--gate`."""

    NOUN: ClassVar[str] = "`audit.gate`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = _ABOVE

    errors: int = described(
        Figure(0, _GREATEST, whole=True), "Most open errors of scored rules", default=0, example="0"
    )
    journey_errors: int | None = described(
        Figure(0, _GREATEST, whole=True), "Most open errors of rules of the journey itself", example="3"
    )
    new: int | None = described(
        Figure(0, _GREATEST, whole=True),
        "Most findings that are new, or back, since the audit compared with",
        example="0",
    )
    overall: float | None = described(Figure(0, 100), "Least overall score", example="65")
    weakest: float | None = described(Figure(0, 100), "Least score of the weakest category", example="50")


@record
class Weights:
    """The weight of each category in the overall score."""

    NOUN: ClassVar[str] = "`audit.weights`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = _ABOVE

    customer: float = described(Figure(0, 1000), "Customer", default=1.0, example="1")
    touchpoints: float = described(Figure(0, 1000), "Touchpoints", default=1.0, example="1")
    experience: float = described(Figure(0, 1000), "Experience and evidence", default=1.0, example="2")
    measurement: float = described(Figure(0, 1000), "Measurement", default=1.0, example="1")
    action: float = described(Figure(0, 1000), "Action and governance", default=1.0, example="0.5")

    CHECK: ClassVar[Check] = _weighs_something


@record
class AuditConfig:
    """Settings of `jmap audit`."""

    NOUN: ClassVar[str] = "`audit`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = {
        **_ABOVE,
        **dict.fromkeys((each.name for each in fields(Gate)), "it belongs under `[audit.gate]`"),
        **dict.fromkeys((each.name for each in fields(Weights)), "it belongs under `[audit.weights]`"),
    }

    gate: Gate = described(Table(Gate), "What fails a run with `--gate`", factory=Gate)
    weights: Weights = described(Table(Weights), "Weights of the categories", factory=Weights)


@record
class LimitsConfig:
    """How much one file and one workspace may hold. An input over a limit gets one error, quickly."""

    NOUN: ClassVar[str] = "`limits`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = _ABOVE

    file_size: int = described(
        Figure(1, 1_000_000_000, whole=True),
        "Bytes of a file",
        default=_LIMITS.file_size,
        example="10_000_000",
    )
    depth: int = described(
        Figure(1, 200, whole=True), "Levels of nesting", default=_LIMITS.depth, example="50"
    )
    nodes: int = described(
        Figure(1, 100_000_000, whole=True),
        "Keys and values of a file, aliases followed",
        default=_LIMITS.nodes,
        example="250_000",
    )
    scalar_size: int = described(
        Figure(1, 1_000_000_000, whole=True),
        "Characters of one text",
        default=_LIMITS.scalar_size,
        example="1_000_000",
    )
    files: int = described(
        Figure(1, 10_000_000, whole=True), "Files of a workspace", default=_LIMITS.files, example="50_000"
    )


@record
class RenderConfig:
    """Settings of `jmap render`."""

    NOUN: ClassVar[str] = "`render`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = _ABOVE

    output: str | None = described(
        InnerPath(), "Folder to write to; `site` in the current folder if not said", example='"site"'
    )
    title: str | None = described(
        Line(), "Title of the index page; `Journeys` if not said", example='"Our journeys"'
    )
    lanes: tuple[str, ...] = described(
        OneOrMany(Line("the name of a lane"), "one lane or a list of them", least=1),
        "Lanes to draw, in order; all of them if not said",
        default=(),
        example='["actions", "touchpoints", "emotion"]',
    )
    theme: str | None = described(InnerPath(), "A CSS file that overrides tokens", example='"brand.css"')
    lang: str | None = described(
        Line(), "Language of the pages' own words; each map's own if not said", example='"de"'
    )


@record
class Columns:
    """The columns of the event log; every other one is an attribute of the customer."""

    NOUN: ClassVar[str] = "`events.columns`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = _ABOVE

    customer: str | None = described(Line(), "Who", example='"customer_id"')
    event: str | None = described(Line(), "What", example='"event"')
    time: str | None = described(Line(), "When", example='"timestamp"')
    id: str | None = described(Line(), "What tells one event from another", example='"event_id"')


@record
class EventsConfig:
    """Where the event log is and how it is read."""

    NOUN: ClassVar[str] = "`events`"
    ELSEWHERE: ClassVar[Mapping[str, str]] = {
        **{key: text for key, text in _ABOVE.items() if key != "ignore"},
        **dict.fromkeys((each.name for each in fields(Columns)), "it belongs under `[events.columns]`"),
    }

    source: str | None = described(
        Line(), "A path, a glob or a connection URL", example='"data/events.parquet"'
    )
    columns: Columns = described(Table(Columns), "Names of the columns", factory=Columns)
    timezone: str = described(Zone(), "Zone of times that name none", default="UTC", example='"UTC"')
    window: DurationText = described(
        Length(), "Time to move on, or to convert", default=parse_duration("90d"), example='"90d"'
    )
    min_n: int = described(
        Figure(0, _GREATEST, whole=True), "Below it a rate is shown but not judged", default=30, example="30"
    )
    ignore: tuple[str, ...] = described(
        OneOrMany(Line("the name of an event"), "one event or a list of them"),
        "Events to leave out",
        default=(),
        example='["page_ping"]',
    )
    ties: str = described(
        Word(("favour", "strict")),
        "How events at one time are read: in the journey's favour, or as no order at all",
        default="favour",
        example='"favour"',
    )
    measures: str | None = described(InnerPath(), "A file of measures to read", example='"measures.json"')
