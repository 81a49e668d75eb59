"""Bytes to plain data: JSON within bounds, whatever was written."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from jmap.measures.shape import GREATEST, Route, Unreadable

MOST_BYTES: Final = 64_000_000
MOST_DEPTH: Final = 32
MOST_VALUES: Final = 2_000_000

_MEND: Final = "write the file anew"
# A text, closed or not, and all that nests or parts.
_TOKENS = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|([\[{])|([\]}])|(,)', re.DOTALL)
_LONGEST_NUMBER: Final = 400


class MeasuresError(ValueError):
    """A file of measures that cannot be read: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class _Repeated(dict[str, Any]):
    """An object in which a key is written twice."""

    key = ""


def load(path: Path, shown: str) -> bytes:
    """Return the bytes of a file that is called `shown`. Raises MeasuresError."""
    try:
        # Opened without waiting: a pipe would be waited for, and may never end.
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(number, "rb") as file:  # noqa: PTH123
            if not stat.S_ISREG(os.fstat(number).st_mode):
                raise MeasuresError(f"`{shown}` is no file", "name the file itself")
            data = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise MeasuresError(f"no file `{shown}`", "check the name of the file of measures") from None
    except IsADirectoryError:
        raise MeasuresError(f"`{shown}` is a folder", "name the file itself") from None
    except (OSError, ValueError) as error:
        if isinstance(error, MeasuresError):
            raise
        reason = (getattr(error, "strerror", None) or "its name is none of a file").lower()
        raise MeasuresError(f"`{shown}` cannot be read: {reason}", "check its name and permissions") from None
    if len(data) > MOST_BYTES:
        message = f"`{shown}` has more than {MOST_BYTES // 1_000_000} MB"
        raise MeasuresError(message, "measure fewer maps at a time, or leave `paths` and `segments` out")
    return data


def parse(data: bytes, shown: str) -> Any:
    """Return the content of a file that is called `shown`, numbers that nobody can use as `Unreadable`.

    Raises MeasuresError where it is not JSON, nests too deep, holds too much or writes a key twice.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MeasuresError(f"`{shown}` is not UTF-8 in line {line}", "save it as UTF-8") from None
    _bounded(data, shown)
    odd: list[bool] = []

    def together(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        odd.append(True)
        repeated = _Repeated(found)
        seen: set[str] = set()
        repeated.key = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        return repeated

    def constant(word: str) -> Unreadable:
        odd.append(True)
        return Unreadable(word)

    try:
        content = json.loads(
            text, object_pairs_hook=together, parse_constant=constant, parse_int=_whole, parse_float=_decimal
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        said = f"{error.msg[:1].lower()}{error.msg[1:]}".rstrip(": ")
        hint = "it is empty: " + _MEND if not text.strip() else _MEND
        raise MeasuresError(f"`{shown}` is not JSON from {where} on: {said}", hint) from None
    if odd:
        _refuse_odd(content, shown)
    return content


def called(route: Route) -> str:
    """Return a route as messages show it: `maps.saas.stages`, `moves[3]`; parts of any length cut."""
    text = ""
    for step in route:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if len(step) <= 80 else f"{step[:80]}…"
            text += f".{name}" if text else name
    return text


def _bounded(data: bytes, shown: str) -> None:
    """Raise MeasuresError where a file nests deeper or holds more than measures ever do."""
    depth = values = 0
    for token in _TOKENS.finditer(data):
        kind = token.lastindex
        if kind is None:
            continue
        values += kind != 2
        depth += (kind == 1) - (kind == 2)
        if depth > MOST_DEPTH:
            line = data.count(b"\n", 0, token.start()) + 1
            message = f"`{shown}` nests more than {MOST_DEPTH} levels deep in line {line}"
            raise MeasuresError(message, _MEND)
        if values > MOST_VALUES:
            message = f"`{shown}` holds more than {MOST_VALUES} values"
            raise MeasuresError(message, "measure fewer maps at a time, or leave `paths` and `segments` out")


def _whole(text: str) -> int | Unreadable:
    # Of so many digits Python itself refuses to make a number.
    if len(text) > _LONGEST_NUMBER or abs(int(text)) > GREATEST:
        return Unreadable(text)
    return int(text)


def _decimal(text: str) -> float | Unreadable:
    number = float(text)
    return number if abs(number) <= GREATEST else Unreadable(text)


def _refuse_odd(content: Any, shown: str) -> None:
    """Raise MeasuresError for the first key that is written twice, or word that is no JSON."""
    for route, value in _everything(content):
        if isinstance(value, _Repeated):
            name = called((*route, value.key))
            raise MeasuresError(f"`{shown}` has `{name}` twice", "keep the one that is meant")
        if isinstance(value, Unreadable) and not value.text.lstrip("-")[:1].isdigit():
            message = f"`{called(route)}` in `{shown}` is `{value.text}`, which is no JSON"
            raise MeasuresError(message, "write `null` where nothing is known")


def _everything(content: Any) -> Iterator[tuple[Route, Any]]:
    stack: list[tuple[Route, Any]] = [((), content)]
    while stack:
        route, value = stack.pop()
        yield route, value
        if isinstance(value, dict):
            stack.extend(((*route, key), each) for key, each in reversed(value.items()))
        elif isinstance(value, list):
            stack.extend(((*route, index), each) for index, each in reversed(list(enumerate(value))))
