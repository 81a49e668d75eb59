"""Where the project lives: the one place that knows its address."""

from __future__ import annotations

from typing import Final

REPOSITORY: Final = "https://github.com/jmap-dev/jmap"


def rule_page(code: str) -> str:
    """Return the address of a rule's page."""
    return f"{REPOSITORY}/blob/main/docs/reference/rules/{code}.md"
