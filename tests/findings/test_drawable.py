"""Whether a map will be drawn, asked before the run comes to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.findings.acceptance import Acceptance
from jmap.findings.collect import judge
from jmap.findings.drawable import Drawable
from jmap.rules.engine import Settings
from jmap.workspace.config import Config
from tests.render.drawing import AS_OF
from tests.workspace.maps import workspace_of

MAPS = {
    "good": "jmap: 1\ntitle: T\nstages: {a: A}\n",
    # An unknown key leaves something out.
    "hole": "jmap: 1\ntitle: T\nstages: {a: {gaol: x}}\n",
    # JM301: no way leads to b. The map is whole, and still wrong.
    "lost": "jmap: 1\ntitle: T\nstages:\n  a: {next: []}\n  b: {name: B}\n",
    "meant": "jmap: 1\ntitle: T\nstages:\n  a: {next: []}\n  b: {name: B} # jmap: ignore[JM301] on purpose\n",
    "library": "jmap: 1\nteams: {us: Us}\n",
}


@pytest.mark.parametrize("severity", [{}, {"JM301": "warning"}, {"JM101": "warning"}])
def test_it_says_what_judging_all_of_them_says(tmp_path: Path, severity: dict[str, str]) -> None:
    workspace = workspace_of(tmp_path, **MAPS)
    settings = Settings(Config(severity=severity), AS_OF)
    drawable = Drawable(workspace, settings)
    assert [path for path in MAPS if f"{path}.journey.yaml" in drawable] == [
        "good",
        *(["lost"] if "JM301" in severity else []),
        "meant",
    ]
    acceptance = Acceptance(workspace.documents.get, None, AS_OF)
    judged = judge(workspace, settings, quality=True, acceptance=acceptance)
    sound = [each.journey.path for each in judged if each.sound]
    assert sound == list(drawable)
    assert len(drawable) == len(sound)


def test_maps_that_are_not_of_the_run_are_not_drawn(tmp_path: Path) -> None:
    drawable = Drawable(workspace_of(tmp_path, "hole", **MAPS), Settings(Config(), AS_OF))
    assert "good.journey.yaml" not in drawable
    assert "none.journey.yaml" not in drawable
