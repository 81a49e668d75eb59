"""Maps of tests as an audit meets them, and what was measured of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jmap.findings.collect import Judged, judge
from jmap.measures.measured import MapMeasured, Measures
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.discovery import Home
from jmap.workspace.journey import Journey
from jmap.workspace.workspace import Workspace, asked_for

AS_OF = date(2026, 10, 15)


def judged_map(folder: Path, text: str, config: str = "", **others: str) -> tuple[Judged, Settings]:
    """Return the map `trial` of a text without errors; `others` are files beside it by name."""
    (folder / "jmap.toml").write_text(config, encoding="utf-8")
    path = folder / "trial.journey.yaml"
    path.write_text("jmap: 1\n" + text, encoding="utf-8")
    for name, other in others.items():
        (folder / f"{name}.journey.yaml").write_text("jmap: 1\n" + other, encoding="utf-8")
    home = Home(folder, folder / "jmap.toml")
    loaded = load_config(home.config)
    assert not loaded.faults, loaded.faults
    settings = Settings(loaded.config, AS_OF)
    workspace = Workspace(home, loaded.config, asked_for([path], home, loaded.config))
    (judged,) = judge(workspace, settings, quality=True)
    assert judged.sound, judged.correctness
    return judged, settings


def journey(folder: Path, text: str, config: str = "", **others: str) -> tuple[Journey, Settings]:
    """Return a map as `judged_map` does, without what the rules say."""
    judged, settings = judged_map(folder, text, config, **others)
    return judged.journey, settings


def measures(measured: MapMeasured, min_n: int = 30) -> Measures:
    """Return measures of the map `trial`."""
    return Measures("measures.json", AS_OF, min_n, {"trial": measured})
