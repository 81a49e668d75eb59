"""The hostile workspace drawn in one output, and what each of its texts should come out as."""

from __future__ import annotations

import re
from pathlib import Path

from jmap.render.site import render_site
from tests.render.drawing import AS_OF, engine, items
from tests.render.hostile import PAYLOADS, hostile_workspace

NUMBERED = re.compile(r"n([0-9]+)n")


def hostile(folder: Path, format_: str) -> dict[str, str]:
    """Return the files that an output makes of the hostile workspace."""
    pages = render_site(
        items(hostile_workspace(folder)),
        title="",
        as_of=AS_OF,
        engine=engine(),
        formats=(format_,),
        sources="../",
    )
    return {page.path: page.text for page in pages if page.path}


def payload(number: int) -> str:
    """Return the hostile text of a number as it was written."""
    return f"{PAYLOADS[number % len(PAYLOADS)]} n{number}n"


def numbers(text: str) -> set[int]:
    """Return the numbers of the hostile texts that a text holds."""
    return {int(found) for found in NUMBERED.findall(text)}
