"""What a score is compared with: an earlier run's file, or the same log as of an earlier day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeGuard

from jmap.analyze.accounts import DIGITS, Earlier
from jmap.cli.stop import stop
from jmap.model.kinds.times import parse_date

_MOST: Final = 4_000_000
_HINT: Final = "write a day such as `2026-09-30`, or a file made by `jmap health ACCOUNT --format json`"


def since(text: str | None) -> date | Path | None:
    """Return the day or the file that `--since` names. Exits with 2 where it is neither."""
    if text is None:
        return None
    day = parse_date(text)
    if day is not None:
        return day
    if not Path(text).is_file():
        stop(f"`--since {text}` is no day, and no file is there", _HINT)
    return Path(text)


def read_earlier(path: Path, account: str, model: str) -> Earlier:
    """Return the score that a file has. Exits with 2 where it is none of that account and health score."""
    found = _content(path)
    for key, wanted in (("account", account), ("model", model)):
        if found.get(key) != wanted:
            stop(f"`{path}` is not of the {key} `{wanted}`", _HINT)
    score, band, parts, when = (found.get(key) for key in ("score", "band", "parts", "as_of"))
    if not _is_number(score) or not isinstance(parts, list) or not isinstance(band, str | None):
        stop(f"`{path}` has no `score` with `parts`", _HINT)
    given: dict[str, float] = {}
    for part in parts:
        named = part.get("indicator") if isinstance(part, dict) else None
        if not isinstance(named, str) or not _is_number(part.get("contribution")):
            stop(f"`{path}` has a part without `indicator` and `contribution`", _HINT)
        given[named] = part["contribution"]
    if round(sum(given.values()) - score, DIGITS):
        stop(f"the parts of `{path}` do not add up to its score", _HINT)
    return Earlier(when if isinstance(when, str) else str(path), score, band, given)


def _content(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST + 1)
        found = json.loads(data.decode("utf-8-sig")) if len(data) <= _MOST else None
    except OSError as error:
        stop(f"`{path}` cannot be read: {error.strerror or error}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        stop(f"`{path}` is no score of an account", _HINT)
    return found


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 1_000
