"""The config: `jmap.toml`, or `[tool.jmap]` in `pyproject.toml`, bound like a journey file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import ClassVar, Final

from jmap.faults import Fault, On, Place, Severity
from jmap.model.binder import BAD, Binder
from jmap.model.described import JsonSchema, described
from jmap.records import frozen, record
from jmap.workspace.config_kinds import Figure, OneOrMany, Pattern, Word
from jmap.workspace.config_sections import (
    CODES,
    SOME_CODES,
    AuditConfig,
    EventsConfig,
    Gate,
    LimitsConfig,
    Override,
    RenderConfig,
    Weights,
)
from jmap.workspace.config_tables import Table, TableOf, Tables
from jmap.yaml import nodes
from jmap.yaml.limits import Limits
from jmap.yaml.source import Source

__all__ = [
    "AuditConfig",
    "Config",
    "EventsConfig",
    "Gate",
    "LimitsConfig",
    "LoadedConfig",
    "Override",
    "RenderConfig",
    "Weights",
    "config_schema",
    "load_config",
]

_SEVERITIES: Final = tuple(severity.value for severity in Severity)
_MOST_BYTES: Final = 1_000_000
_PATTERNS: Final = OneOrMany(Pattern(), "one pattern or a list of them")
_TABLES: Final = {
    "audit.gate": Gate,
    "audit.weights": Weights,
    "limits": LimitsConfig,
    "render": RenderConfig,
    "events": EventsConfig,
}


@record
class Config:
    """All settings, with their defaults."""

    NOUN: ClassVar[str] = "the config"
    SYNONYMS: ClassVar[Mapping[str, str]] = {
        "extend-exclude": "exclude",
        "extend-ignore": "ignore",
        "extend-select": "select",
        "files": "include",
        "per-file-ignores": "override",
        "severities": "severity",
    }
    ELSEWHERE: ClassVar[Mapping[str, str]] = {
        "gate": "it belongs under `[audit]`",
        "weights": "it belongs under `[audit]`",
        "paths": "it belongs under `[[override]]`",
        **{
            each.name: f"it belongs under `[{table}]`"
            for table, cls in _TABLES.items()
            for each in fields(cls)
        },
    }

    include: tuple[str, ...] = described(
        _PATTERNS,
        "Patterns of the files to read; all journey files if not said",
        default=(),
        example='["maps/**"]',
    )
    exclude: tuple[str, ...] = described(
        _PATTERNS, "Patterns of files to leave out", default=(), example='["archive/"]'
    )
    select: tuple[str, ...] = described(
        SOME_CODES,
        "Codes and prefixes of the rules to check; all if not said",
        default=(),
        example='["JM0", "JM1", "JM2"]',
    )
    ignore: tuple[str, ...] = described(
        CODES, "Codes and prefixes of rules to leave out", default=(), example='["JM604"]'
    )
    fail_on: str = described(
        Word((*_SEVERITIES, "never")),
        "The least severity that fails a run",
        default=Severity.ERROR.value,
        example='"warning"',
    )
    rules: Mapping[str, Mapping[str, float]] = described(
        TableOf(
            TableOf(Figure(), "a table of its options", "a severity stands under `[severity]`"),
            "a table for each code",
        ),
        "Options of rules, a table for each code",
        factory=dict,
        example="{JM605 = {warn = 2}}",
    )
    severity: Mapping[str, str] = described(
        TableOf(
            Word(_SEVERITIES, "to leave a rule out, name it in `ignore`"), "a table from code to severity"
        ),
        "Severities of rules other than their own",
        factory=dict,
        example='{JM206 = "info"}',
    )
    override: tuple[Override, ...] = described(Tables(Override), "Other rules for some paths", default=())
    audit: AuditConfig = described(Table(AuditConfig), "Settings of `jmap audit`", factory=AuditConfig)
    limits: LimitsConfig = described(Table(LimitsConfig), "Limits of the reader", factory=LimitsConfig)
    render: RenderConfig = described(Table(RenderConfig), "Settings of `jmap render`", factory=RenderConfig)
    events: EventsConfig = described(Table(EventsConfig), "The event log", factory=EventsConfig)

    def reader_limits(self) -> Limits:
        """Return the reader's limits."""
        return Limits(**{each.name: getattr(self.limits, each.name) for each in fields(LimitsConfig)})


@frozen
class LoadedConfig:
    """A config, the faults found in it, and its tree for placing those and later ones."""

    config: Config
    faults: tuple[Fault, ...]
    root: nodes.Node | None
    source: Source | None
    prefix: tuple[str, ...] = ()


def load_config(path: Path | None) -> LoadedConfig:
    """Read a config file; without one, the defaults. What keeps it from being read is a fault too."""
    if path is None:
        return LoadedConfig(Config(), (), None, None)
    # What reads a file is loaded only where there is a config.
    from jmap.workspace.toml_nodes import read_toml
    from jmap.yaml.files import load
    from jmap.yaml.source import decode

    limits = Limits(file_size=_MOST_BYTES)
    data = load(path, limits)
    if isinstance(data, Fault):
        hint = "split off what is not for jmap" if data.code == "JM009" else data.hint
        return LoadedConfig(Config(), (replace(data, hint=hint),), None, None)
    source, faults = decode(path.name, data, limits)
    if source is None or not source.sound:
        return LoadedConfig(Config(), tuple(faults), None, source)
    root, faults = read_toml(source.text)
    if root is None or path.name != "pyproject.toml":
        return _bound(root, faults, source, ())
    return _bound(root, faults, source, ("tool", "jmap"))


def _bound(
    root: nodes.Mapping | None, faults: list[Fault], source: Source, prefix: tuple[str, ...]
) -> LoadedConfig:
    node: nodes.Node | None = root
    for step in prefix:
        inner = node.entries.get(step) if isinstance(node, nodes.Mapping) else None
        node = inner[1] if inner is not None else None
    config = Config()
    if node is None and root is not None:
        message, hint = "this file has no table `[tool.jmap]`", "add it, or name a `jmap.toml`"
        faults.append(Fault("JM102", message, Place((), On.KEY), hint, offending="tool.jmap"))
    elif node is not None:
        binder = Binder()
        binder.route.extend(prefix)
        bound = Table(Config).bind(node, binder)
        faults.extend(binder.faults)
        config = config if bound is BAD else bound
    return LoadedConfig(config, tuple(faults), root, source, prefix)


def config_schema() -> JsonSchema:
    """Return the JSON Schema of the config, but for what only the rules know."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Config of jmap",
        "description": "`jmap.toml`, or `[tool.jmap]` in `pyproject.toml`.",
        **Table(Config).schema(),
    }
