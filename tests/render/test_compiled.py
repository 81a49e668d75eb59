"""Compiled templates that are kept: used again, and passed over where they are not as they were."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from jmap.render.compiled import CompiledTemplates


def environment(folder: Path, text: str) -> Environment:
    return Environment(
        loader=DictLoader({"a": text}), bytecode_cache=CompiledTemplates(folder), autoescape=True
    )


def said(folder: Path, text: str) -> str:
    return environment(folder, text).get_template("a").render(x="<")


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(tmp_path, "{{ x }}1") == "&lt;1"
    assert len(list(tmp_path.iterdir())) == 1
    monkeypatch.setattr(Environment, "compile", None)
    assert said(tmp_path, "{{ x }}1") == "&lt;1"


def test_another_text_under_the_name_is_compiled(tmp_path: Path) -> None:
    assert [said(tmp_path, text) for text in ("1", "2", "1")] == ["1", "2", "1"]


@pytest.mark.parametrize("spoil", [b"", b"\n", b"x\ny", b"0" * 64 + b"\n" + b"\xff" * 99])
def test_what_is_spoilt_is_passed_over_and_mended(tmp_path: Path, spoil: bytes) -> None:
    said(tmp_path, "1")
    [file] = tmp_path.iterdir()
    whole = file.read_bytes()
    for data in (spoil, whole[:-3], whole[:-1] + b"\0x"):
        file.write_bytes(data)
        assert said(tmp_path, "1") == "1"
        assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_nobodys_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert said(tmp_path / "file", "1") == "1"
