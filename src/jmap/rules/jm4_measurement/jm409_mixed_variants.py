"""Customers are asked the same thing in two ways.

What: all metrics of kind `nps`, `csat` or `ces` in the workspace that name a `variant` name the same one for
their kind.

Why: a csat of top-two-box answers and one of mean answers are two scales, and a ces on 1 to 5 is not one on 1
to 7. Side by side in a review they are read as one, and the difference between the questions as a difference
between the customers.

Fix: ask in one way. Where both are wanted for a while, give one of them the kind `score` and say in its
`formula` how it is asked.

Source: published forms of the three questions; that they do not mix is common survey practice.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import On, Place, Severity
from jmap.rules.overview import Overview
from jmap.rules.rule import Outcome, Rule

RULE = Rule(code="JM409", name="mixed-variants", severity=Severity.WARNING, on="workspace")

_ASKED = ("nps", "csat", "ces")


def check(see: Overview) -> Iterator[Outcome]:
    """Compare each variant with the first of its kind in the order of the files."""
    first: dict[str, tuple[str, str, str]] = {}
    for path, facts in sorted(see.facts.items()):
        for metric, kind, variant in facts.variants:
            if kind not in _ASKED:
                continue
            file, other, asked = first.setdefault(kind, (path, metric, variant))
            if _folded(asked) == _folded(variant):
                continue
            message = f"`{metric}` asks {kind} as `{variant}`, `{other}` asks it as `{asked}`"
            there = Place(("metrics", other, "variant"), On.VALUE, file, "asked otherwise here")
            yield see.failed(
                path,
                ("metrics", metric, "variant"),
                message,
                "ask in one way, or give one of them `kind: score`",
                on=On.VALUE,
                related=(there,),
                offending=variant,
            )


def _folded(variant: str) -> str:
    return " ".join(variant.casefold().replace("-", " ").replace("_", " ").split())
