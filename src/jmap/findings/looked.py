"""What a run looked at: where it could have found something again, and where not."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from typing import Final

from jmap.rules import registry

EVERY: Final = ("JM",)
"""Stands for all rules."""
BETWEEN_FILES: Final = ("JM2", "JM3", "JM4", *registry.QUALITY)
"""Rules that look at more than one file at once."""
_RINGS: Final = "JM205"


class Looked:
    """Collects the files of a run, each with the rules that were withheld there.

    `complete` is False where a run was asked for some files only, and `is_file` tells whether there is a
    file at a path below the root.
    """

    def __init__(self, is_file: Callable[[str], bool], *, complete: bool) -> None:
        self.maps: set[str] = set()
        self._is_file = is_file
        self._complete = complete
        self._all = True
        self._withheld: dict[str, tuple[str, ...]] = {}
        self._through: dict[str, set[str]] = {}

    @property
    def files(self) -> Collection[str]:
        """Return all files noted."""
        return self._withheld.keys()

    def add(self, path: str, libraries: Iterable[str] | None, withheld: tuple[str, ...]) -> None:
        """Note a file, with the rules withheld there: codes, or how they begin.

        `libraries` are those that a map sees, and None says that the file is a library itself.
        """
        self._withheld[path] = withheld
        self._all = self._all and not withheld
        if libraries is None:
            return
        self.maps.add(path)
        for library in libraries:
            self._through.setdefault(library, set()).update(withheld)

    def judged(self, file: str, code: str) -> bool:
        """Tell whether a finding of a rule in a file would have been met, had it been there.

        Findings in a library, and those between maps, may need maps that were not asked for. In a file that
        is gone nothing is left to be found, once all others were looked at.
        """
        withheld = self._withheld.get(file)
        if withheld is None:
            return self._complete and not self._is_file(file)
        if not self._complete and file not in self.maps:
            return False
        if not (self._complete and self._all) and _between_maps(code):
            return False
        return not code.startswith(withheld) and (file in self.maps or self._seen(file, code))

    def _seen(self, library: str, code: str) -> bool:
        """Tell whether a rule was asked of a library: those on maps look at it through a map that uses it."""
        through = self._through.get(library)
        return not code.startswith(BETWEEN_FILES if through is None else tuple(through))


def _between_maps(code: str) -> bool:
    """Tell whether a rule compares maps with each other, so that a run over a few of them misses some."""
    return code == _RINGS or (code in registry.names() and registry.get(code).rule.of_workspace)
