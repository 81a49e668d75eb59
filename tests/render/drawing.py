"""Maps written in a test, judged, viewed and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from jmap.audit.audit import score_map
from jmap.audit.score import Score
from jmap.findings.collect import Judged, judge
from jmap.render.drawing import Drawing
from jmap.render.engine import Engine, find_engine
from jmap.render.outputs import registry
from jmap.render.site import Page, render_site
from jmap.render.view import MapView, build_view
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config
from jmap.workspace.discovery import find_home
from jmap.workspace.workspace import Workspace, asked_for

AS_OF = date(2026, 11, 21)
EXAMPLES = Path(__file__).parents[2] / "examples"


def items(folder: Path) -> Iterator[tuple[Judged, Score | None]]:
    """Yield each map below a folder with its score."""
    home = find_home(folder)
    config = load_config(home.config).config
    settings = Settings(config, AS_OF)
    workspace = Workspace(home, config, asked_for([folder], home, config), {})
    for judged in judge(workspace, settings, quality=True):
        drawn = judged.sound and judged.journey.file.status != "archived"
        yield judged, score_map(judged, settings) if drawn else None


def judged(tmp_path: Path, text: str, **others: str) -> tuple[Judged, Score | None]:
    """Return a map written as `map.journey.yaml`; `others` are more files by their stem."""
    (tmp_path / "jmap.toml").touch()
    for stem, more in others.items():
        (tmp_path / f"{stem}.journey.yaml").write_text(more, encoding="utf-8")
    (tmp_path / "map.journey.yaml").write_text(text, encoding="utf-8")
    found = {each.journey.id: (each, score) for each, score in items(tmp_path)}
    each, score = found["map"]
    assert each.sound, [finding.message for finding in each.correctness]
    return each, score


def view(tmp_path: Path, text: str, *, lanes: tuple[str, ...] = (), lang: str = "", **others: str) -> MapView:
    """Return the view of a map written as text."""
    each, score = judged(tmp_path, text, **others)
    maps = [f"{stem}.journey.yaml" for stem in others]
    return build_view(each, score, AS_OF, lanes=lanes, maps=maps, lang=lang)


def engine() -> Engine:
    """Return the engine that comes with the program."""
    found = find_engine(environment={})
    assert found is not None
    return found


def page(tmp_path: Path, text: str, lang: str = "") -> str:
    """Return the page of a map written as text."""
    return drawn(tmp_path, text, "html", lang=lang)


def drawing(tmp_path: Path, text: str, *, lang: str = "", **others: str) -> Drawing:
    """Return a map written as text, ready to be drawn."""
    each, score = judged(tmp_path, text, **others)
    maps = [f"{stem}.journey.yaml" for stem in others]
    seen = build_view(each, score, AS_OF, maps=maps, lang=lang)
    return Drawing(seen, each, score, AS_OF, engine(), "index.html")


def drawn(tmp_path: Path, text: str, format_: str, *, lang: str = "", **others: str) -> str:
    """Return the first file that a format makes of a map written as text."""
    return next(registry.load(format_)(drawing(tmp_path, text, lang=lang, **others))).text


def site(folder: Path, lang: str = "") -> dict[str, Page]:
    """Return all pages of a workspace by their path."""
    paths = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.journey.yaml"))]
    drawn = render_site(items(folder), title="", as_of=AS_OF, engine=engine(), maps=paths, lang=lang)
    return {each.path: each for each in drawn}
