"""Words for feelings, and how a sentence begins."""

from __future__ import annotations

from jmap.render.words import term


def sentence(text: str) -> str:
    """Return a text with its first letter large; one that starts with code stays as it is."""
    return text[:1].upper() + text[1:]


def feeling(value: float) -> str:
    """Return the word for a feeling from -2 to 2."""
    if value >= 1.5:
        return term("very positive")
    if value >= 0.35:
        return term("positive")
    if value > -0.35:
        return term("neutral")
    if value > -1.5:
        return term("negative")
    return term("very negative")


def tone(value: float) -> str:
    """Return the class of a feeling: p2, p1, n0, m1 or m2."""
    tones = {"very positive": "p2", "positive": "p1", "neutral": "n0", "negative": "m1"}
    return tones.get(feeling(value), "m2")
