"""How wide the columns of the grid are, on screens, on phones and on paper."""

from __future__ import annotations

from typing import Final

from jmap.render.cells import EmotionCell
from jmap.render.emotion_band import NARROWEST
from jmap.render.view import MapView

LANE: Final = 132
"""Width of the column with the names of the lanes, in pixels."""


def widths(view: MapView) -> list[int]:
    """Return the least width of each stage's column, in pixels."""
    found = [NARROWEST] * len(view.stages)
    for row in view.lanes:
        for index, cell in enumerate(row.cells):
            if isinstance(cell, EmotionCell):
                found[index] = max(found[index], cell.width)
    return found


def column_widths(view: MapView) -> str:
    """Return the rules of style that give the columns room; wide ones keep their share on paper."""
    found = widths(view)
    total = sum(found)
    phone = " + ".join(f"max(84vw,{each}px)" if each > NARROWEST else "84vw" for each in found)
    rules = [
        f"@media screen{{.map{{min-width:{LANE + total}px}}}}",
        f"@media screen and (max-width:720px){{.map{{width:calc({phone} + 1px);min-width:0}}}}",
    ]
    if total > NARROWEST * len(found):
        for place, each in enumerate(found, 2):
            col = f".map col.stc:nth-child({place})"
            rules.append(f"{col}{{width:{each * 92 / total:.2f}%}}")
            rules.append(
                f"@media screen and (max-width:720px){{{col}{{width:max(84vw,{each}px)}}}}"
                if each > NARROWEST
                else f"@media screen and (max-width:720px){{{col}{{width:84vw}}}}"
            )
    return "".join(f"{rule}\n" for rule in rules)
