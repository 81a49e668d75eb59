"""Reads a step's log as the runner of GitHub Actions does, after its source (`ActionCommand.cs`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

KNOWN = frozenset(
    (
        *("error", "warning", "notice", "debug", "group", "endgroup", "add-mask", "add-path", "set-env"),
        *("set-output", "save-state", "stop-commands", "add-matcher", "remove-matcher", "echo"),
    )
)
# The runner looks for its marks by the rules of a language, under which these draw nothing.
_IGNORED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff]")


@dataclass(frozen=True, slots=True)
class Command:
    """A command that the runner carries out."""

    name: str
    properties: dict[str, str]
    data: str


def commands(log: str) -> Iterator[Command | str]:
    """Yield each line of a log, as a command where it is one."""
    for line in re.split("\r\n|\r|\n", log.removesuffix("\n")):
        yield _new_style(line) or _old_style(line) or line


def _new_style(line: str) -> Command | None:
    text = line.lstrip() if line.startswith("::") else _IGNORED.sub("", line).lstrip()
    if not text.startswith("::") or "::" not in text[2:]:
        return None
    info, data = text[2:].split("::", 1)
    name, _, rest = info.partition(" ")
    if name.lower() not in KNOWN:
        return None
    pairs = (each.split("=", 1) for each in rest.strip().split(",") if each.partition("=")[2])
    properties = {key: _unescaped(value, ("%3A", "%2C")) for key, value in pairs}
    return Command(name, properties, _unescaped(data, ()))


def _old_style(line: str) -> Command | None:
    text = _IGNORED.sub("", line)
    found = re.search(r"##\[([^\] ]*)( [^\]]*)?\](.*)", text)
    return Command(found[1], {}, found[3]) if found and found[1].lower() in KNOWN else None


def _unescaped(text: str, more: tuple[str, ...]) -> str:
    for escape in ("%0D", "%0A", *more, "%25"):
        text = text.replace(escape, chr(int(escape[1:], 16)))
    return text
