"""What a CI service tells of itself in the environment, and the summary that it shows of a step."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from jmap.cli.stop import note
from jmap.faults import Severity
from jmap.formats.style import Style

MOST_SUMMARY: Final = 1_048_576
"""GitHub drops the whole summary of a step that is larger, in bytes."""

_LEAST_ROOM = 500
_TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")


def default_format() -> str:
    """Return the format of a run that asks for none."""
    return "github" if _on_github() else "full"


def for_services(style: Style, root: Path, fail_on: str) -> Style:
    """Return how to write for services: from the top of the repository, with what fails the run."""
    severity = Severity(fail_on) if fail_on != "never" else None
    return replace(style, prefix=prefix(root), fail_on=severity, open_only=_on_github())


def prefix(root: Path) -> str:
    """Return the way from the top of the repository to a workspace in it, as the service names the top."""
    for name in _TOPS:
        top = os.environ.get(name)
        if top and root.is_relative_to(real := Path(os.path.realpath(top))):
            inside = root.relative_to(real).as_posix()
            return "" if inside == "." else inside
    return ""


def append_summary(text: Callable[[Style], str], style: Style) -> bool:
    """Append to the summary of a GitHub step, and tell whether there is one.

    `text` is asked for what there is room for. A failure is noted and no more: nobody asked for the summary.
    """
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name or not _on_github():
        return False
    path = Path(name)
    try:
        before = path.read_bytes() if path.is_file() else b""
        apart = b"\n" if before and not before.endswith(b"\n\n") else b""
        room = MOST_SUMMARY - len(before) - len(apart)
        if room < _LEAST_ROOM:
            note("the summary of this step is full, and nothing was added to it")
            return True
        with path.open("ab") as file:
            file.write(apart + text(replace(style, room=room)).encode("utf-8", "backslashreplace"))
    except OSError as error:
        reason = error.strerror or str(error)
        note(f"the summary of this step cannot be written: {reason}")
    return True


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"
