"""Colour on a terminal, or none."""

from __future__ import annotations

from jmap.faults import Severity
from jmap.records import frozen

_CODES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


@frozen
class Style:
    """Whether to colour, and how wide the terminal is; 0 where nothing should be cut or wrapped."""

    colour: bool = False
    width: int = 0

    def severity(self, severity: Severity, text: str) -> str:
        """Return a text in the colour of a severity."""
        return self._paint(_CODES[severity], text)

    def bold(self, text: str) -> str:
        """Return a text in bold."""
        return self._paint("1", text)

    def faint(self, text: str) -> str:
        """Return a text for line numbers and rules between things."""
        return self._paint("34", text)

    def good(self, text: str) -> str:
        """Return a text that says that something is well."""
        return self._paint("32", text)

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text
