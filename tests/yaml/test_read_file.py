"""Files: only ordinary ones, and only as much as the limit allows."""

import os
from pathlib import Path

import pytest

from jmap.faults import Span
from jmap.yaml.files import read_file
from jmap.yaml.limits import Limits


def message(path: Path, limits: Limits | None = None) -> tuple[str, str]:
    reading = read_file(path, "shown.yaml", limits)
    [fault] = reading.faults
    assert reading.root is None
    assert not reading.whole
    assert fault.place.span == Span(1, 1, 1, 2)
    assert fault.hint
    return fault.code, fault.message


def test_an_ordinary_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n")
    reading = read_file(path, "shown.yaml")
    assert reading.faults == []
    assert reading.source is not None
    assert (reading.source.path, reading.source.text) == ("shown.yaml", "a: b\n")


def test_what_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "file").write_text("a: b")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert message(tmp_path / "missing") == ("JM011", "there is no such file")
    assert message(tmp_path / "file" / "x") == ("JM011", "there is no such file")
    assert message(tmp_path / "nul\0") == ("JM011", "there is no such file")
    assert message(tmp_path) == ("JM011", "this is a folder, not a file")
    assert message(pipe) == ("JM011", "this is a pipe, not a file")
    assert message(Path("/dev/zero")) == ("JM011", "this is a device, not a file")
    assert message(tmp_path / "loop")[0] == "JM011"
    assert message(tmp_path / ("x" * 300))[0] == "JM011"


def test_a_link_to_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b")
    (tmp_path / "link").symlink_to(tmp_path / "a.yaml")
    assert read_file(tmp_path / "link", "x").faults == []


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: bc\n")
    assert message(path, Limits(file_size=5)) == ("JM009", "the file has 6 bytes, more than 5")
    assert read_file(path, "x", Limits(file_size=6)).faults == []


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: b\n")

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    assert message(path) == ("JM011", "no permission to read the file")
