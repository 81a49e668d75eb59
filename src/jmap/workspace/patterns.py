"""Patterns as in a `.gitignore`, matched in time that grows with the name and not with the stars."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from jmap.records import frozen

SHAPE: Final = (
    r"^(?![#\s])(?!.*[\\\n])(?!(.*/)?\.\.?(/|$))(?!!?/?$)(?!.*//)(?!.*\s$)(?!.*\[[!^]?\]?[^\]]*$).+$"
)
"""What a pattern of the config looks like; narrower than what git takes, for some of that matches nothing."""

_RELATIVE: Final = re.compile(r"(?:^|/)\.\.?(?:/|$)")
_POSIX: Final = {
    "alnum": "A-Za-z0-9",
    "alpha": "A-Za-z",
    "blank": r" \t",
    "digit": "0-9",
    "lower": "a-z",
    "punct": r"!-\/:-@\[-`{-~",
    "space": r"\s",
    "upper": "A-Z",
    "xdigit": "A-Fa-f0-9",
}
_CLASS: Final = re.compile(r"\[([!^]?)(\]?(?:\[:[a-z]+:\]|\\.|[^\]\\])*)\]")
_IN_CLASS: Final = re.compile(r"\[:([a-z]+):\]|\\(.)|([\s\S])")
_ANY: Final = None
"""Stands for `**`: any number of folders."""


class _NoPatternError(Exception):
    """A line that git would pass over too."""


@frozen
class Pattern:
    """One line: the names on the way it matches, from the root of its file, `**` among them as None."""

    negated: bool
    folders: bool
    parts: tuple[re.Pattern[str] | None, ...]

    def match(self, names: list[str], *, is_folder: bool) -> bool:
        """Tell whether it matches the whole of a way."""
        if self.folders and not is_folder:
            return False
        parts = self.parts
        if len(parts) == 2 and parts[0] is _ANY and parts[1] is not None:
            # A name at any depth, as most patterns are.
            return parts[1].fullmatch(names[-1]) is not None
        at = index = retry = 0
        star = -1
        while index < len(names):
            part = parts[at] if at < len(parts) else _ANY
            if at < len(parts) and part is _ANY:
                star, retry = at, index
                at += 1
            elif at < len(parts) and part is not None and part.fullmatch(names[index]):
                at += 1
                index += 1
            elif star >= 0:
                retry += 1
                at, index = star + 1, retry
            else:
                return False
        # A `**` at the end matches what is in a folder, not the folder.
        return at == len(parts)


@frozen
class Patterns:
    """The patterns of a file, in their order; the last one that matches decides."""

    patterns: tuple[Pattern, ...]

    def decide(self, path: str, *, is_folder: bool = False, above: bool = True) -> bool | None:
        """Return whether a path, with `/`, is meant; None where no pattern matches it.

        With `above` a pattern that matches a folder above the path matches the path too.
        """
        names = path.split("/")
        least = 1 if above else len(names)
        for pattern in reversed(self.patterns):
            for length in range(len(names), least - 1, -1):
                if pattern.match(names[:length], is_folder=is_folder or length < len(names)):
                    return not pattern.negated
        return None


@lru_cache(maxsize=256)
def patterns_of(lines: tuple[str, ...]) -> Patterns | None:
    """Return the patterns of some lines, or None where there is none.

    Comments, and lines that are no pattern, are passed over.
    """
    found = tuple(pattern for line in lines if (pattern := _read(line)) is not None)
    return Patterns(found) if found else None


def matches(lines: Iterable[str], path: str) -> bool:
    """Tell whether a path below the root, with `/`, is meant by some patterns."""
    patterns = patterns_of(tuple(lines))
    return patterns is not None and bool(patterns.decide(path))


def is_pattern(line: str) -> bool:
    """Tell whether a line of the config is a pattern."""
    return re.match(SHAPE, line) is not None and _read(line) is not None


def advice(line: str) -> str:
    """Return what to do about a line of the config that is no pattern."""
    if "\\" in line:
        return "write `/` between folders"
    if line.startswith("#"):
        return "that is a comment; write `[#]` for the sign itself"
    if _RELATIVE.search(line):
        return "write it from the root of the workspace, without `.` and `..`: `maps/**`"
    if line != line.strip():
        return "take the blanks at its ends out"
    return "write one such as `drafts/` or `**/old-*.journey.yaml`"


def _read(line: str) -> Pattern | None:
    line = line.rstrip("\r\n")
    while line.endswith(" ") and not line.endswith("\\ "):
        line = line[:-1]
    if not line or line.startswith("#"):
        return None
    negated = line.startswith("!")
    line = line[negated:]
    folders = line.endswith("/")
    line = line.removesuffix("/")
    anchored = "/" in line
    steps = line.removeprefix("/").split("/")
    if not all(steps):
        return None
    try:
        parts = [_ANY if step == "**" else _part(step) for step in steps]
    except (_NoPatternError, re.error):
        return None
    if not anchored:
        parts.insert(0, _ANY)
    if parts[-1] is _ANY:
        # Something has to be in the folder.
        parts.append(re.compile(r".*", re.DOTALL))
    kept = [part for index, part in enumerate(parts) if part is not None or not index or parts[index - 1]]
    return Pattern(negated, folders, tuple(kept))


def _part(step: str) -> re.Pattern[str]:
    """Return what matches a name: each `*` gives way to the nearest place where what follows it fits."""
    chunks: list[str] = [""]
    index = 0
    while index < len(step):
        letter = step[index]
        index += 1
        if letter == "*":
            if chunks[-1] or len(chunks) == 1:
                chunks.append("")
        elif letter == "?":
            chunks[-1] += "."
        elif letter == "[":
            found = _CLASS.match(step, index - 1)
            if found is None:
                raise _NoPatternError
            chunks[-1] += _class(found[1], found[2])
            index = found.end()
        elif letter == "\\":
            if index >= len(step):
                raise _NoPatternError
            chunks[-1] += re.escape(step[index])
            index += 1
        else:
            chunks[-1] += re.escape(letter)
    first, *middle = chunks
    last = f".*{middle.pop()}" if middle else ""
    return re.compile(first + "".join(f"(?>.*?{chunk})" for chunk in middle) + last, re.DOTALL)


def _class(sign: str, content: str) -> str:
    letters = ""
    for posix, escaped, letter in _IN_CLASS.findall(content):
        if posix:
            if posix not in _POSIX:
                raise _NoPatternError
            letters += _POSIX[posix]
        else:
            letters += "-" if letter == "-" else re.escape(escaped or letter)
    return f"[{'^' if sign else ''}{letters}]"
