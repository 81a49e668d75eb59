"""What a printer has written so far, and where everything on it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from jmap.faults import Route
from jmap.yaml.nodes import Point

Stretch: TypeAlias = tuple[Point, Point]


@dataclass
class Page:
    """The text, with line feeds for line ends, and the place of each key, value and comment on it.

    An alias of a list or mapping stands where its anchor is; below it nothing is written down. `last` is
    where the last node ended.
    """

    text: str = ""
    keys: dict[Route, Stretch] = field(default_factory=dict)
    values: dict[Route, Stretch] = field(default_factory=dict)
    comments: list[tuple[int, int, str]] = field(default_factory=list)
    last: Point = (0, 0)

    def write(self, text: str) -> None:
        """Write a text."""
        self.text += text

    @property
    def here(self) -> Point:
        """Return where the next character will stand."""
        return self.text.count("\n"), len(self.text) - self.text.rfind("\n") - 1

    def comment(self, words: str) -> None:
        """Write a comment, whose place is then known."""
        line, column = self.here
        self.comments.append((line + 1, column + 1, words.rstrip(" \t")))
        self.write(words)

    def placed(self, places: dict[Route, Stretch], route: Route, stretch: Stretch) -> None:
        """Write down where a key or value stands that has just been written."""
        places[route] = stretch
        self.last = stretch[1]
