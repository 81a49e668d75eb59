"""`--since REV`: the files of then are read from git, and the change is split into content and ruler."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

import pytest

from jmap.audit.audit import Audit, audit
from jmap.audit.change import STATES, Change
from jmap.cli.git import Blob, repository
from jmap.cli.old_files import lay_out, path_of
from jmap.cli.session import open_session
from jmap.cli.since import look_back
from tests.cli.program import Ran
from tests.cli.program import here as jmap

TRIAL = """\
jmap: 1
title: Trial
uses: parts/people.yaml
for: {persona: buyer}
stages:
  trial: {goal: Try it}
touchpoints:
  sign-up: {stage: trial, channels: [], actions: Signs up, importance: 9, performance: 3}
"""
PEOPLE = """\
jmap: 1
title: People
personas: {buyer: {name: The buyer, evidence: asked}}
evidence:
  asked: {kind: interview, date: 2026-09-01, n: 5, file: ../notes/what we heard.md}
"""
CONFIG = 'select = ["JM0", "JM504", "JM511", "JM603", "JM605"]\n[audit.gate]\nnew = 0\n'
NEEDS = ("{goal: Try it}", "{goal: Try it, needs: [Time]}")


class Project:
    """A repository with a workspace in it."""

    def __init__(self, top: Path, inner: str = "") -> None:
        self.top = top
        self.root = top / inner
        self.root.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main")
        self.put("jmap.toml", CONFIG)
        self.put("trial.journey.yaml", TRIAL)
        self.put("parts/people.yaml", PEOPLE)
        self.put("notes/what we heard.md", "A lot.\n")
        self.put("notes/big.pdf", "not named anywhere")

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "user.name=N", "-c", "user.email=n@example.org", *arguments],
            cwd=self.top,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    def put(self, name: str, text: str, *changes: tuple[str, str]) -> None:
        for before, after in changes:
            assert before in text
            text = text.replace(before, after)
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "Change")

    def run(self, *arguments: str) -> Ran:
        return jmap("audit", "--as-of", "2026-10-15", *arguments, folder=self.root)

    def since(self, revision: str = "HEAD", *named: str, config: str | None = None) -> tuple[Audit, Change]:
        paths = [self.root / each for each in named]
        given = Path(config) if config is not None else None
        session = open_session(paths or [self.root], given, as_of=date(2026, 10, 15))
        past = look_back(session, revision, paths, saves=False, quiet=True)
        made = audit(session.workspace, session.settings)
        change = past.change(made)
        assert change is not None
        return made, change


def counts(change: Change) -> dict[str, int]:
    return {state: change.count(state) for state in STATES if change.count(state)}


def split(change: Change) -> list[object]:
    assert (change.content or 0) + (change.ruler or 0) == change.score.by
    return [change.score.before, change.content, change.ruler, change.score.after]


@pytest.fixture(params=["", "odd name/ümläut [x]"], ids=["top", "inner"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    made = Project(tmp_path / "repo", request.param)
    made.commit()
    return made


def test_nothing_changed(project: Project) -> None:
    _, change = project.since()
    # Persona and evidence are found: neither JM504 nor JM711 has a finding.
    assert counts(change) == {"unchanged": 2}
    assert (change.kind, change.since, change.why, change.shared) == ("revision", "HEAD", "", None)
    assert split(change) == [75, 0, 0, 75]


def test_files_alone_change_the_content(project: Project) -> None:
    project.put("trial.journey.yaml", TRIAL, NEEDS)
    _, change = project.since()
    assert counts(change) == {"unchanged": 1, "fixed": 1}
    assert split(change) == [75, 25, 0, 100]
    assert [each.rule for each in change.fixed] == ["JM511"]
    assert change.ruler_changes == ()


@pytest.mark.parametrize(
    ("measured", "states"),
    [
        # Nobody mended anything where the files of then are not those that were measured.
        ("now", {"new": 0, "unchanged": 0, "fixed": 0}),
        ("then", {"new": 1, "unchanged": 0, "fixed": 0}),
        ("before", {"new": 0, "unchanged": 1, "fixed": 0}),
    ],
)
def test_measures_of_today_say_nothing_of_the_files_of_then(
    tmp_path: Path, measured: str, states: dict[str, int]
) -> None:
    project = Project(tmp_path)
    project.commit()
    texts = {"then": TRIAL, "now": TRIAL.replace(*NEEDS), "before": "jmap: 1\n"}
    project.put("trial.journey.yaml", texts["now"])
    of = {"trial.journey.yaml": texts[measured], "parts/people.yaml": PEOPLE}
    digests = {path: sha256(text.encode()).hexdigest() for path, text in of.items()}
    content = {"version": 1, "as_of": "2026-10-01", "maps": {"trial": {"digests": digests}}}
    project.put("m.json", json.dumps(content))
    ran = project.run("--since", "HEAD", "--measures", "m.json", "--select", "JM821", "--format", "json")
    found = json.loads(ran.out)["change"]["counts"]
    assert {state: found[state] for state in states} == states


def test_the_config_alone_changes_the_ruler(project: Project) -> None:
    project.put("jmap.toml", CONFIG + "[audit.weights]\ncustomer = 2\n")
    made, change = project.since("main")
    # (2 x 50 + 100) / 3.
    assert split(change) == [75, 0, Fraction(200, 3) - 75, Fraction(200, 3)]
    assert (counts(change), change.ruler_changes) == ({"unchanged": 2}, ("weight of customer: 2, was 1",))
    assert change.ruler_before != made.ruler


def test_both_change_and_sum_to_the_whole(project: Project) -> None:
    project.put("trial.journey.yaml", TRIAL, NEEDS)
    project.put("jmap.toml", CONFIG.replace('"JM603", ', "") + '[severity]\nJM511 = "error"\n')
    _, change = project.since()
    # The old files by today's rules: JM504 passes with 5, JM511 fails with 10, and nothing else is scored.
    assert split(change) == [75, 100 - Fraction(100, 3), Fraction(100, 3) - 75, 100]
    assert change.maps["trial"].by == 25
    touchpoints = change.categories["touchpoints"]
    assert [touchpoints.before, touchpoints.after] == [100, None]


def test_the_config_of_then_is_that_of_a_project_file_too(project: Project) -> None:
    (project.root / "jmap.toml").unlink()
    project.put("pyproject.toml", '[tool.jmap]\nselect = ["JM0", "JM511"]\n')
    project.commit()
    (project.root / "pyproject.toml").unlink()
    project.put("jmap.toml", CONFIG)
    _, change = project.since()
    assert split(change) == [0, 0, 75, 75]


def test_a_config_that_lies_elsewhere_is_the_same_then(project: Project, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text('select = ["JM0", "JM511"]\n', encoding="utf-8")
    _, change = project.since(config=str(other))
    assert split(change) == [0, 0, 0, 0]


def test_maps_that_came_and_went(project: Project) -> None:
    project.put("more.journey.yaml", TRIAL)
    (project.root / "trial.journey.yaml").unlink()
    _, change = project.since()
    assert (change.maps_added, change.maps_gone, change.maps) == (("more",), ("trial",), {})
    assert (counts(change), change.not_looked_at) == ({"new": 2}, 2)


def test_a_workspace_that_was_not_there_is_all_new(tmp_path: Path) -> None:
    project = Project(tmp_path / "repo", "inner")
    (project.top / "README").write_text("", encoding="utf-8")
    project.git("add", "README")
    project.git("commit", "-q", "-m", "First")
    _, change = project.since()
    assert (counts(change), change.maps_added) == ({"new": 2}, ("trial",))
    assert [change.score.before, change.content] == [None, None]
    assert change.why == "nothing had been scored then"


def test_of_a_part_only_its_maps_are_read(project: Project) -> None:
    project.put("broken.journey.yaml", "jmap: 1\nstages: {a: {}}\n")
    project.put("folder/other.journey.yaml", TRIAL.replace("parts/", "../parts/"))
    project.commit()
    project.put("trial.journey.yaml", TRIAL, NEEDS)
    _, change = project.since("HEAD", "trial.journey.yaml")
    assert (counts(change), list(change.maps)) == ({"unchanged": 1, "fixed": 1}, ["trial"])
    assert (change.score.before, change.why) == (None, "only a part of the workspace was looked at")
    (project.root / "folder/other.journey.yaml").unlink()
    project.put("folder/new.journey.yaml", TRIAL.replace("parts/", "../parts/"))
    _, change = project.since("HEAD", "folder")
    assert (change.maps_added, change.maps_gone) == (("folder/new",), ("folder/other",))


def test_only_what_an_audit_reads_is_laid_out(project: Project, tmp_path: Path) -> None:
    project.put(".gitignore", "drafts/\n")
    project.put("large.journey.yaml", "x" * 2000)
    project.put("schema.yaml", "not: named")
    (project.root / "link.journey.yaml").symlink_to("trial.journey.yaml")
    project.commit()
    project.git("update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},module.journey.yaml")
    project.git("commit", "-q", "-m", "Module")
    found = repository(project.root)
    assert found is not None
    commit = found.commit("HEAD")
    assert commit is not None
    top = tmp_path / "old"
    top.mkdir()
    old = lay_out(found, commit, top, (), 1000)
    sizes = {
        path.relative_to(old.root).as_posix(): path.stat().st_size
        for path in old.root.rglob("*")
        if path.is_file()
    }
    assert sizes == {
        ".gitignore": 8,
        "jmap.toml": len(CONFIG),
        "large.journey.yaml": 2000,
        "notes/what we heard.md": 0,
        "parts/people.yaml": len(PEOPLE),
        "trial.journey.yaml": len(TRIAL),
    }
    assert (old.root / "trial.journey.yaml").read_text(encoding="utf-8") == TRIAL
    assert (old.root / "large.journey.yaml").read_bytes() == bytes(2000)


def test_what_git_ignores_above_the_workspace_is_left_out_then_too(tmp_path: Path) -> None:
    project = Project(tmp_path / "repo", "inner")
    (project.top / ".gitignore").write_text("other.journey.yaml\n", encoding="utf-8")
    project.put("other.journey.yaml", TRIAL)
    project.git("add", "-f", "inner/other.journey.yaml")
    project.commit()
    _, change = project.since()
    assert (list(change.maps), counts(change)) == (["trial"], {"unchanged": 2})


@pytest.mark.parametrize("path", [b"a/../b", b".git/config", b"a/.GIT/x", b"/a", b"a//b", b"./a"])
def test_a_path_that_leads_elsewhere_is_none(path: bytes) -> None:
    assert path_of(Blob(path, "0" * 40)) is None


def test_the_gate_counts_what_is_new_since_a_revision(project: Project) -> None:
    ran = project.run("--since", "main", "--gate")
    assert (ran.code, ran.err) == (0, "")
    project.put("trial.journey.yaml", TRIAL, ("actions: Signs up, ", ""))
    ran = project.run("--since", "main", "--gate")
    assert (ran.code, ran.err) == (1, "gate: 1 new finding since `main`, 0 allowed\n")
    project.put("trial.journey.yaml", "\n\n" + TRIAL)
    assert project.run("--since", "main", "--gate").code == 0


def test_without_anything_to_compare_with_the_gate_says_what_to_do(project: Project) -> None:
    ran = project.run("--gate")
    assert (ran.code, ran.err) == (
        1,
        (
            "gate: no earlier audit to tell new findings by, 0 allowed; keep one with `--save`, or name a "
            "revision with `--since`\n"
        ),
    )


def test_a_revision_is_not_looked_for_where_a_snapshot_has_the_name(project: Project) -> None:
    project.run("--save")
    (project.root / "audits/2026-10-15.json").rename(project.root / "audits/main.json")
    project.put("trial.journey.yaml", TRIAL, NEEDS)
    _, change = project.since("main")
    assert (change.kind, change.since) == ("snapshot", "2026-10-15")
    _, change = project.since("refs/heads/main")
    assert change.kind == "revision"


@pytest.mark.parametrize("name", ["nope", "", "-x", "--", "HEAD:jmap.toml", "HEAD~9", "a b", "\u202eb"])
def test_a_revision_that_is_none_exits_with_2(project: Project, name: str) -> None:
    ran = project.run(f"--since={name}")
    shown = name.replace("\u202e", "\\u202e")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        (
            f"error: no snapshot `{shown}` in `audits/`, and no revision of that name\n"
            "  `--save` keeps a snapshot\n"
        ),
    )


def test_a_workspace_outside_of_git_exits_with_2(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a.journey.yaml").write_text("jmap: 1\ntitle: T\nstages: {a: {}}\n", encoding="utf-8")
    (tmp_path / "audits").mkdir()
    (tmp_path / "audits/2026-07-01.json").write_text("", encoding="utf-8")
    ran = jmap("audit", "--since", "main", "-q", folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        (
            "error: no snapshot `main` in `audits/`, and this workspace is not in git\n"
            "  the newest snapshots are 2026-07-01\n"
        ),
    )


def test_without_git_it_exits_with_2(project: Project) -> None:
    with patch("shutil.which", return_value=None):
        ran = project.run("--since", "main")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: `--since main`: git is not installed\n  install it, or name a snapshot\n"


def test_git_that_does_not_answer_exits_with_2(project: Project) -> None:
    late = subprocess.TimeoutExpired("git", 120)
    with patch("jmap.cli.git.subprocess.run", side_effect=late):
        ran = project.run("--since", "main")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: `--since main`: git did not answer within 120 seconds\n"


def test_a_shallow_clone_that_lacks_it_exits_with_2(project: Project, tmp_path: Path) -> None:
    project.put("trial.journey.yaml", TRIAL, NEEDS)
    project.commit()
    clone = tmp_path / "clone"
    project.git("clone", "-q", "--depth", "1", project.top.as_uri(), str(clone))
    inner = clone / project.root.relative_to(project.top)
    ran = jmap("audit", "--since", "HEAD~1", folder=inner)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: no revision `HEAD~1` in this clone, which is shallow\n"
        "  `git fetch --unshallow` fetches the rest; `actions/checkout` does with `fetch-depth: 0`\n"
    )
    assert jmap("audit", "--since", "HEAD", folder=inner).code == 0


def test_a_clone_without_files_fetches_none(project: Project, tmp_path: Path) -> None:
    project.put("trial.journey.yaml", TRIAL, NEEDS)
    project.commit()
    project.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    project.git("clone", "-q", "--filter=blob:none", project.top.as_uri(), str(clone))
    ran = jmap("audit", "--since", "HEAD~1", folder=clone / project.root.relative_to(project.top))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: the files of `HEAD~1` cannot be read: ")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "b.journey.yaml",
            "jmap: 1\nstages: {a: {}}\n",
            "at `HEAD` there is an error in `b.journey.yaml`, and maps with errors are not audited",
        ),
        (
            "b.journey.yaml",
            "jmap: 1\nnope: 1\nnever: 1\nstages: {a: {}}\n",
            "at `HEAD` there are 3 errors in `b.journey.yaml`, and maps with errors are not audited",
        ),
        ("jmap.toml", "nope = 1\n", "the config `jmap.toml` of `HEAD` cannot be used: unknown key `nope`"),
        ("jmap-baseline.json", "{}", "the baseline of `HEAD` cannot be read: the baseline has no `version`"),
    ],
)
def test_errors_of_then_exit_with_2(project: Project, name: str, text: str, message: str) -> None:
    before = (project.root / name).read_text(encoding="utf-8") if (project.root / name).exists() else None
    project.put(name, text)
    project.commit()
    if before is None:
        (project.root / name).unlink()
    else:
        project.put(name, before)
    ran = project.run("--since", "HEAD")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {message}")
    assert ran.err.count("\n") == 2


def test_nothing_of_the_repository_runs(project: Project, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    trap.write_text(f"#!/bin/sh\ntouch {tmp_path / 'sprung'}\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "filter.x.smudge", "diff.x.textconv"):
        project.git("config", key, str(trap))
    project.put(".gitattributes", "* filter=x diff=x\n")
    hooks = project.top / ".git/hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-checkout", "post-index-change", "reference-transaction"):
        (hooks / name).symlink_to(trap)
    _, change = project.since()
    assert counts(change) == {"unchanged": 2}
    assert not (tmp_path / "sprung").exists()


def test_what_a_hook_says_of_another_place_does_not_matter(project: Project) -> None:
    said = {"GIT_DIR": ".git", "GIT_INDEX_FILE": "/nowhere", "GIT_WORK_TREE": "/", "GIT_PREFIX": "x/"}
    with patch.dict(os.environ, said):
        _, change = project.since()
    assert counts(change) == {"unchanged": 2}


def test_nothing_stays_behind(project: Project, tmp_path: Path) -> None:
    made = tmp_path / "temporary"
    made.mkdir()
    with patch("tempfile.tempdir", str(made)):
        project.since()
    assert list(made.iterdir()) == []
    assert project.git("status", "--porcelain") == ""
