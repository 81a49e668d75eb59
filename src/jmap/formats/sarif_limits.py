"""What GitHub takes of a SARIF file: the rest is cut, the least grave first, and the file says so."""

from __future__ import annotations

import json
import zlib
from typing import Any, Final

from jmap.records import frozen

MOST_RESULTS: Final = 25_000
MOST_BYTES: Final = 10_000_000
"""GitHub refuses a file with more results in a run, or that is larger when it is compressed."""

_SHOWN = 5_000
_MARGIN = 0.9


@frozen
class Weighed:
    """A result, and what it is sorted by when some have to go: the lowest weight stays longest."""

    weight: tuple[int, int]
    result: dict[str, Any]


def within_limits(
    results: list[Weighed], rules: list[dict[str, Any]]
) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the results that fit, in the order given, and what to say of those that do not."""
    notices = []
    total = len(results)
    order = sorted(range(total), key=lambda index: results[index].weight)
    kept = _by_size([results[index].result for index in order[:MOST_RESULTS]], rules)
    if kept < total:
        reason = (
            f"GitHub takes {MOST_RESULTS} in a run"
            if kept == MOST_RESULTS
            else f"GitHub takes files of {MOST_BYTES // 1_000_000} MB when compressed"
        )
        notices.append(f"{total - kept} of {total} results are left out, the least grave first: {reason}")
    if kept > _SHOWN:
        notices.append(f"GitHub shows the {_SHOWN} gravest of {kept} results")
    return [results[index].result for index in sorted(order[:kept])], notices


def _by_size(results: list[dict[str, Any]], rules: list[dict[str, Any]]) -> int:
    """Return how many of the results fit together with the rules."""
    size = len(_text(rules))
    if size + sum(len(_text(result)) for result in results) < MOST_BYTES * _MARGIN:
        return len(results)
    # The file as written has more spaces, which compress to next to nothing.
    packer = zlib.compressobj()
    packed = len(packer.compress(_text(rules)))
    for count, result in enumerate(results):
        packed += len(packer.compress(_text(result)))
        if packed > MOST_BYTES * _MARGIN:
            return count
    return len(results)


def _text(data: Any) -> bytes:
    return json.dumps(data).encode()
