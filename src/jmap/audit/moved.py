"""How far a score moved, in words and so that the figures shown add up."""

from __future__ import annotations

from fractions import Fraction

from jmap.audit import points
from jmap.audit.change import Change, Moved
from jmap.audit.score import shown


def moved(score: Moved) -> str:
    """Return how far a score moved, such as `up 3.2`, `down 0.4` or `unchanged`; '' where that is unknown.

    It is the difference of the two figures as they are shown, so that a reader can do the sum.
    """
    tenths = _moved_tenths(score)
    if tenths is None:
        return ""
    if tenths == 0:
        # Shown alike, and yet not the same: the reader is not told that nothing moved.
        return "unchanged" if not score.by else f"{'up' if score.by > 0 else 'down'} less than 0.1"
    return f"{'up' if tenths > 0 else 'down'} {_decimal(abs(tenths))}"


def signed(score: Moved) -> str:
    """Return how far a score moved as a figure with its sign, such as `+3.2`; '' where that is unknown."""
    tenths = _moved_tenths(score)
    return "" if tenths is None else points.signed(tenths)


def split(change: Change) -> tuple[str, str] | None:
    """Return what content and ruler gave, each with its sign, or None where that is not known.

    What cutting to a decimal leaves over goes to the ruler where it has a part at all, else to the content,
    so that both sum to what the score moved by as it is shown.
    """
    tenths = _moved_tenths(change.score)
    if tenths is None or change.content is None or change.ruler is None:
        return None
    if not change.ruler:
        return points.signed(tenths), points.signed(0)
    content = int(change.content * 10)
    return points.signed(content), points.signed(tenths - content)


def gained(recovered: Fraction) -> str:
    """Return the points that a finding would recover, such as `+1.8`; '' for none."""
    if not recovered:
        return ""
    text = shown(recovered)
    return f"+{text}" if text != "0.0" else "<0.1"


def _moved_tenths(score: Moved) -> int | None:
    if score.before is None or score.after is None:
        return None
    return points.difference(score.before, score.after)


def _decimal(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
