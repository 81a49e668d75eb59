"""The config: `jmap.toml`, or `[tool.jmap]` in `pyproject.toml`, bound like a journey file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, ClassVar

from jmap.faults import Fault, On, Place, Severity
from jmap.model.binder import Binder
from jmap.model.described import JsonSchema, described, shape_of
from jmap.model.kinds import Nested, Number, OneOf, Text, Texts, TextTable, Whole
from jmap.model.kinds.choices import OneOf as Choice
from jmap.model.kinds.collections import Entries
from jmap.model.kinds.objects import object_schema
from jmap.records import frozen, record
from jmap.yaml import nodes
from jmap.yaml.limits import Limits

CATEGORIES = ("customer", "touchpoints", "experience", "measurement", "action")
_SEVERITIES = tuple(severity.value for severity in Severity)


@record
class Override:
    """Other rules for some paths."""

    NOUN: ClassVar[str] = "an override"

    paths: tuple[str, ...] = described(
        Texts(), "Patterns as in a .gitignore", default=(), required=True, example='["old/**"]'
    )
    select: tuple[str, ...] = described(Texts(), "Codes and prefixes to check only", default=())
    ignore: tuple[str, ...] = described(Texts(), "Codes and prefixes to leave out", default=())


@frozen
class Listed:
    """A list of tables of one shape."""

    cls: type[Any]

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return a tuple of objects."""
        if not isinstance(node, nodes.Sequence):
            return binder.wrong_type(node, self.phrase(), "write it with two brackets: `[[override]]`")
        items = []
        for index, item in enumerate(node.items):
            binder.route.append(index)
            items.append(Nested(self.cls).bind(item, binder))
            binder.route.pop()
        return tuple(items)

    def schema(self) -> JsonSchema:
        """Return an array's schema."""
        return {"type": "array", "items": Nested(self.cls).schema()}

    def phrase(self) -> str:
        """Return `a list of tables`."""
        return "a list of tables"


@frozen
class Options:
    """Options of rules: a table for each code; the registry says which options there are."""

    def bind(self, node: nodes.Node, binder: Binder) -> Any:
        """Return a dict from code to a dict from option to number."""
        what = "a mapping from rule to its options"
        inner = Entries(Text(one_line=True), Number(), "a mapping from option to number")
        return Entries(Text(one_line=True), inner, what).bind(node, binder)

    def schema(self) -> JsonSchema:
        """Return a schema for tables of numbers."""
        inner = {"type": "object", "additionalProperties": {"type": "number"}}
        return {"type": "object", "additionalProperties": inner}

    def phrase(self) -> str:
        """Return what it maps."""
        return "a mapping from rule to its options"


@record
class Gate:
    """What fails an audit run with `--gate`: the most findings, the least score."""

    NOUN: ClassVar[str] = "`audit.gate`"

    errors: int = described(Whole(0), "Most open errors of scored rules", default=0)
    journey_errors: int | None = described(Whole(0), "Most open errors of journey rules")
    new: int | None = described(Whole(0), "Most findings that the snapshot did not have")
    overall: float | None = described(Number(0, 100), "Least overall score")
    weakest: float | None = described(Number(0, 100), "Least score of the weakest category")


@record
class Weights:
    """The weight of each category in the overall score."""

    NOUN: ClassVar[str] = "`audit.weights`"

    customer: float = described(Number(0), "Customer", default=1.0)
    touchpoints: float = described(Number(0), "Touchpoints", default=1.0)
    experience: float = described(Number(0), "Experience and evidence", default=1.0)
    measurement: float = described(Number(0), "Measurement", default=1.0)
    action: float = described(Number(0), "Action and governance", default=1.0)


@record
class AuditConfig:
    """Settings of the audit."""

    NOUN: ClassVar[str] = "`audit`"

    gate: Gate = described(Nested(Gate), "What fails a run with `--gate`", factory=Gate)
    weights: Weights = described(Nested(Weights), "Weights of the categories", factory=Weights)


@record
class LimitsConfig:
    """Limits of the reader."""

    NOUN: ClassVar[str] = "`limits`"

    file_size: int | None = described(Whole(1, 1_000_000_000), "Bytes of a file; 10 MB if not said")
    depth: int | None = described(Whole(1, 200), "Nesting depth; 50 if not said")
    nodes: int | None = described(Whole(1, 100_000_000), "Nodes after aliases; 250,000 if not said")
    scalar_size: int | None = described(Whole(1, 1_000_000_000), "Characters of one scalar; 1 MB if not said")
    files: int | None = described(Whole(1, 10_000_000), "Files of a workspace; 50,000 if not said")


@record
class RenderConfig:
    """Settings of the pages."""

    NOUN: ClassVar[str] = "`render`"

    output: str | None = described(Text(one_line=True), "Folder to write to; `site` if not said")
    title: str | None = described(Text(one_line=True), "Title of the index page")
    lanes: tuple[str, ...] = described(Texts(), "Lanes to draw, in order", default=())
    theme: str | None = described(Text(one_line=True), "A CSS file that overrides tokens")
    lang: str | None = described(Text(one_line=True), "Language of the page's own words")


@record
class EventsConfig:
    """Where the event log is and how it is read."""

    NOUN: ClassVar[str] = "`events`"

    source: str | None = described(Text(one_line=True), "A path, a glob or a connection URL")
    columns: Mapping[str, str] = described(
        TextTable(), "Names of the columns for customer, event, time and id", factory=dict
    )
    timezone: str = described(Text(one_line=True), "Zone of times that say none", default="UTC")
    window: str = described(Text(one_line=True), "Time to move on, or to convert", default="90d")
    min_n: int = described(Whole(0), "Below it a rate is printed but not judged", default=30)
    ignore: tuple[str, ...] = described(Texts(), "Events to leave out", default=())
    ties: str = described(OneOf(("favour", "strict")), "Order of events at one time", default="favour")
    measures: str | None = described(Text(one_line=True), "A file of measures to read")


@record
class Config:
    """All settings, with their defaults."""

    NOUN: ClassVar[str] = "the config"

    include: tuple[str, ...] = described(Texts(), "Patterns of files to read only", default=())
    exclude: tuple[str, ...] = described(Texts(), "Patterns of files to leave out", default=())
    select: tuple[str, ...] = described(Texts(), "Codes and prefixes to check only", default=())
    ignore: tuple[str, ...] = described(Texts(), "Codes and prefixes to leave out", default=())
    fail_on: str | None = described(OneOf((*_SEVERITIES, "never")), "The least severity that fails a run")
    rules: Mapping[str, Mapping[str, float]] = described(
        Options(), "Options of rules, a table for each code", factory=dict
    )
    severity: Mapping[str, str] = described(
        Entries(Text(one_line=True), Choice(_SEVERITIES), "a mapping from rule to severity"),
        "Severities of rules other than their own",
        factory=dict,
    )
    override: tuple[Override, ...] = described(Listed(Override), "Other rules for some paths", default=())
    audit: AuditConfig = described(Nested(AuditConfig), "The audit", factory=AuditConfig)
    limits: LimitsConfig = described(Nested(LimitsConfig), "Limits of the reader", factory=LimitsConfig)
    render: RenderConfig = described(Nested(RenderConfig), "The pages", factory=RenderConfig)
    events: EventsConfig = described(Nested(EventsConfig), "The event log", factory=EventsConfig)

    def reader_limits(self) -> Limits:
        """Return the reader's limits, the defaults where none is set."""
        said = {each.name: getattr(self.limits, each.name) for each in fields(LimitsConfig)}
        return Limits(**{name: value for name, value in said.items() if value is not None})


@frozen
class LoadedConfig:
    """A config, the faults found in it, and its tree for placing those and later ones."""

    config: Config
    faults: tuple[Fault, ...]
    root: nodes.Node | None
    text: str
    prefix: tuple[str, ...] = ()


def load_config(path: Path | None) -> LoadedConfig:
    """Read a config file; without one, the defaults.

    Raises OSError where the file cannot be read.
    """
    if path is None:
        return LoadedConfig(Config(), (), None, "")
    # The TOML reader is loaded only where there is a config.
    from jmap.workspace.toml_nodes import read_toml

    data = path.read_bytes()
    text = data.decode("utf-8", errors="replace")
    root, faults = read_toml(data)
    prefix: tuple[str, ...] = ()
    node: nodes.Node | None = root
    if path.name == "pyproject.toml":
        prefix = ("tool", "jmap")
        for step in prefix:
            inner = node.entries.get(step) if isinstance(node, nodes.Mapping) else None
            node = inner[1] if inner is not None else None
    if not isinstance(node, nodes.Mapping):
        if node is not None:
            faults.append(Fault("JM103", "`tool.jmap` must be a table", Place(prefix, On.KEY)))
        return LoadedConfig(Config(), tuple(faults), root, text, prefix)
    binder = Binder()
    binder.route.extend(prefix)
    config = binder.bind_object(shape_of(Config), node, {})
    return LoadedConfig(config, (*faults, *binder.faults), root, text, prefix)


def config_schema() -> JsonSchema:
    """Return the JSON Schema of the config."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Config of jmap",
        **object_schema(shape_of(Config)),
    }
