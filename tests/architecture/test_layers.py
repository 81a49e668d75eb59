"""Which package may import which: a layer only what stands left of it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "jmap"

LAYERS = {
    "records": set(),
    "faults": {"records"},
    "packaged": set(),
    "characters": set(),
    "nearest": set(),
    "modules": set(),
    "project": set(),
    "kept_files": set(),
    "replay": {"kept_files"},
    "yaml": {"records", "faults", "characters"},
    "model": {"faults", "records", "nearest", "yaml"},
    "edits": {"records", "yaml"},
    "themes": {"faults", "records", "nearest", "packaged"},
    "measures": {"faults", "records", "nearest"},
    "workspace": {"faults", "kept_files", "records", "nearest", "yaml", "model"},
    "rules": {"faults", "records", "measures", "modules", "nearest", "yaml", "model", "workspace"},
    "findings": {"faults", "records", "nearest", "themes", "yaml", "model", "workspace", "rules"},
    "formats": {"faults", "records", "characters", "modules", "project", "rules", "findings"},
    "analyze": {"faults", "records", "modules", "nearest", "model", "measures", "workspace", "formats"},
    "audit": {
        "faults",
        "records",
        "nearest",
        "yaml",
        "model",
        "measures",
        "workspace",
        "rules",
        "findings",
        "formats",
    },
    "render": {
        "faults",
        "kept_files",
        "records",
        "nearest",
        "packaged",
        "themes",
        "modules",
        "yaml",
        "model",
        "measures",
        "workspace",
        "rules",
        "findings",
        "formats",
        "audit",
    },
    "report": {
        "faults",
        "records",
        "modules",
        "packaged",
        "project",
        "themes",
        "model",
        "measures",
        "rules",
        "findings",
        "formats",
        "audit",
        "render",
    },
    "analysis_page": {"records", "measures", "formats", "analyze", "render"},
    "blueprints": {"faults", "records", "nearest", "project", "model"},
    "cli": {
        "edits",
        "faults",
        "records",
        "modules",
        "nearest",
        "project",
        "themes",
        "replay",
        "yaml",
        "model",
        "measures",
        "workspace",
        "rules",
        "findings",
        "formats",
        "audit",
        "analyze",
        "render",
        "report",
        "analysis_page",
        "blueprints",
    },
    "__main__": {"cli", "replay"},
    "__init__": set(),
}
MODULES = sorted(SOURCE.rglob("*.py"))


def layer_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported_layers(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
            if node.module == "jmap":
                names = [f"jmap.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            raise AssertionError(f"{path}: relative imports hide the layer")
        else:
            continue
        found |= {name.split(".")[1] for name in names if name.startswith("jmap.")}
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_only_from_layers_to_its_left(path: Path) -> None:
    layer = layer_of(path)
    assert imported_layers(path) - {layer, "__version__"} - LAYERS[layer] == set()


def test_every_layer_is_in_the_table() -> None:
    assert {layer_of(path) for path in MODULES} == set(LAYERS)


def test_the_table_has_no_way_round() -> None:
    order = list(LAYERS)
    assert all(order.index(left) < order.index(layer) for layer, lefts in LAYERS.items() for left in lefts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_module_is_longer_than_400_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [path.name for path in MODULES if path.stem in ("utils", "helpers", "common", "misc")] == []
