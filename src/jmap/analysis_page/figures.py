"""Figures on the page: a true minus, and blanks at which no line breaks."""

from __future__ import annotations

import re
from typing import Final

from jmap.analyze.formats.figures import DASH, brief
from jmap.measures.measured import Rate

_MINUS: Final = re.compile(r"(?<![\w])-(?=\d)")
_TOGETHER: Final = re.compile(r"\([^)]*\)|\bof [0-9,]+")
_UNIT: Final = re.compile(r"(?<=\d) (?=[%smhdy](?![a-z]))")


def shown(text: str) -> str:
    """Return a figure as the page has it; a dash stays one."""
    if text == DASH or text.startswith(f"{DASH} "):
        text = f"–{text.removeprefix(DASH)}"
    text = _UNIT.sub("\u00a0", _MINUS.sub("−", text))
    return _TOGETHER.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def of_cases(rate: Rate | None) -> str:
    """Return a share with its cases, without a mark for few of them."""
    return shown(brief(rate, 0))
