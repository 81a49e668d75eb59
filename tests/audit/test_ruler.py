"""The ruler is another wherever something measures otherwise, and the same wherever nothing does."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jmap.audit.ruler import ruler
from jmap.rules.engine import Settings
from jmap.workspace.config import load_config


def ruler_of(folder: Path, config: str) -> str:
    path = folder / "jmap.toml"
    path.write_text(config, encoding="utf-8")
    loaded = load_config(path)
    assert loaded.faults == ()
    return ruler(Settings(loaded.config, date(2026, 10, 15)))


def test_a_default_that_is_written_out_changes_nothing(tmp_path: Path) -> None:
    ours = ruler_of(tmp_path, "")
    assert ruler_of(tmp_path, "[rules.JM605]\nwarn = 3\n") == ours
    assert ruler_of(tmp_path, "[rules.JM605]\nwarn = 3.0\n") == ours
    assert ruler_of(tmp_path, "[audit.weights]\ncustomer = 1\n") == ours
    assert ruler_of(tmp_path, "[rules.JM605]\nwarn = 3.5\n") != ours
    assert ruler_of(tmp_path, "[audit.weights]\ncustomer = 1.5\n") != ours


def test_rules_for_some_files_are_a_ruler_of_their_own(tmp_path: Path) -> None:
    ours = ruler_of(tmp_path, "")
    ignored = ruler_of(tmp_path, '[[override]]\npaths = ["old/"]\nignore = ["JM8"]\n')
    assert ignored != ours
    assert ruler_of(tmp_path, '[[override]]\npaths = ["new/"]\nignore = ["JM8"]\n') not in (ours, ignored)
    assert ruler_of(tmp_path, '[[override]]\npaths = ["old/"]\nselect = ["JM5"]\n') not in (ours, ignored)


def test_rules_selected_for_some_files_only_are_in_the_ruler(tmp_path: Path) -> None:
    little = 'select = ["JM5"]\n'
    ours = ruler_of(tmp_path, little)
    assert ruler_of(tmp_path, little + '[[override]]\npaths = ["old/"]\nselect = ["JM6"]\n') != ours


def test_overrides_that_leave_the_audit_as_it_is_change_nothing(tmp_path: Path) -> None:
    ours = ruler_of(tmp_path, "")
    assert ruler_of(tmp_path, '[[override]]\npaths = ["old/"]\nignore = ["JM2"]\n') == ours
    assert ruler_of(tmp_path, '[[override]]\npaths = ["old/"]\nselect = ["JM"]\n') == ours
