"""What is said of a template that cannot be drawn with."""

from __future__ import annotations


class UserTemplateError(Exception):
    """A template that cannot be drawn with: its text says why, `hint` what to do, `file` and `line` where."""

    def __init__(self, message: str, hint: str, file: str = "", line: int = 0) -> None:
        super().__init__(message)
        self.hint = hint
        self.file = file
        self.line = line
