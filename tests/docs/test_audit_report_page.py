"""The page of what the audit writes has every format."""

from __future__ import annotations

import re
from pathlib import Path

from jmap.report import registry

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "audit-report.md").read_text(encoding="utf-8")


def test_the_table_has_every_format() -> None:
    rows = re.findall(r"^\| (`.*?) \|", PAGE, re.MULTILINE)
    assert {name for row in rows for name in re.findall(r"`(\w+)`", row)} == set(registry.names())


def test_every_link_leads_to_a_file() -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", PAGE)
    assert [each for each in targets if not (DOCS / each).exists()] == []
