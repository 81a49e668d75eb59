"""The workspace's index: every map, who is looked at where, and what to mend first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from jmap.records import frozen
from jmap.render.index.coverage import Coverage, coverage
from jmap.render.index.fix_first import FixFirst, fix_first
from jmap.render.index.kin import kin_of
from jmap.render.index.row import IndexRow, NotDrawn
from jmap.render.index.shown import Choices, RowShown, choices_of, overdue, points_of, row_shown
from jmap.render.language import known
from jmap.render.words import Words, term, words_for

MOST_NOT_DRAWN = 50


@frozen
class Shelf:
    """Maps that stand together below a heading of ours, which is empty for those in use."""

    heading: str
    rows: tuple[RowShown, ...]


@frozen
class Figures:
    """What stands at the head: of maps in use and of drafts, the mean score of those that are no drafts."""

    mean: str
    errors: int
    on_target: int
    measured: int
    overdue: int


@frozen
class IndexView:
    """Everything that the index shows.

    `first` are the titles to look at first, each with its language. `rows` are those of all shelves.
    `not_drawn` are at most fifty, with how many there are in `wrong`.
    """

    words: Words
    title: str
    as_of: str
    first: tuple[tuple[str, str], ...]
    figures: Figures
    choices: Choices
    shelves: tuple[Shelf, ...]
    rows: tuple[RowShown, ...]
    wrong: int
    not_drawn: tuple[NotDrawn, ...]
    coverage: Coverage | None
    fix_first: FixFirst


def index_view(
    title: str, rows: Sequence[IndexRow], left_out: Sequence[NotDrawn], as_of: date, lang: str = ""
) -> IndexView:
    """Return the index; maps stand by score, the lowest first, those without one last.

    Drafts and archived maps stand apart. It is in the language said, else in that of most maps. Without a
    title it has one of our words.
    """
    words = words_for(lang or _language(row.lang for row in rows))
    ordered = sorted(rows, key=_place)
    choices, places = choices_of(rows)
    kin = kin_of(rows)
    shelves = tuple(
        Shelf(heading, tuple(row_shown(row, as_of, words, places, kin) for row in found))
        for heading, found in (
            ("", [row for row in ordered if not row.draft and not row.archived]),
            (term("Drafts"), [row for row in ordered if row.draft]),
            (term("Archived maps"), [row for row in ordered if row.archived]),
        )
        if found
    )
    active = [row for row in ordered if not row.archived]
    return IndexView(
        words,
        title or words("Journeys"),
        words("As of {day}", day=words.day(as_of)),
        tuple((row.title, row.lang) for row in active if row.score is not None and not row.draft)[:2],
        _figures(active, as_of, words),
        choices,
        shelves,
        tuple(row for shelf in shelves for row in shelf.rows),
        len(left_out),
        tuple(left_out[:MOST_NOT_DRAWN]),
        coverage(sorted(active, key=lambda row: row.path)),
        fix_first(active, words),
    )


def _place(row: IndexRow) -> tuple[bool, Fraction, str, str]:
    points = points_of(row)
    return points is None, points or Fraction(0), row.title, row.path


def _language(tags: Iterable[str]) -> str:
    """Return the language with words that most maps are in, English where there is none."""
    ours = [found for tag in tags if (found := known(tag)) is not None]
    return Counter(ours).most_common(1)[0][0] if ours else "en"


def _figures(active: Sequence[IndexRow], as_of: date, words: Words) -> Figures:
    scored = [points for row in active if not row.draft and (points := points_of(row)) is not None]
    return Figures(
        words.decimals(_mean(scored)),
        sum(amount for row in active for severity, amount in row.severities if severity == "error"),
        sum(row.on_target for row in active),
        sum(row.measured for row in active),
        sum(overdue(row, as_of) for row in active),
    )


def _mean(scores: Sequence[Fraction]) -> str:
    if not scores:
        return "–"
    tenths = sum(scores, Fraction(0)) * 10 // len(scores)
    return f"{int(tenths) // 10}.{int(tenths) % 10}"
