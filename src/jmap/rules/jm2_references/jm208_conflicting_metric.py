"""One metric id with two meanings.

What: wherever in the workspace a metric of the same id is defined, it has the same formula, unit and
direction.

Why: two maps that both say `activation-rate` and count it differently cannot be compared, and the review will
compare them. The number that looks worse may only be counted more strictly.

Fix: define the metric once, in a library that both maps use, or give the two measures names that tell them
apart. What one of them leaves out is no conflict; in a formula, spacing and case do not matter.

Source: ours; a metric is defined once, as in the glossaries that analysts keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from jmap.faults import On, Place, Route, Severity
from jmap.rules.overview import Overview
from jmap.rules.rule import Outcome, Rule
from jmap.yaml.nodes import Mapping

RULE = Rule(code="JM208", name="conflicting-metric", severity=Severity.ERROR, on="workspace")

_ASPECTS = (("formula", "formula"), ("unit", "unit"), ("better", "direction"))
_Meaning: TypeAlias = tuple[str, str, str]


def check(see: Overview) -> Iterator[Outcome]:
    """Compare each metric with those of its id in the files before it, each meaning once."""
    seen: dict[str, dict[_Meaning, str]] = {}
    for path, facts in sorted(see.facts.items()):
        for id_, *aspects in facts.metrics:
            meaning = (aspects[0], aspects[1], aspects[2])
            before = seen.setdefault(id_, {})
            if meaning in before:
                continue
            for other, first in before.items():
                at = next((i for i in range(3) if meaning[i] and other[i] and meaning[i] != other[i]), None)
                if at is not None and first not in facts.sees and path not in see.facts[first].sees:
                    yield _failed(see, path, id_, first, at, (meaning[at], other[at]))
                    break
            before[meaning] = path


def _failed(see: Overview, path: str, id_: str, first: str, at: int, values: tuple[str, str]) -> Outcome:
    key, word = _ASPECTS[at]
    message = f"metric `{id_}` has another {word} here than in `{first}`"
    if key != "formula":
        message = f"metric `{id_}` has the {word} `{values[0]}` here, and `{values[1]}` in `{first}`"
    hint = "define it once in a library that both use, or give the two measures names of their own"
    here, there = _written(see, path, id_, key), _written(see, first, id_, key)
    related = Place(there[0], there[1], first, "defined otherwise here")
    return see.failed(path, here[0], message, hint, on=here[1], related=(related,), offending=key)


def _written(see: Overview, path: str, metric: str, key: str) -> tuple[Route, On]:
    """Return where a metric says a key: at its value, or at the metric's own key if it is left to default."""
    node = see.read(path).root
    for step in ("metrics", metric, key):
        if not isinstance(node, Mapping) or step not in node.entries:
            return ("metrics", metric), On.KEY
        node = node.entries[step][1]
    return ("metrics", metric, key), On.VALUE
