"""Which maps of a run are drawn, for links that have to lead to a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from jmap.faults import Severity
from jmap.findings.acceptance import Acceptance
from jmap.findings.baseline import Baseline
from jmap.findings.build import Builder
from jmap.rules import engine, registry
from jmap.rules.engine import Settings, has_hole
from jmap.workspace.journey import Journey
from jmap.workspace.workspace import Workspace


class Drawable(Collection[str]):
    """The paths of the maps of a run that are sound, as `judge` finds them with the quality rules.

    A map is looked at when it is first asked for. `baseline` is what a run accepts.
    """

    def __init__(self, workspace: Workspace, settings: Settings, baseline: Baseline | None = None) -> None:
        self._workspace = workspace
        self._settings = settings.for_correctness()
        # A second one: which suppressions are of use is for the run itself to say.
        self._acceptance = Acceptance(workspace.documents.get, baseline, settings.as_of)
        self._asked = frozenset(workspace.asked.files)
        self._known: dict[str, bool] = {}

    def __contains__(self, path: object) -> bool:
        if not isinstance(path, str) or path not in self._asked:
            return False
        if path not in self._known:
            journey = self._workspace.look_at(path)
            self._known[path] = journey is not None and self._is_sound(journey)
        return self._known[path]

    def __iter__(self) -> Iterator[str]:
        return (path for path in self._workspace.asked.files if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _is_sound(self, journey: Journey) -> bool:
        if has_hole(journey):
            return False
        rules = registry.matching(registry.CHECKED)
        answered = engine.run(journey, rules, self._settings.for_file(journey.path))
        faults = [fault for answer in answered for fault in answer.faults]
        found = Builder(self._workspace.documents.get, self._settings.severity).build(faults, journey.id)
        open_, _ = self._acceptance.split(found, journey)
        return not any(each.severity is Severity.ERROR for each in open_)
