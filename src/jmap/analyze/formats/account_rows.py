"""Health of accounts for a terminal: bands, the accounts of a list, one explained, and the past."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jmap.analyze.accounts import Explained, Named
from jmap.analyze.conditions import MICROS
from jmap.analyze.formats.figure_rows import figure
from jmap.analyze.formats.figures import DASH, count, duration, share
from jmap.analyze.formats.tables import Table, lines
from jmap.analyze.measures.backtest import Backtest
from jmap.analyze.times import moment
from jmap.formats.style import Style
from jmap.formats.width import visible
from jmap.measures.measured import Rate

_IN = "    "
UNKNOWN = "unknown"


def account_list(accounts: Sequence[Named], style: Style) -> Iterator[str]:
    """Yield a table of accounts in the order given."""
    rows = tuple((each.account, points(each.score.score), each.score.band or UNKNOWN) for each in accounts)
    yield from lines(Table(("account", "score", "band"), rows, frozenset((0, 2))), style, _IN)


def explanation(found: Explained, as_of: str, style: Style, since: str = "") -> Iterator[str]:
    """Yield how a score came about: a table whose last line is the sum of those above.

    `since` is what the time of the earlier score is called, if it is not to be told to the moment.
    """
    score, model = found.named.score, found.named.model
    title = style.bold(visible(found.named.account))
    yield f"{title}  {visible(model.title)}: {points(found.score)}, {visible(score.band or UNKNOWN)}"
    back = f", looking back {duration(model.window / MICROS)}" if model.window is not None else ""
    yield f"  as of {as_of}, by `{model.method}`{back}, map {visible(found.named.plan.title)}"
    if found.score is not None and score.band is None:
        least = f"{model.unknown_below * 100:.0f} %"
        yield f"  {score.covered * 100:.0f} % of the weights have data; a band needs {least}"
    yield from part_lines(found, style)
    if found.earlier is not None:
        before = found.earlier
        band = visible(before.band or UNKNOWN)
        yield f"  changes are against {since or before.when}: {before.score:.4f}, {band}"
    else:
        yield "  no earlier score to tell a change by"


def part_lines(found: Explained, style: Style) -> Iterator[str]:
    """Yield the parts of a score, and as the last line their sum; with changes where they are known."""
    changes = found.earlier is not None
    rows = [
        (
            part.name,
            DASH if part.value is None else figure(part.value),
            "left out" if part.s is None else points(part.s),
            figure(part.weight),
            DASH if part.s is None else f"{part.contribution:.4f}",
            *((signed(part.change),) if changes else ()),
        )
        for part in found.parts
    ]
    total = DASH if found.score is None else f"{found.score:.4f}"
    rows.append(("score", "", "", "", total, *((signed(found.change),) if changes else ())))
    heads = ("indicator", "value", "of 100", "weight", "gives", *(("change",) if changes else ()))
    yield from lines(Table(heads, tuple(rows)), style, _IN)


def past(found: Backtest, now: int, least: int, style: Style) -> Iterator[str]:
    """Yield who left by band, and how well the score told it."""
    yield f"  {visible(found.model.title)} as it stood at {moment(found.at)}, and who left by {moment(now)}"
    rows = tuple(
        (name or UNKNOWN, count(each.of), count(each.n), share(each, least))
        for name, each in found.bands.items()
    )
    yield from lines(Table(("band", "accounts", "left", ""), rows, frozenset((0, 3))), style, _IN)
    if found.auc is None:
        yield f"{_IN}nobody left, or nobody stayed: there is nothing to tell apart"
        return
    told = f"AUC {found.auc.value:.3f} ({found.auc.low:.3f} to {found.auc.high:.3f})"
    yield f"{_IN}{told}: how often who stayed had the better score than who left; 0.5 is a coin"
    known = [each for name, each in found.bands.items() if name is not None]
    if _small(known, least):
        yield style.faint(f"{_IN}fewer than {least} left or stayed: too few to judge by")


def _small(known: Sequence[Rate], least: int) -> bool:
    left = sum(each.n for each in known)
    return min(left, sum(each.of for each in known) - left) < least


def points(value: float | None) -> str:
    """Return a score with one decimal."""
    return DASH if value is None else f"{value:.1f}"


def signed(value: float | None) -> str:
    """Return a change with its sign."""
    return DASH if value is None else f"{value:+.4f}"
