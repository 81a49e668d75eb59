"""The maps of a relationship do not say whose it is.

What: a workspace with a map of `scope: lifecycle` describes the target market: some map, or a library that
one uses, has a `market` with a summary, demographics, needs, preferences or challenges; and at least one
segment of the customer base is defined. It is one question to the workspace. Drafts and archived maps do
not count; it is not asked in a run over a part of the workspace, nor while a map has errors.

Why: a lifecycle is drawn for everybody who could be a customer. Without a market nobody can say whom it
leaves out, and without a segment it is an average that no customer lives.

Fix: write `market`, best in the library that all maps use, with a `summary` and what these customers need;
then name the two or three parts of the base that behave otherwise as `segments`.

Source: Kotler and Keller, "Marketing Management" (15th edition, 2016): segmenting and targeting come before
everything that is done for a customer.
"""

from __future__ import annotations

from collections.abc import Iterator

from jmap.faults import Severity
from jmap.rules.all_maps import AllMaps
from jmap.rules.rule import Outcome, Rule

RULE = Rule(code="JM506", name="no-market", severity=Severity.WARNING, on="workspace with a lifecycle")

_MARKET = "write `market` with a `summary`, and what its customers need"
_SEGMENT = "define the parts of the customer base that differ as `segments`"


def check(see: AllMaps) -> Iterator[Outcome]:
    """Look for a market that is described, and for a segment, in the sight of any map."""
    markets = dict(market for each in see.maps for market in each.markets)
    described = any(markets.values())
    segmented = any(each.segments for each in see.maps)
    lifecycle = see.lifecycle.path
    if described and segmented:
        yield see.passed(lifecycle)
        return
    file = min(markets, default=lifecycle)
    route = ("market",) if markets else ()
    if described:
        yield see.failed(file, route, "no segment of the customer base is defined", _SEGMENT)
    elif segmented:
        yield see.failed(file, route, "the target market is not described", _MARKET)
    else:
        message = "the target market is not described, and no segment of it defined"
        yield see.failed(file, route, message, f"{_MARKET}; {_SEGMENT}")
