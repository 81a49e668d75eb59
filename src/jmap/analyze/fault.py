"""What keeps a log from being read."""

from __future__ import annotations


class AnalyzeError(ValueError):
    """A log, or a wish for one, that cannot be met: what is wrong, and what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
