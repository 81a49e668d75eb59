"""Maps that try a poster: few stages and many, other scripts, more touchpoints than anyone reads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

MAPS = Path(__file__).parent / "maps"


def staged(count: int, words: str = "Touchpoint of the map") -> str:
    """Return a map of so many stages, each with two touchpoints whose texts are built of the words said."""
    lines = ["jmap: 1", f"title: '{words} 0'", "personas: {one: {name: One Person}, two: {name: Two}}"]
    lines += ["channels: {web: {name: Web}}", "stages:"]
    lines += [
        f"  s{each}: {{name: '{words} {each}', goal: '{words}', pains: ['{words}']}}" for each in range(count)
    ]
    lines.append("touchpoints:")
    for each in range(count):
        for place in range(2):
            feeling = 1.9 - (each * 2 + place) % 5 * 0.9
            lines.append(
                f"  t{each}-{place}: {{name: '{words}', stage: s{each}, channels: web, "
                f"actions: ['{words}'], thoughts: ['{words}'], emotion: {feeling:.1f}, "
                f"backstage: ['{words}'], moment_of_truth: {{failure: '{words}'}}}}"
            )
    return "\n".join(lines)


def crowded(count: int) -> str:
    """Return a map with so many touchpoints in three stages."""
    return "\n".join(_crowded(count))


def _crowded(count: int) -> Iterator[str]:
    yield from ("jmap: 1", "title: Crowded", "stages: {a: First, b: Second, c: Third}", "touchpoints:")
    for each in range(count):
        feeling = (each * 7 % 41 - 20) / 10
        stage = "abc"[each * 3 // count]
        yield f"  t{each}: {{name: Step number {each}, stage: {stage}, emotion: {feeling}}}"
