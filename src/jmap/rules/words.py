"""How rules word what is missing and how many there are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_LONGEST = 60


def listed(items: Iterable[str], last: str = "and") -> str:
    """Return `a`, `a and b` or `a, b and c`, with another word before the last where one is given."""
    *most, final = items
    return f"{', '.join(most)} {last} {final}" if most else final


def keys(names: Iterable[str], last: str = "or") -> str:
    """Return keys or ids in backticks, listed."""
    return listed((f"`{name}`" for name in names), last)


def unsaid(said: Mapping[str, object]) -> list[str]:
    """Return the keys that say nothing: None, empty text, or nothing in it."""
    return [key for key, value in said.items() if not value and value != 0]


def counted(number: int, one: str, many: str = "") -> str:
    """Return `no stage`, `1 stage` or `3 stages`."""
    if number == 0:
        return f"no {one}"
    return f"1 {one}" if number == 1 else f"{number} {many or one + 's'}"


def excerpt(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rstrip() + "…"
