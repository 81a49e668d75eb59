"""What to mend first over all maps: errors, then what gives back most points; a rule has one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from jmap.faults import Severity
from jmap.records import frozen
from jmap.render.index.row import Fix, IndexRow
from jmap.render.noted import gain_shown, place_shown, rule_title
from jmap.render.words import Words, words_for

MOST_LINES = 8
_MOST_MAPS = 4
_MOST_OWNERS = 3


@frozen
class FixPlace:
    """Where a line is to be mended: a map, its language, and the first of its `count` findings there.

    `where` says the place in words where there is only one finding, and it is not on the whole map.
    """

    map: str
    lang: str
    href: str
    where: str
    words: Words
    count: int


@frozen
class FixLine:
    """All findings of one rule and severity. `number` is that of the only one, or empty.

    `text` is the audit's. `gain` are the points that they give back to a map, in figures, or empty. There are
    `more` places in other maps. `owners` come with their language; there are `more_owners`.
    """

    severity: str
    rule: str
    number: str
    text: str
    count: int
    maps: int
    gain: str
    places: tuple[FixPlace, ...]
    more: int
    owners: tuple[tuple[str, str], ...]
    more_owners: int


@frozen
class FixFirst:
    """The lines to start with; there are `more` rules that something breaks."""

    lines: tuple[FixLine, ...]
    more: int


def fix_first(rows: Sequence[IndexRow], words: Words) -> FixFirst:
    """Return what to mend first: errors first, then by the points that a line gives back to all maps."""
    groups: dict[tuple[str, str], list[tuple[IndexRow, Fix, Fraction]]] = {}
    for row in rows:
        for fix in row.fixes:
            groups.setdefault((fix.severity, fix.rule), []).append((row, fix, Fraction(fix.points)))
    ordered = sorted(groups.items(), key=lambda group: _weight(*group))
    lines = tuple(_line(found, words) for _, found in ordered[:MOST_LINES])
    return FixFirst(lines, len(ordered) - len(lines))


def _weight(
    key: tuple[str, str], found: Sequence[tuple[IndexRow, Fix, Fraction]]
) -> tuple[bool, Fraction, int, int, str]:
    severity, rule = key
    points = sum((each for _, _, each in found), Fraction(0))
    count = sum(fix.count for _, fix, _ in found)
    return severity != Severity.ERROR.value, -points, Severity(severity).rank, -count, rule


def _line(found: Sequence[tuple[IndexRow, Fix, Fraction]], words: Words) -> FixLine:
    first = found[0][1]
    count = sum(fix.count for _, fix, _ in found)
    alike = len({fix.message for _, fix, _ in found}) == 1 and count == len(found)
    best = sorted(found, key=lambda each: (-each[2], -each[1].count, each[0].title, each[0].path))
    owners = Counter((fix.owner, row.lang) for row, fix, _ in found if fix.owner).most_common()
    return FixLine(
        first.severity,
        first.rule,
        first.number if count == 1 else "",
        first.message if alike else rule_title(first.name),
        count,
        len(found),
        gain_shown(sum((each for _, _, each in found), Fraction(0)) / len(found), words),
        tuple(_places(best[:_MOST_MAPS], words)),
        max(len(best) - _MOST_MAPS, 0),
        tuple(owner for owner, _ in owners[:_MOST_OWNERS]),
        max(len(owners) - _MOST_OWNERS, 0),
    )


def _places(found: Sequence[tuple[IndexRow, Fix, Fraction]], words: Words) -> Iterator[FixPlace]:
    for row, fix, _ in found:
        said = words_for(row.lang, words.tag)
        where = place_shown(fix.part, fix.place, said) if fix.count == 1 and fix.place else ""
        yield FixPlace(row.title, row.lang, f"{row.href}#{fix.number}", where, said, fix.count)
