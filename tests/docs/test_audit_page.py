"""The page on the audit shows what it says of the example.

`python -m tests.docs.test_audit_page` writes it anew.
"""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from tests.cli.program import here as jmap

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "audit.md"
AS_OF = "2026-11-22"
_BLOCK = re.compile(r"^```text (\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def as_it_is(page: str) -> str:
    """Return the page with the paragraphs of the audit that begin with the word of each block."""
    ran = jmap("audit", "--as-of", AS_OF, folder=ROOT / "examples" / "saas")
    paragraphs = ran.out.split("\n\n")

    def block(found: re.Match[str]) -> str:
        word = found[1]
        starts = (each for each in paragraphs[1:] if each.startswith(word))
        text = paragraphs[0] if word == "opening" else next(starts)
        return f"```text {word}\n{text}\n```"

    return _BLOCK.sub(block, page)


def test_the_page_is_as_it_is_when_it_is_followed() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert len(_BLOCK.findall(page)) == 4
    assert as_it_is(page) == page


def test_the_example_by_hand_is_right() -> None:
    customer = (10 * Fraction(1) + 5 * Fraction(0) + 5 * Fraction(1, 3)) / 20
    touchpoints = (5 * Fraction(3, 4) + 2 * Fraction(1, 3) + 5 * Fraction(1)) / 12
    page = PAGE.read_text(encoding="utf-8")
    for score in (customer, touchpoints, (customer + touchpoints) / 2):
        tenths = int(score * 1000)
        assert f"= {tenths // 10}.{tenths % 10}" in page


if __name__ == "__main__":
    PAGE.write_text(as_it_is(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
