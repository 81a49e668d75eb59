"""What may stand between the nodes of a file: blanks, blank lines, comments."""

from __future__ import annotations

from tests.properties.choices import Choices
from tests.properties.page import Page
from tests.properties.texts import any_line

_COMMENTS = (
    "#",
    "# note",
    "#: [\"'{",
    "# jmap: ignore[JM603] soon",
    "## a # b",
    "#\ta: b",
    "# 旅程 😀 שלום",
    "# - a\t",
)


class Spacing:
    """Writes blanks and comments wherever YAML takes them; a tab only where it may separate."""

    def __init__(self, page: Page, pick: Choices) -> None:
        self._page = page
        self._pick = pick
        self._often = pick.one_of((30, 8, 3))

    def gap(self, indent: int, *, least: int = 0, tabs: bool = True) -> None:
        """Write what may separate two things: blanks, or line ends and the indentation of what follows."""
        pick, page = self._pick, self._page
        if not pick.rarely(self._often):
            page.write(" " * least)
        elif pick.rarely(2):
            self._end(tabs=tabs)
            self.lines()
            page.write(" " * (indent + pick.below(4)))
        else:
            page.write(" " * (least + pick.below(3)) if not tabs or pick.rarely(2) else "\t")

    def end_line(self, *, deepest: int = 6, tabs: bool = True) -> None:
        """End a line after something whole, perhaps with a comment, and leave some lines."""
        self._end(tabs=tabs)
        self.lines(deepest)

    def lines(self, deepest: int = 6) -> None:
        """Write blank lines and lines that are comments, or none; none is indented further than that."""
        pick, page = self._pick, self._page
        while pick.rarely(self._often):
            page.write(" " * pick.below(deepest + 1))
            if pick.rarely(2):
                page.comment(self._words())
            page.write("\n")

    def header(self) -> None:
        """End the line of a block scalar's sign."""
        self._end(tabs=True)

    def _end(self, *, tabs: bool) -> None:
        pick, page = self._pick, self._page
        if pick.rarely(self._often):
            page.write(pick.one_of((" ", "   ", "\t", " \t ") if tabs else (" ", "   ")))
            if pick.rarely(2):
                page.comment(self._words())
        page.write("\n")

    def _words(self) -> str:
        pick = self._pick
        return f"# {any_line(pick)}" if pick.rarely(4) else pick.one_of(_COMMENTS)
