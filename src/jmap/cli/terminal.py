"""What the terminal behind a stream can do."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TextIO

from jmap.formats.width import visible

_USUAL = 80
_FIRST_VTE = 5000
"""The first release of the terminal of GNOME that takes links without harm: 0.50."""


def width(stream: TextIO, env: Mapping[str, str] = os.environ) -> int:
    """Return how many cells wide the terminal behind a stream is; 0 where it is no terminal.

    `COLUMNS` wins over what the terminal says, as with other tools.
    """
    if not stream.isatty():
        return 0
    asked = env.get("COLUMNS", "")
    if asked.isascii() and asked.isdigit() and int(asked) > 0:
        return int(asked)
    try:
        return os.get_terminal_size(stream.fileno()).columns or _USUAL
    except (OSError, ValueError):
        return _USUAL


def safe(text: str, stream: TextIO) -> str:
    """Return data as a stream may have it: on a terminal with controls and hidden characters shown.

    A pipe or a file has the text as it is. Of use where names of others go out unmarked, as in CSV.
    """
    return "\n".join(visible(line) for line in text.split("\n")) if stream.isatty() else text


def takes_links(stream: TextIO, *, colour: bool, env: Mapping[str, str] = os.environ) -> bool:
    """Tell whether to write links (OSC 8) to a stream: in colour, to a terminal that is not known to mind.

    `FORCE_HYPERLINK` decides where it is set: 0 says no, anything else yes. Terminals that do not know links
    pass over them; the few that print or trip over them are left out, and logs of CI.
    """
    forced = env.get("FORCE_HYPERLINK")
    if forced:
        return forced.lower() not in ("0", "false", "no")
    if not colour or not stream.isatty() or env.get("CI"):
        return False
    name = env.get("TERM", "")
    if name in ("dumb", "linux") or (not name and not env.get("WT_SESSION")):
        return False
    vte = env.get("VTE_VERSION", "")
    return not (vte.isascii() and vte.isdigit() and int(vte) < _FIRST_VTE)
