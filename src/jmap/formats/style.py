"""How to write a report: in colour and with links or not, and where the workspace stands."""

from __future__ import annotations

from posixpath import join, normpath
from typing import Final

from jmap.faults import Severity
from jmap.project import rule_page
from jmap.records import frozen

_CODES = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}
COMMENT: Final = 65_536
"""A comment on GitHub holds so many characters; counted here in bytes, which are never fewer."""


@frozen
class Style:
    """Whether to colour and to link, and how wide the terminal is.

    A `width` of 0 is for what is no terminal: nothing is wrapped to it.

    `prefix` leads from the top of the repository to the workspace, with `/`, for formats that a service
    reads; empty where they are the same or no repository is known. `fail_on` is the least severity that
    fails the run, or None. `room` is how many bytes a comment or summary takes. `open_only` is for a service
    that takes whatever it is told for open, accepted or not.

    `title` is that of the workspace, where the config names one. `site` leads from a report to the folder of
    the maps' pages, and `sources` to the root of the workspace, each empty or with a `/` at its end;
    `sources` is None where there is no way that holds elsewhere too. `detail` asks for all there is to tell.
    """

    colour: bool = False
    width: int = 0
    prefix: str = ""
    fail_on: Severity | None = Severity.ERROR
    room: int = COMMENT
    open_only: bool = False
    links: bool = False
    title: str = ""
    site: str = ""
    sources: str | None = None
    detail: bool = False

    def in_repository(self, file: str) -> str:
        """Return a path below the workspace as one below the top of the repository."""
        return normpath(join(self.prefix, file)) if self.prefix else file

    def severity(self, severity: Severity, text: str) -> str:
        """Return a text in the colour of a severity."""
        return self._paint(_CODES[severity], text)

    def bold(self, text: str) -> str:
        """Return a text in bold."""
        return self._paint("1", text)

    def faint(self, text: str) -> str:
        """Return a text for line numbers and rules between things."""
        return self._paint("94", text)

    def good(self, text: str) -> str:
        """Return a text that says that something is well."""
        return self._paint("32", text)

    def bad(self, text: str) -> str:
        """Return a text that says that something is not as it should be."""
        return self._paint("31", text)

    def warn(self, text: str) -> str:
        """Return a text that asks for a second look."""
        return self._paint("33", text)

    def rule(self, code: str) -> str:
        """Return a rule's code, with a link to its page."""
        if not self.links:
            return code
        return f"\x1b]8;;{rule_page(code)}\x1b\\{code}\x1b]8;;\x1b\\"

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text
