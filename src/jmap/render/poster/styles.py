"""How a poster's text and shapes look: the sizes that text is measured at are those of its style sheet."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from jmap.records import frozen
from jmap.render.text_width import per_em
from jmap.render.tokens import light, with_values
from jmap.themes.theme import PLAIN, Theme

LEADING: Final = 1.34
_ASCENT: Final = 1.02
"""Where the base of a line lies below its top, in sizes; what is left of the leading is shared."""

SMALLEST: Final = 11.5
"""The smallest type on a poster in pixels; a sheet is chosen so that it can be read."""


@frozen
class Type:
    """A kind of text: its class, its size in pixels, whether it is bold, and the name of its colour."""

    name: str
    size: float
    bold: bool = False
    colour: str = "ink"
    slanted: bool = False

    @property
    def line(self) -> float:
        """Return the height of a line in pixels."""
        return round(self.size * LEADING, 1)

    @property
    def base(self) -> float:
        """Return how far the base of a line lies below its top, in pixels."""
        return round(self.size * _ASCENT, 1)

    @property
    def per_em(self) -> float:
        """Return how many pixels a thousandth of the size takes."""
        return per_em(self.size, bold=self.bold)


TITLE: Final = Type("ti", 46, bold=True)
LEDE: Final = Type("le", 18, colour="ink2")
FACT: Final = Type("fa", 14, colour="ink2")
EYEBROW: Final = Type("ey", 14, bold=True, colour="ink3")
FIGURE: Final = Type("fi", 34, bold=True)
SECTION: Final = Type("se", 22, bold=True)
NAME: Final = Type("na", 17, bold=True)
STAGE: Final = Type("st", 21, bold=True, colour="surface")
KICKER: Final = Type("ki", 11.5, bold=True, colour="surface")
LANE: Final = Type("la", 15, bold=True)
ZONE: Final = Type("zo", 14, bold=True, colour="ink2")
BODY: Final = Type("bo", 13.5)
STRONG: Final = Type("sg", 13.5, bold=True)
QUOTE: Final = Type("qu", 14.5, slanted=True)
SECOND: Final = Type("sc", 12.5, colour="ink2")
LABEL: Final = Type("lb", 12.5, bold=True, colour="ink2")
HINT: Final = Type("hi", 11.5, colour="ink3")
SMALL: Final = Type("sm", 11.5, bold=True)
ACTUAL: Final = Type("ac", 21, bold=True)
NUMBER: Final = Type("nu", 11.5, bold=True, colour="accent")

_TYPES: Final = (
    *(TITLE, LEDE, FACT, EYEBROW, FIGURE, SECTION, NAME, STAGE, KICKER, LANE, ZONE, BODY, STRONG, QUOTE),
    *(SECOND, LABEL, HINT, SMALL, ACTUAL, NUMBER),
)

_SHAPES: Final = """
.sheet{fill:var(--surface)}
.frame{fill:none;stroke:var(--line2);stroke-width:1.5}
.rule{fill:none;stroke:var(--line);stroke-width:1}
.edge{fill:none;stroke:var(--line2);stroke-width:1.5}
.sight{fill:none;stroke:var(--ink3);stroke-width:2;stroke-dasharray:9 5}
.tab{fill:var(--sunken)}
.back{fill:var(--bg)}
.bar{fill:var(--accent)}
.card{fill:var(--surface);stroke:var(--line2);stroke-width:1}
.card.old,.card.gone{stroke-dasharray:4 3}
.who{fill:var(--surface);stroke:var(--line2);stroke-width:1.2}
.who.first{stroke:var(--accent);stroke-width:2.2}
.soft{fill:var(--accent-soft)}
.chip{fill:var(--sunken);stroke:var(--line);stroke-width:.8}
.dot{fill:var(--ink3)}
.icon{fill:none;stroke:var(--ink2);stroke-width:1.3;stroke-linejoin:round;stroke-linecap:round}
.star{fill:var(--accent)}
.quote{fill:var(--line2)}
.hurts{fill:var(--neg1);stroke:var(--neg1);stroke-width:1.4}
.bears{fill:none;stroke:var(--neg1);stroke-width:1.4}
.track{fill:var(--sunken);stroke:var(--line2);stroke-width:.6}
.full{fill:var(--ink3)}
.full.ok{fill:var(--ok)}
.full.near{fill:var(--warn)}
.full.bad{fill:var(--crit)}
.tick{fill:var(--ink)}
.spark{fill:none;stroke:var(--ink2);stroke-width:1.5;stroke-linejoin:round}
.under{fill:var(--sunken)}
.goal{fill:none;stroke:var(--ink3);stroke-width:1;stroke-dasharray:2 3}
.error{fill:var(--crit)}
.warning{fill:var(--warn)}
.info{fill:var(--info)}
.errorchip{fill:var(--crit-soft)}
.warningchip{fill:var(--warn-soft)}
.infochip{fill:var(--info-soft)}
.ok{fill:var(--ok)}
.near{fill:var(--warn)}
.bad{fill:var(--crit)}
.none{fill:var(--ink3)}
.accent{fill:var(--accent)}
.ink{fill:var(--ink)}
.ink2{fill:var(--ink2)}
.driver{fill:var(--ok-soft)}
.risk{fill:var(--warn-soft)}
.track1{fill:none;stroke:var(--sunken);stroke-width:9}
.arc{fill:none;stroke:var(--accent);stroke-width:9;stroke-linecap:round}
.over{fill:var(--pos-fill)}
.below{fill:var(--neg-fill)}
.zero{fill:none;stroke:var(--ink3);stroke-width:1}
.grid{fill:none;stroke:var(--line2);stroke-width:1;stroke-dasharray:2 5}
.curve{fill:none;stroke:var(--ink);stroke-width:2.6;stroke-linejoin:round;stroke-linecap:round}
.guess{fill:none;stroke:var(--ink3);stroke-width:1.8;stroke-dasharray:1 6;stroke-linecap:round}
.ghost{fill:none;stroke:var(--ink3);stroke-width:1.8;stroke-dasharray:6 5}
.veil{fill:var(--surface);opacity:.82}
.face{fill:var(--surface);stroke-width:2.2}
.look{fill:none;stroke-width:1.7;stroke-linecap:round}
.p2{stroke:var(--pos2)}
.p1{stroke:var(--pos1)}
.n0{stroke:var(--neu)}
.m1{stroke:var(--neg1)}
.m2{stroke:var(--neg2)}
.t0{fill:var(--ink3)}
.t1{fill:var(--s1)}
.t2{fill:var(--s2)}
.t3{fill:var(--s3)}
.t4{fill:var(--s4)}
.t5{fill:var(--s5)}
.t6{fill:var(--s6)}
"""


@lru_cache(maxsize=8)
def style(*, slanted: bool = True, theme: Theme = PLAIN) -> str:
    """Return the style of a poster: always light, for it is paper; colours by value, as in every picture.

    Scripts that have no slanted letters are not `slanted`.
    """
    types = [_type(each, slanted=slanted) for each in _TYPES]
    return with_values("\n".join([".poster{font-family:var(--font)}", *types, _SHAPES.strip()]), light(theme))


def _type(each: Type, *, slanted: bool) -> str:
    weight = ";font-weight:700" if each.bold else ""
    slant = ";font-style:italic" if each.slanted and slanted else ""
    return f".{each.name}{{font-size:{each.size:g}px;fill:var(--{each.colour}){weight}{slant}}}"
