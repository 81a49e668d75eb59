"""Why a file cannot be patched."""

from __future__ import annotations


class EditError(Exception):
    """A patch that cannot be made so that the file says that and nothing else; what to do instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
