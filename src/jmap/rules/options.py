"""Checks what a config says of rules against the rules there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jmap.faults import Fault, On, Place, Route
from jmap.model.binder import Binder
from jmap.nearest import nearest
from jmap.rules import registry
from jmap.rules.codes import wrong_choice, wrong_code
from jmap.rules.rule import Option
from jmap.workspace.config import Config, LoadedConfig
from jmap.yaml.nodes import Mapping as Table
from jmap.yaml.nodes import Node, Scalar, Sequence


def option_faults(loaded: LoadedConfig) -> Iterator[Fault]:
    """Yield the faults of whatever in a config names a rule or an option that is not there."""
    config, prefix = loaded.config, loaded.prefix
    yield from _codes(loaded)
    yield from _severities(config, prefix)
    for code, options in config.rules.items():
        yield from _of_rule(code, options, loaded)


def texts_at(loaded: LoadedConfig, route: Route) -> Iterator[tuple[str, Place]]:
    """Yield the texts at a route of the config, of a list or alone, each with its place."""
    route = (*loaded.prefix, *route)
    node = _node_at(loaded.root, route)
    items = enumerate(node.items) if isinstance(node, Sequence) else ((None, node),)
    for index, item in items:
        if isinstance(item, Scalar) and not item.plain and item.text.strip():
            yield item.text, Place(route if index is None else (*route, index))


def _codes(loaded: LoadedConfig) -> Iterator[Fault]:
    overrides = _node_at(loaded.root, (*loaded.prefix, "override"))
    count = len(overrides.items) if isinstance(overrides, Sequence) else 0
    for route in ((), *(("override", index) for index in range(count))):
        for key in ("select", "ignore"):
            for code, place in texts_at(loaded, (*route, key)):
                wrong = wrong_choice(code, leave_out=key == "ignore")
                if wrong is not None:
                    yield Fault("JM105", wrong.message, place, wrong.hint, offending=code)


def _severities(config: Config, prefix: Route) -> Iterator[Fault]:
    for code in config.severity:
        place = Place((*prefix, "severity", code), On.KEY)
        wrong = wrong_code(code)
        if wrong is not None:
            yield Fault("JM101", wrong.message, place, wrong.hint, offending=code)
        elif registry.get(code).rule.fixed:
            message = f"the severity of `{code}` cannot be changed"
            hint = "a file that cannot be read whole is an error; leave it out with `exclude`"
            yield Fault("JM105", message, place, hint, offending=code)


def _of_rule(code: str, options: Mapping[str, float], loaded: LoadedConfig) -> Iterator[Fault]:
    route = (*loaded.prefix, "rules", code)
    wrong = wrong_code(code)
    if wrong is not None:
        yield Fault("JM101", wrong.message, Place(route, On.KEY), wrong.hint, offending=code)
        return
    known = registry.get(code).rule.options
    for name in options:
        if name not in known:
            message = f"rule `{code}` has no option `{name}`"
            hint = _other_option(code, name, known)
            yield Fault("JM101", message, Place((*route, name), On.KEY), hint, offending=name)
            continue
        binder = Binder()
        binder.route.extend((*route, name))
        node = _node_at(loaded.root, tuple(binder.route))
        if node is not None:
            known[name].kind.bind(node, binder)
        yield from binder.faults or _passing(name, options, known, route)


def _other_option(code: str, name: str, known: Mapping[str, Option]) -> str:
    guess = nearest(name, known)
    if guess is not None:
        return f"did you mean `{guess}`?"
    if name in ("severity", "level"):
        return f'write `{code} = "warning"` under `[severity]`'
    if not known:
        return "it has none"
    return f"it has {', '.join(f'`{each}`' for each in known)}"


def _passing(
    name: str, options: Mapping[str, float], known: Mapping[str, Option], route: Route
) -> Iterator[Fault]:
    """Yield the fault of an option that passes the other one that bounds it, said once for the two."""
    for lower, option in known.items():
        upper = option.up_to
        if name not in (lower, upper) or not upper or (name == upper and lower in options):
            continue
        low = options.get(lower, option.default)
        high = options.get(upper, known[upper].default)
        if low > high:
            message = f"`{lower}` is {low:g}, more than `{upper}`, which is {high:g}"
            hint = f"lower `{lower}` or raise `{upper}`"
            yield Fault("JM104", message, Place((*route, name)), hint, offending=name)


def _node_at(root: Node | None, route: Route) -> Node | None:
    node = root
    for step in route:
        if isinstance(node, Sequence) and isinstance(step, int):
            node = node.items[step]
        else:
            found = node.entries.get(str(step)) if isinstance(node, Table) else None
            node = found[1] if found is not None else None
    return node
