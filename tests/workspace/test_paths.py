"""Paths that files mention: inside, outside and missing read the same to whoever asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.workspace import paths


@pytest.fixture(autouse=True)
def _fresh() -> None:
    paths.forget()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    top = tmp_path / "root"
    (top / "sub" / "deep").mkdir(parents=True)
    for name in ("a.yaml", "sub/b.yaml", "sub/deep/c.yaml"):
        (top / name).write_text("x", encoding="utf-8")
    (tmp_path / "secret.yaml").write_text("x", encoding="utf-8")
    return top


@pytest.mark.parametrize(
    ("file", "mention", "found"),
    [
        ("a.yaml", "sub/b.yaml", "sub/b.yaml"),
        ("sub/b.yaml", "../a.yaml", "a.yaml"),
        ("sub/b.yaml", "deep/c.yaml", "sub/deep/c.yaml"),
        ("sub/deep/c.yaml", "./../b.yaml", "sub/b.yaml"),
    ],
)
def test_a_path_inside_is_found_relative_to_the_file(root: Path, file: str, mention: str, found: str) -> None:
    assert paths.inside(root, file, mention) == found


@pytest.mark.parametrize(
    "mention",
    [
        "../secret.yaml",
        "sub/../../secret.yaml",
        "/etc/passwd",
        "C:/a.yaml",
        "sub\\b.yaml",
        "a.yaml\x00",
        "gone.yaml",
        "Sub/b.yaml",
        "A.yaml",
        "a.yaml.",
        "con",
        "nul.yaml",
        "",
        ".",
    ],
)
def test_outside_missing_and_unportable_paths_all_read_the_same(root: Path, mention: str) -> None:
    assert paths.inside(root, "a.yaml", mention) is None


def test_a_link_that_leads_out_is_refused(root: Path) -> None:
    (root / "link.yaml").symlink_to(root.parent / "secret.yaml")
    (root / "inner.yaml").symlink_to(root / "sub" / "b.yaml")
    paths.forget()
    assert paths.inside(root, "a.yaml", "link.yaml") is None
    assert paths.inside(root, "a.yaml", "inner.yaml") == "inner.yaml"


def test_a_named_file_outside_the_root_has_no_path_below_it(root: Path) -> None:
    assert paths.below(root, root.parent / "secret.yaml") is None
    assert paths.below(root, root / "sub" / "b.yaml") == "sub/b.yaml"


def test_evidence_may_be_missing_and_may_not_be_outside(root: Path) -> None:
    assert paths.may_be(root, "a.yaml", "research/notes.md") is True
    assert paths.may_be(root, "a.yaml", "../secret.yaml") is False
