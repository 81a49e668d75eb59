"""What a config changes about a rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from jmap.faults import Severity
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.rule import Rule
from jmap.workspace.config import Config


@frozen
class Changes:
    """What a config sets of a rule: whether it is off, another severity, other options.

    `elsewhere` tells that an override says otherwise for some paths.
    """

    off: bool = False
    severity: Severity | None = None
    options: Mapping[str, float] = field(default_factory=dict)
    elsewhere: bool = False

    def words(self) -> str:
        """Return the changes in words, for after `by the config:`; empty where there are none."""
        parts = ["off"] if self.off else []
        if self.severity is not None:
            parts.append(self.severity.value)
        parts.extend(f"{name} = {value:g}" for name, value in self.options.items())
        if self.elsewhere:
            parts.append("on for some paths" if self.off else "off for some paths")
        return ", ".join(parts)

    def data(self) -> dict[str, Any]:
        """Return the changes as plain data."""
        return {
            "off": self.off,
            "severity": self.severity.value if self.severity is not None else None,
            "options": dict(self.options),
            "elsewhere": self.elsewhere,
        }


def changes(rule: Rule, config: Config) -> Changes:
    """Return what a config changes about a rule."""
    said = config.rules.get(rule.code, {})
    severity = config.severity.get(rule.code)
    wanted = rule.fixed or registry.chosen(rule.code, config.select, config.ignore)
    there = {
        registry.chosen(rule.code, each.select or config.select, (*config.ignore, *each.ignore))
        for each in config.override
    }
    return Changes(
        off=not wanted,
        severity=Severity(severity) if severity not in (None, rule.severity.value) else None,
        options={
            name: said[name]
            for name, option in rule.options.items()
            if said.get(name, option.default) != option.default
        },
        elsewhere=not rule.fixed and (not wanted) in there,
    )
