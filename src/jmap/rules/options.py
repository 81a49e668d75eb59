"""Checks what a config says of rules against the rules there are."""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Fault, On, Place
from jmap.nearest import nearest
from jmap.rules import registry
from jmap.workspace.config import LoadedConfig


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
    for key in ("select", "ignore"):
        for index, code in enumerate(getattr(config, key)):
            wrong = registry.unknown_prefix(code)
            if wrong is not None:
                yield Fault("JM105", wrong, Place((*prefix, key, index)), offending=code)
