"""A run says the same with a cache and without, in one process and in several, whatever changed before it."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from jmap.findings import incremental
from jmap.findings.collect import validate
from jmap.findings.examine import Examined, Examiner
from jmap.findings.stored import pack, unpack
from jmap.formats import json as json_format
from jmap.formats.style import Style
from jmap.rules.engine import Settings
from jmap.workspace.cache import Cache
from jmap.workspace.config import load_config
from jmap.workspace.discovery import Home
from jmap.workspace.workspace import Workspace, asked_for

AS_OF = date(2026, 11, 1)
HOUR = 3_600_000_000_000

PEOPLE = """\
jmap: 1
teams: {sales: Sales, billing: Billing}
channels: {email: Email, chat: Chat}
segments:
  small: {channels: [email]}
"""
RENTING = """\
jmap: 1
title: Renting
uses: [people.journey.yaml]
owner: sales
stages:
  ride: {owner: billing, metrics: [speed]}
touchpoints:
  opens: {stage: ride, channels: [chat, emial]}
metrics:
  speed: {kind: duration, unit: d}
"""
RETURNING = """\
jmap: 1
title: Returning
uses: people.journey.yaml
stages:
  back: {metrics: [speed], expands: renting.journey.yaml}
metrics:
  speed: {kind: duration, unit: h, history: {2026-12: 4}}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "work"
    root.mkdir()
    for name, text in (("people", PEOPLE), ("renting", RENTING), ("returning", RETURNING)):
        write(root, name, text)
    return root


def write(root: Path, name: str, text: str) -> Path:
    """Write a map as if an hour ago, so that its times can be trusted."""
    path = root / f"{name}.journey.yaml"
    path.write_text(text, encoding="utf-8")
    age(path)
    return path


def age(path: Path) -> None:
    then = time.time_ns() - HOUR
    os.utime(path, ns=(then, then))


def run(root: Path, *, cache: bool = False, processes: int | None = 1, as_of: date = AS_OF) -> str:
    loaded = load_config(None)
    workspace = Workspace(Home(root, None), loaded.config, asked_for([root], Home(root, None), loaded.config))
    kept = Cache(root.parent / "cache", root, "key") if cache else None
    report = validate(workspace, Settings(loaded.config, as_of), kept, processes)
    return json_format.render(report, Style())


def codes(output: str) -> list[tuple[str, str, int]]:
    return [(each["rule"], each["file"], each["line"]) for each in json.loads(output)["findings"]]


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list of files that are looked at, filled while runs go on."""
    seen: list[str] = []
    examine: Callable[[Examiner, str], object] = Examiner.examine

    def noted(self: Examiner, path: str) -> object:
        seen.append(path.removesuffix(".journey.yaml"))
        return examine(self, path)

    monkeypatch.setattr(Examiner, "examine", noted)
    # Files are written a moment before each run, which a cache has good reason to distrust.
    monkeypatch.setattr("jmap.workspace.cache.RACY", -HOUR)
    return seen


def test_the_workspace_has_findings_of_every_sort(root: Path) -> None:
    assert codes(run(root)) == [
        ("JM201", "renting.journey.yaml", 8),
        ("JM208", "returning.journey.yaml", 7),
        ("JM402", "returning.journey.yaml", 7),
    ]


def test_a_second_run_looks_at_nothing_and_says_the_same(root: Path, looked: list[str]) -> None:
    cold = run(root)
    looked.clear()
    assert run(root, cache=True) == cold
    # A guess at what is meant may rest on any library, so what it was made for is not kept.
    assert sorted(looked) == ["people", "renting", "returning"]
    looked.clear()
    assert run(root, cache=True) == cold
    assert looked == ["renting"]


def test_a_map_is_looked_at_again_when_it_changes(root: Path, looked: list[str]) -> None:
    write(root, "renting", RENTING.replace("emial", "email"))
    run(root, cache=True)
    write(root, "returning", RETURNING.replace("unit: h", "unit: d"))
    looked.clear()
    warm = run(root, cache=True)
    assert looked == ["returning"]
    assert warm == run(root)
    assert codes(warm) == [("JM402", "returning.journey.yaml", 7)]


def test_a_change_of_the_same_size_and_time_is_seen_by_the_change_time(root: Path) -> None:
    path = write(root, "renting", RENTING.replace("emial", "email"))
    run(root, cache=True)
    before = path.stat()
    path.write_text(RENTING.replace("emial", "emaul"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert run(root, cache=True) == run(root)


def test_a_map_is_looked_at_again_when_its_library_changes(root: Path, looked: list[str]) -> None:
    write(root, "renting", RENTING.replace("emial", "email"))
    run(root, cache=True)
    write(root, "people", PEOPLE.replace(", chat: Chat", ""))
    looked.clear()
    warm = run(root, cache=True)
    assert sorted(looked) == ["people", "renting", "returning"]
    assert warm == run(root)
    assert ("JM201", "renting.journey.yaml", 8) in codes(warm)


def test_a_map_is_looked_at_again_when_a_file_that_it_names_goes(root: Path) -> None:
    run(root, cache=True)
    (root / "renting.journey.yaml").unlink()
    warm = run(root, cache=True)
    assert warm == run(root)
    assert ("JM204", "returning.journey.yaml", 5) in codes(warm)
    write(root, "renting", RENTING)
    assert run(root, cache=True) == run(root)


def test_a_future_map_is_looked_at_again_when_the_map_that_it_changes_does(
    root: Path, looked: list[str]
) -> None:
    future = "state: future\nas_is: returning.journey.yaml\n"
    write(root, "tomorrow", f"jmap: 1\ntitle: Tomorrow\n{future}stages: {{back: Back}}\n")
    run(root, cache=True)
    write(root, "returning", RETURNING.replace("  back:", "  return:"))
    looked.clear()
    warm = run(root, cache=True)
    assert "tomorrow" in looked
    assert warm == run(root)
    assert ("JM209", "tomorrow.journey.yaml", 4) in codes(warm)


def test_a_map_is_looked_at_again_when_its_tracking_plan_changes(root: Path, looked: list[str]) -> None:
    plan = "jmap: 1\nevents: {rode: Rode, paid: Paid}\n"
    write(root, "plan", plan)
    write(
        root,
        "riding",
        "jmap: 1\ntitle: R\nuses: plan.journey.yaml\nstages:\n  ride: {enter: {event: rode}}\n",
    )
    assert "JM210" not in run(root, cache=True)
    write(root, "plan", plan.replace("rode: Rode, ", ""))
    looked.clear()
    warm = run(root, cache=True)
    assert "riding" in looked
    assert warm == run(root)
    assert ("JM210", "riding.journey.yaml", 5) in codes(warm)


def test_what_depends_on_the_date_holds_as_long_as_it_holds(root: Path, looked: list[str]) -> None:
    run(root, cache=True)
    looked.clear()
    last_day = run(root, cache=True, as_of=date(2026, 11, 30))
    assert looked == ["renting"]
    assert ("JM402", "returning.journey.yaml", 7) in codes(last_day)
    looked.clear()
    begun = run(root, cache=True, as_of=date(2026, 12, 1))
    assert looked == ["renting", "returning"]
    assert ("JM402", "returning.journey.yaml", 7) not in codes(begun)
    assert begun == run(root, as_of=date(2026, 12, 1))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.parametrize("processes", [2, 3, 8])
def test_several_processes_say_what_one_says(root: Path, processes: int) -> None:
    for number in range(9):
        write(root, f"more-{number}", RENTING.replace("Renting", f"More {number}"))
    assert run(root, processes=processes) == run(root, processes=1)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
def test_what_a_process_fails_at_is_done_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run(root)
    here = os.getpid()
    look = incremental._Run.look

    def failing(self: incremental._Run, path: str) -> list[Examined]:
        if os.getpid() != here:
            os._exit(3)
        return look(self, path)

    monkeypatch.setattr(incremental._Run, "look", failing)
    assert run(root, processes=3) == alone


@pytest.mark.parametrize("cut", [0, 1, 40, 70, 500, -1])
def test_a_cut_cache_is_passed_over(root: Path, cut: int) -> None:
    cold = run(root, cache=True)
    (file,) = (root.parent / "cache").glob("*.json")
    file.write_bytes(file.read_bytes()[:cut])
    assert run(root, cache=True) == cold


@pytest.mark.parametrize(
    "poison", [None, 7, "x", [], [[], []], [[], [], [1]], {}, [[["a", "b", "c"]], [], []]]
)
def test_an_entry_of_another_shape_is_passed_over(root: Path, poison: object) -> None:
    cold = run(root, cache=True)
    cache = Cache(root.parent / "cache", root, "key")
    for name in ("people", "renting", "returning"):
        cache.put(f"{name}.journey.yaml", poison)
    cache.save()
    assert run(root, cache=True) == cold


def test_values_of_another_type_inside_an_entry_are_passed_over(root: Path) -> None:
    cold = run(root, cache=True)
    cache = Cache(root.parent / "cache", root, "key")
    path = "returning.journey.yaml"
    reads, ways, result = cache.get(path)
    for index, wrong in ((0, 7), (1, [[1, 2, 3]]), (2, [1]), (3, "ab"), (4, "soon"), (5, 9)):
        spoilt = [wrong if at == index else each for at, each in enumerate(result)]
        cache.put(path, [reads, ways, spoilt])
        cache.save()
        assert run(root, cache=True) == cold, index


def test_a_cache_that_cannot_be_written_changes_nothing(root: Path) -> None:
    (root.parent / "cache").write_text("a file in its place", encoding="utf-8")
    assert run(root, cache=True) == run(root)


def test_an_entry_comes_back_as_it_was(root: Path) -> None:
    loaded = load_config(None)
    home = Home(root, None)
    workspace = Workspace(home, loaded.config, asked_for([root], home, loaded.config))
    examiner = Examiner(workspace, Settings(loaded.config, AS_OF), every=False)
    for path in workspace.asked.files:
        examined = examiner.examine(path)
        assert unpack(json.loads(json.dumps(pack(examined)))) == examined
