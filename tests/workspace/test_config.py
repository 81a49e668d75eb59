"""The config: bound like a journey file, blamed at its own lines."""

from __future__ import annotations

from pathlib import Path

from jmap.workspace.config import config_schema, load_config
from jmap.yaml.nodes import locate


def places(tmp_path: Path, text: str, name: str = "jmap.toml") -> list[tuple[str, int, int]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    loaded = load_config(path)
    found = []
    for fault in loaded.faults:
        span = fault.place.span or locate(loaded.root, fault.place.route, fault.place.on)
        assert span is not None
        found.append((fault.code, span.line, span.column))
    return found


def test_everything_that_the_config_takes(tmp_path: Path) -> None:
    text = """\
include = ["maps/**"]
exclude = ["old/**"]
select = ["JM"]
ignore = ["JM013"]
fail_on = "warning"

[rules.JM605]
warn = 2

[severity]
JM602 = "info"

[[override]]
paths = ["drafts/**"]
ignore = ["JM5"]

[audit.gate]
errors = 1
overall = 70.5

[audit.weights]
customer = 2

[limits]
depth = 20

[render]
title = "Our journeys"
lanes = ["actions", "emotion"]

[events]
source = "events.csv"
columns = {customer = "id"}
"""
    (tmp_path / "jmap.toml").write_text(text, encoding="utf-8")
    loaded = load_config(tmp_path / "jmap.toml")
    config = loaded.config
    assert loaded.faults == ()
    assert (config.include, config.exclude, config.select) == (("maps/**",), ("old/**",), ("JM",))
    assert config.rules == {"JM605": {"warn": 2.0}}
    assert config.severity == {"JM602": "info"}
    assert (config.override[0].paths, config.override[0].ignore) == (("drafts/**",), ("JM5",))
    assert (config.audit.gate.errors, config.audit.gate.overall, config.audit.gate.new) == (1, 70.5, None)
    assert (config.audit.weights.customer, config.audit.weights.action) == (2.0, 1.0)
    assert (config.reader_limits().depth, config.reader_limits().nodes) == (20, 250_000)
    assert config.render.lanes == ("actions", "emotion")
    assert config.events.columns == {"customer": "id"}


def test_without_a_config_there_are_defaults() -> None:
    loaded = load_config(None)
    assert (loaded.faults, loaded.config.fail_on, loaded.config.reader_limits().depth) == ((), None, 50)


def test_unknown_keys_wrong_types_and_wrong_words_each_at_their_place(tmp_path: Path) -> None:
    text = 'fail_on = "eror"\nincldue = []\n\n[limits]\n# a comment = 3\ndepth = "deep"  # no\n'
    assert places(tmp_path, text) == [("JM105", 1, 11), ("JM101", 2, 1), ("JM103", 6, 9)]


def test_an_item_of_a_list_is_pointed_at(tmp_path: Path) -> None:
    text = '[render]\nlanes = ["actions", {a = 1}]\n'
    assert places(tmp_path, text)[0][:2] == ("JM103", 2)


def test_a_pyproject_is_read_below_its_table(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.jmap]\nfail_on = "never"\nnope = 1\n'
    assert places(tmp_path, text, "pyproject.toml") == [("JM101", 6, 1)]


def test_broken_toml_is_said_at_its_line(tmp_path: Path) -> None:
    assert places(tmp_path, 'a = 1\nb = "open\n') == [("JM004", 2, 10)]
    assert places(tmp_path, "") == []


def test_bytes_that_are_not_text_are_said(tmp_path: Path) -> None:
    path = tmp_path / "jmap.toml"
    path.write_bytes(b"\xff\xfe\x00")
    assert [fault.code for fault in load_config(path).faults] == ["JM001"]


def test_a_schema_is_made_for_editors() -> None:
    schema = config_schema()
    assert schema["properties"]["fail_on"]["description"] == "The least severity that fails a run"
    assert schema["additionalProperties"] is False
