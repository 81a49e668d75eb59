"""Checks what a config says of rules against the rules there are."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Fault, On, Place, Route
from jmap.nearest import nearest
from jmap.rules import registry
from jmap.workspace.config import Config, LoadedConfig, Override
from jmap.workspace.discovery import is_pattern


def option_faults(loaded: LoadedConfig) -> Iterator[Fault]:
    """Yield the faults of `[rules]`, `[severity]`, `select` and `ignore` that name no rule or option."""
    config, prefix = loaded.config, loaded.prefix
    for table in ("rules", "severity"):
        for code in getattr(config, table):
            if code not in registry.names():
                guess = nearest(code, registry.names())
                hint = f"did you mean `{guess}`?" if guess else "`jmap rules` lists them all"
                place = Place((*prefix, table, code), On.KEY)
                yield Fault("JM101", f"no rule `{code}`", place, hint, offending=code)
    for code, options in config.rules.items():
        if code not in registry.names():
            continue
        known = registry.get(code).rule.options
        for name in options:
            if name in known:
                continue
            guess = nearest(name, known)
            listed = ", ".join(f"`{each}`" for each in known)
            hint = f"did you mean `{guess}`?" if guess else f"it has {listed}" if known else "it has none"
            place = Place((*prefix, "rules", code, name), On.KEY)
            yield Fault("JM101", f"rule `{code}` has no option `{name}`", place, hint, offending=name)
    yield from _codes(config, prefix)
    yield from _patterns(config, prefix)


def _codes(config: Config, prefix: Route) -> Iterator[Fault]:
    chosen: list[tuple[Route, Config | Override]] = [((), config)]
    chosen += [(("override", index), each) for index, each in enumerate(config.override)]
    for route, each in chosen:
        for key in ("select", "ignore"):
            for index, code in enumerate(getattr(each, key)):
                wrong = registry.unknown_prefix(code)
                if wrong is not None:
                    yield Fault("JM105", wrong, Place((*prefix, *route, key, index)), offending=code)


def _patterns(config: Config, prefix: Route) -> Iterator[Fault]:
    lists: list[tuple[Route, tuple[str, ...]]] = [(("include",), config.include)]
    lists.append((("exclude",), config.exclude))
    lists += [(("override", n, "paths"), each.paths) for n, each in enumerate(config.override)]
    for route, lines in lists:
        for index, line in enumerate(lines):
            if not is_pattern(line):
                message = f"`{line}` is no pattern as in a `.gitignore`"
                yield Fault("JM105", message, Place((*prefix, *route, index)), offending=line)
