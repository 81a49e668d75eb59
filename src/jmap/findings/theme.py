"""The theme of a workspace, or one named beside it: read, and looked at by the rules for themes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from jmap.faults import Fault, Place
from jmap.findings.build import Builder
from jmap.findings.finding import Finding
from jmap.model.bind import bind
from jmap.records import frozen
from jmap.rules.engine import Settings
from jmap.themes.theme import PLAIN, Theme
from jmap.workspace.documents import Document
from jmap.workspace.paths import below
from jmap.yaml.files import load
from jmap.yaml.limits import Limits
from jmap.yaml.source import Source, decode

_LIMITS: Final = Limits(file_size=200_000)
_HINTS: Final = {
    "JM009": "a theme sets a few dozen values; take the rest out",
    "JM011": "check the name of the theme",
}


@frozen
class ThemeSeen:
    """A theme and what was found in it; the plain theme where it cannot be drawn with."""

    theme: Theme
    findings: tuple[Finding, ...]
    sound: bool = True


def look_at_theme(root: Path, path: str, settings: Settings, *, outside: bool = False) -> ThemeSeen:
    """Return the theme at a path below the root; or, with `outside`, at any path from there.

    Of what is found there, that which is asked for and all that keeps the theme from being drawn with.
    """
    source, theme, faults = _read(root, path, outside=outside)
    document = Document(path, source, None, bind(None, whole=False), (), True)
    wanted = settings.for_file(path).wants
    builder = Builder(lambda _: document, settings.severity)
    findings = builder.build(((path, each) for each in faults if wanted(each.code)), "")
    return ThemeSeen(theme or PLAIN, tuple(findings), theme is not None)


def _read(root: Path, path: str, *, outside: bool) -> tuple[Source | None, Theme | None, list[Fault]]:
    file = root / path
    if not outside and below(root, file) is None:
        hint = "name a theme inside the workspace"
        return None, None, [Fault("JM011", f"`{path}` is outside the workspace", Place(), hint)]
    data = load(file, _LIMITS)
    if isinstance(data, Fault):
        return None, None, [_of_theme(data)]
    source, faults = decode(path, data, _LIMITS)
    if source is None or not source.sound:
        return source, None, [_of_theme(each) for each in faults]
    # Loaded where there is a theme: next to nobody has one in every run.
    from jmap.themes.contrast import contrast_faults
    from jmap.themes.reader import read_theme

    reading = read_theme(source.text)
    faults.extend(reading.faults)
    if faults:
        return source, None, faults
    return source, reading.theme, list(contrast_faults(reading))


def _of_theme(fault: Fault) -> Fault:
    """Return a fault with a hint that fits a theme and not a map."""
    return replace(fault, hint=_HINTS.get(fault.code, fault.hint))
