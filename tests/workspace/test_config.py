"""The config: bound like a journey file, blamed at its own lines."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from jmap.model.described import shape_of
from jmap.workspace import config_sections
from jmap.workspace.config import Config, LoadedConfig, load_config
from jmap.yaml.nodes import locate
from tests.workspace.configs import EVERYTHING, WRONG


def load(tmp_path: Path, text: str | bytes, name: str = "jmap.toml") -> LoadedConfig:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_config(path)


def said(loaded: LoadedConfig) -> list[tuple[str, int, int, str, str]]:
    found = []
    for fault in loaded.faults:
        span = fault.place.span or locate(loaded.root, fault.place.route, fault.place.on)
        assert span is not None
        found.append((fault.code, span.line, span.column, fault.message, fault.hint))
    return found


def places(tmp_path: Path, text: str | bytes, name: str = "jmap.toml") -> list[tuple[str, int, int]]:
    return [each[:3] for each in said(load(tmp_path, text, name))]


def test_everything_that_the_config_takes(tmp_path: Path) -> None:
    loaded = load(tmp_path, EVERYTHING)
    config = loaded.config
    assert loaded.faults == ()
    assert (config.include, config.exclude, config.select) == (("maps/**",), ("old/**",), ("JM",))
    assert (config.ignore, config.fail_on) == (("JM604",), "warning")
    assert config.rules == {"JM605": {"warn": 2.0}}
    assert config.severity == {"JM602": "info"}
    assert (config.override[0].paths, config.override[0].ignore) == (("drafts/**",), ("JM5",))
    assert (config.audit.gate.errors, config.audit.gate.overall, config.audit.gate.new) == (1, 70.5, None)
    assert (config.audit.weights.customer, config.audit.weights.action) == (2.0, 1.0)
    assert (config.reader_limits().depth, config.reader_limits().nodes) == (20, 250_000)
    assert config.render.lanes == ("actions", "emotion")
    assert (config.events.columns.customer, config.events.columns.event) == ("id", None)
    assert (config.events.window.days, config.events.timezone) == (30, "UTC")


def test_without_a_config_there_are_defaults() -> None:
    loaded = load_config(None)
    config = loaded.config
    assert (loaded.faults, config.fail_on, config.reader_limits().depth) == ((), "error", 50)
    assert (config.events.window.text, config.audit.gate.errors) == ("90d", 0)


def test_one_value_is_a_list_of_one(tmp_path: Path) -> None:
    loaded = load(tmp_path, 'exclude = "old/"\n[[override]]\npaths = "x/"\nignore = "JM5"\n')
    assert loaded.faults == ()
    assert (loaded.config.exclude, loaded.config.override[0].paths) == (("old/",), ("x/",))


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "hint"), WRONG, ids=[each[0][:40] for each in WRONG]
)
def test_a_wrong_setting_is_said_at_its_place(
    tmp_path: Path, text: str, code: str, line: int, column: int, message: str, hint: str
) -> None:
    assert said(load(tmp_path, text + "\n")) == [(code, line, column, message, hint)]


def test_all_that_is_wrong_is_said_in_one_run(tmp_path: Path) -> None:
    text = 'fail_on = "eror"\nincldue = []\n\n[limits]\n# a comment = 3\ndepth = "deep"  # no\n'
    assert places(tmp_path, text) == [("JM105", 1, 11), ("JM101", 2, 1), ("JM103", 6, 9)]


def test_what_is_wrong_leaves_the_rest_as_it_is(tmp_path: Path) -> None:
    loaded = load(tmp_path, '[limits]\ndepth = "deep"\nfiles = 3\n')
    assert (loaded.config.limits.depth, loaded.config.limits.files) == (50, 3)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[project]\nname = "x"\n\n[tool.jmap]\nfail_on = "never"\nnope = 1\n', ("JM101", 6, 1)),
        ("[tool.jmap.limits]\ndepth = 0\n", ("JM104", 2, 9)),
        ("[tool]\njmap.limits.depth = 0\n", ("JM104", 2, 21)),
        ("tool = {jmap = {limits = {depth = 0}}}\n", ("JM104", 1, 35)),
        ('[[tool.jmap.override]]\npaths = "a"\nignore = ["JM5"]\nnope = 1\n', ("JM101", 4, 1)),
        ("[tool]\njmap = 3\n", ("JM103", 2, 8)),
        ("[tool.jmap]\n[project\n", ("JM004", 2, 1)),
        ("[project]\n", ("JM102", 1, 2)),
    ],
)
def test_a_pyproject_is_read_below_its_table(tmp_path: Path, text: str, place: tuple[str, int, int]) -> None:
    assert places(tmp_path, text, "pyproject.toml") == [place]


def test_marks_and_line_ends_of_other_systems_move_nothing(tmp_path: Path) -> None:
    text = 'fail_on = "eror"\r\n[limits]\r\ndepth = 0\r\n'
    assert places(tmp_path, text) == [("JM105", 1, 11), ("JM104", 3, 9)]
    loaded = load(tmp_path, b"\xef\xbb\xbf" + text.encode())
    assert [each[:3] for each in said(loaded)] == [("JM105", 1, 11), ("JM104", 3, 9)]
    assert loaded.source is not None
    assert loaded.source.line(1) == 'fail_on = "eror"'


@pytest.mark.parametrize(
    ("data", "place", "message"),
    [
        (b'a = "\xff"\n', ("JM001", 1, 6), "byte `0xFF` is not UTF-8"),
        ("fail_on = 1\n".encode("utf-16"), ("JM001", 1, 1), "the file is written in UTF-16, not in UTF-8"),
        (b'title = "a\x00b"\n', ("JM002", 1, 11), "control character `U+0000` (NUL) in the file"),
        (b"#" * 1_000_001, ("JM009", 1, 1), "the file has 1,000,001 bytes, more than 1,000,000"),
    ],
)
def test_bytes_that_are_no_text_are_said(
    tmp_path: Path, data: bytes, place: tuple[str, int, int], message: str
) -> None:
    assert [(each[:3], each[3]) for each in said(load(tmp_path, data))] == [(place, message)]


def test_a_config_that_is_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").mkdir()
    (fault,) = load_config(tmp_path / "jmap.toml").faults
    assert (fault.code, fault.message) == ("JM011", "this is a folder, not a file")
    os.mkfifo(tmp_path / "pipe.toml")
    (fault,) = load_config(tmp_path / "pipe.toml").faults
    assert (fault.code, fault.message) == ("JM011", "this is a pipe, not a file")
    (tmp_path / "gone.toml").symlink_to(tmp_path / "nowhere")
    (fault,) = load_config(tmp_path / "gone.toml").faults
    assert (fault.code, fault.message) == ("JM011", "this is a link to a file that is not there")


def test_a_link_to_a_config_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("[limits]\ndepth = 7\n", encoding="utf-8")
    (tmp_path / "jmap.toml").symlink_to(tmp_path / "real.toml")
    assert load_config(tmp_path / "jmap.toml").config.limits.depth == 7


def test_keys_of_the_top_level_are_known_to_the_tables() -> None:
    """A key after a table's header belongs to that table: the slip that TOML invites most."""
    top = [key for key, field in shape_of(Config).fields.items() if "able" not in type(field.kind).__name__]
    assert tuple(top) == config_sections.TOP
