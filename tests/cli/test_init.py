"""`jmap init` from the outside: what it writes, what it refuses, and that what it writes works."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from check_jsonschema.builtin_schemas import get_builtin_schema  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from jmap.blueprints import catalogue
from jmap.blueprints.map_names import is_name, nearest_name
from jmap.blueprints.new_files import Answers, map_text
from tests.cli.program import here as jmap
from tests.permissions import for_users

BLUEPRINTS = ("saas", "blank", "lifecycle", "service")
NEXT = "\nnext:\n  jmap validate\n  jmap render --open\n  jmap audit\n"
AS_OF = ("--as-of", "2026-10-15")


def contents(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}


def read_yaml(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(io.StringIO(text))


def repository(folder: Path) -> Path:
    (folder / ".git").mkdir()
    return folder


def test_all_blueprints_are_found_the_default_first() -> None:
    assert catalogue.names() == BLUEPRINTS


def test_each_blueprint_describes_itself() -> None:
    assert [catalogue.load(name).description for name in BLUEPRINTS] == [
        "A SaaS customer lifecycle in six stages, from consideration to advocacy.",
        "The smallest useful map: one persona, two stages, two touchpoints, one metric.",
        "A customer lifecycle in five stages for any business, with ways back in and ways out.",
        "A service blueprint: what the customer does, what they see us do, and what happens behind it.",
    ]


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_a_new_workspace_validates(tmp_path: Path, blueprint: str) -> None:
    ran = jmap("init", "--blueprint", blueprint, folder=tmp_path)
    written = [
        "jmap.toml",
        ".jmap/jmap-toml.schema.json",
        ".jmap/journey.schema.json",
        f"{blueprint}.journey.yaml",
    ]
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "".join(f"wrote {path}\n" for path in written) + NEXT
    assert sorted(contents(tmp_path)) == sorted(written)
    checked = jmap("validate", "--fail-on", "info", *AS_OF, folder=tmp_path)
    assert (checked.code, checked.out, checked.err) == (0, "no findings in 1 file\n", "")


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_the_audit_of_a_new_map_says_what_to_fill_in(tmp_path: Path, blueprint: str) -> None:
    jmap("init", "--blueprint", blueprint, folder=tmp_path)
    ran = jmap("audit", "--format", "json", *AS_OF, folder=tmp_path)
    assert ran.code == 0
    codes = {finding["rule"] for finding in json.loads(ran.out)["findings"]}
    # No research behind the persona, no importance, never reviewed, no pain and no opportunity.
    assert codes >= {"JM504", "JM603", "JM903", "JM915"}


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_a_blueprint_invents_no_figures_and_no_dates(blueprint: str) -> None:
    map_ = read_yaml(catalogue.load(blueprint).text)
    assert "reviewed" not in map_
    assert "validated" not in map_
    assert {each.get("kind") for each in map_.get("evidence", {}).values()} <= {"assumption"}
    assert not [id_ for id_, metric in map_["metrics"].items() if "history" in metric or "baseline" in metric]
    for touchpoint in map_["touchpoints"].values():
        assert not {"importance", "performance", "quotes", "pains"} & touchpoint.keys()


@pytest.mark.parametrize("blueprint", BLUEPRINTS)
def test_each_emotion_of_a_blueprint_is_marked_as_a_guess(blueprint: str) -> None:
    lines = catalogue.load(blueprint).text.splitlines()
    assert [line for line in lines if line.startswith("    emotion:") and not line.endswith("# guess")] == []


@pytest.mark.parametrize("blueprint", ["saas", "lifecycle", "service"])
def test_the_opportunity_in_comments_validates_once_it_is_none(tmp_path: Path, blueprint: str) -> None:
    jmap("init", "--blueprint", blueprint, folder=tmp_path)
    file = tmp_path / f"{blueprint}.journey.yaml"
    before, comment, after = file.read_text(encoding="utf-8").partition("# opportunities:\n")
    section = (comment + after).replace("# ", "", 1).replace("\n# ", "\n")
    file.write_text(before + section, encoding="utf-8")
    checked = jmap("validate", "--fail-on", "info", *AS_OF, folder=tmp_path)
    assert (checked.code, checked.out) == (0, "no findings in 1 file\n")
    assert len(read_yaml(before + section)["opportunities"]) == 1


def test_the_schema_is_that_of_the_command(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    schema = (tmp_path / ".jmap" / "journey.schema.json").read_bytes()
    assert schema.decode() == jmap("schema", folder=tmp_path).out


@pytest.mark.parametrize("name", ["saas", "smb/onboarding", "a/b/c"])
def test_the_first_line_leads_to_the_schema(tmp_path: Path, name: str) -> None:
    jmap("init", "--name", name, folder=tmp_path)
    file = tmp_path / f"{name}.journey.yaml"
    first = file.read_text(encoding="utf-8").splitlines()[0]
    start = "# yaml-language-server: $schema="
    assert first.startswith(start)
    assert (file.parent / first.removeprefix(start)).resolve() == tmp_path / ".jmap" / "journey.schema.json"


def test_a_second_run_refuses_and_changes_nothing(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    before = contents(tmp_path)
    ran = jmap("init", "--blueprint", "blank", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "error: this is a workspace already, by its `jmap.toml`\n  add one more map with `--name NAME`\n"
    )
    assert contents(tmp_path) == before


@pytest.mark.parametrize("path", [".jmap/journey.schema.json", "saas.journey.yaml", ".gitlab-ci.yml"])
def test_a_file_in_the_way_stops_all_writing(tmp_path: Path, path: str) -> None:
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_bytes(b"mine\n")
    ran = jmap("init", "--ci", "gitlab", folder=tmp_path)
    assert ran.err == f"error: `{path}` is there already, and nothing is overwritten\n  nothing was written\n"
    assert (ran.code, ran.out) == (2, "")
    assert contents(tmp_path) == {path: b"mine\n"}


def test_a_link_in_the_way_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "saas.journey.yaml").symlink_to(tmp_path / "elsewhere")
    ran = jmap("init", folder=tmp_path)
    assert (ran.code, sorted(contents(tmp_path))) == (2, [])
    assert not (tmp_path / "elsewhere").exists()


def test_a_file_where_a_folder_should_be_stops_all_writing(tmp_path: Path) -> None:
    (tmp_path / ".jmap").write_bytes(b"")
    ran = jmap("init", folder=tmp_path)
    assert ran.err == "error: `.jmap/jmap-toml.schema.json` cannot be written: `.jmap` is not a folder\n"
    assert contents(tmp_path) == {".jmap": b""}


def test_a_name_adds_a_map_and_leaves_the_rest(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    before = contents(tmp_path)
    ran = jmap("init", "--name", "smb/onboarding", "--blueprint", "blank", folder=tmp_path)
    assert (ran.code, ran.err, ran.out) == (0, "", f"wrote smb/onboarding.journey.yaml\n{NEXT}")
    after = contents(tmp_path)
    added = after.pop("smb/onboarding.journey.yaml").decode()
    assert after == before
    assert read_yaml(added)["title"] == "Onboarding"
    assert jmap("validate", folder=tmp_path).out == "no findings in 2 files\n"


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    before = contents(tmp_path)
    ran = jmap("init", "--name", "saas", folder=tmp_path)
    assert ran.err == (
        "error: `saas.journey.yaml` is there already, and nothing is overwritten\n  nothing was written\n"
    )
    assert (ran.code, contents(tmp_path)) == (2, before)


def test_a_workspace_may_be_a_table_of_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.jmap]\n")
    ran = jmap("init", folder=tmp_path)
    assert ran.code == 2
    assert ran.err.startswith("error: this is a workspace already, by its `pyproject.toml`\n")
    ran = jmap("init", "--name", "first", folder=tmp_path)
    assert ran.out.splitlines()[:2] == ["wrote .jmap/journey.schema.json", "wrote first.journey.yaml"]
    assert not (tmp_path / "jmap.toml").exists()


def test_a_folder_below_a_workspace_is_part_of_it(tmp_path: Path) -> None:
    jmap("init", folder=tmp_path)
    (tmp_path / "teams").mkdir()
    ran = jmap("init", "--name", "renewal", "--blueprint", "blank", folder=tmp_path / "teams")
    assert ran.out == f"wrote renewal.journey.yaml\n{NEXT}"
    first = (tmp_path / "teams" / "renewal.journey.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../.jmap/journey.schema.json"


def test_a_folder_that_is_not_there_is_made_and_entered(tmp_path: Path) -> None:
    ran = jmap("init", "crm/our maps", folder=tmp_path)
    assert ran.out == (
        "wrote crm/our maps/jmap.toml\n"
        "wrote crm/our maps/.jmap/jmap-toml.schema.json\n"
        "wrote crm/our maps/.jmap/journey.schema.json\n"
        "wrote crm/our maps/saas.journey.yaml\n"
        "\nnext:\n  cd 'crm/our maps'\n  jmap validate\n  jmap render --open\n  jmap audit\n"
    )
    assert jmap("validate", folder=tmp_path / "crm" / "our maps").code == 0


def test_a_folder_given_in_full_is_shown_in_full(tmp_path: Path) -> None:
    place = tmp_path / "maps"
    ran = jmap("init", str(place), folder=tmp_path)
    assert ran.out.startswith(f"wrote {place}/jmap.toml\n")
    assert f"\n  cd {place}\n" in ran.out


def test_quiet_says_nothing(tmp_path: Path) -> None:
    ran = jmap("init", "-q", folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("--blueprint", "sass"), "no blueprint `sass`", "did you mean `saas`?"),
        (("--blueprint", "x"), "no blueprint `x`", "it can be saas, blank, lifecycle, service"),
        (("--ci", "git-hub"), "no CI service `git-hub`", "did you mean `github`?"),
        (("--ci", "jenkins"), "no CI service `jenkins`", "it can be github, gitlab, pre-commit"),
        (("--name", "Own Map"), "`Own Map` cannot be the name of a map", "did you mean `own-map`?"),
        (("--name", "../out"), "`../out` cannot be the name of a map", "did you mean `out`?"),
        (("--name", "/etc/x"), "`/etc/x` cannot be the name of a map", "did you mean `etc/x`?"),
        (
            ("--name", "renewal.journey.yaml"),
            "`renewal.journey.yaml` cannot be the name of a map",
            "did you mean `renewal`?",
        ),
        (
            ("--name", "nul"),
            "`nul` cannot be the name of a map",
            "write it in lower-case letters, digits and hyphens, with `/` between folders",
        ),
        (
            ("--name", ""),
            "`` cannot be the name of a map",
            "write it in lower-case letters, digits and hyphens, with `/` between folders",
        ),
        (("--title", " "), "the title is empty", "write one, or leave `--title` out"),
        (
            ("--title", "a\nb"),
            "the title cannot be used: `title` has several lines, but one is expected",
            "put what follows the first line into `summary`",
        ),
    ],
)
def test_what_cannot_be_meant_is_told_and_nothing_written(
    tmp_path: Path, arguments: tuple[str, ...], message: str, hint: str
) -> None:
    ran = jmap("init", *arguments, folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (2, "", f"error: {message}\n  {hint}\n")
    assert contents(tmp_path) == {}


def test_a_file_is_not_a_folder(tmp_path: Path) -> None:
    (tmp_path / "notes").write_bytes(b"")
    expected = "error: `notes` is a file, not a folder\n  name a folder, or none for the current one\n"
    for folder in ("notes", "notes/deeper"):
        ran = jmap("init", folder, folder=tmp_path)
        assert (ran.code, ran.err) == (2, expected)


def test_a_link_to_itself_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    ran = jmap("init", "loop/maps", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: `loop/maps` cannot be used: ")
    assert ran.err.count("\n") == 1


@for_users
def test_no_permission_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    ran = jmap("init", folder=tmp_path)
    tmp_path.chmod(0o755)
    assert (ran.code, contents(tmp_path)) == (2, {})
    assert ran.err == f"error: `jmap.toml` cannot be written: no permission in `{tmp_path.name}`\n"


def test_what_was_written_goes_again_when_writing_fails(tmp_path: Path) -> None:
    name = f"deep/{'a' * 300}"
    ran = jmap("init", "--name", name, folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: `{name}.journey.yaml` cannot be written: ")
    assert ran.err.endswith("\n  nothing was written\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("service", ["github", "gitlab", "pre-commit"])
@pytest.mark.parametrize("folder", ["", "docs", "docs/our maps"])
def test_ci_files_stand_at_the_top_and_enter_the_workspace(tmp_path: Path, service: str, folder: str) -> None:
    top = repository(tmp_path)
    ran = jmap("init", *([folder] if folder else []), "--ci", service, folder=top)
    assert ran.code == 0
    path, schema = {
        "github": (".github/workflows/jmap.yml", "vendor.github-workflows"),
        "gitlab": (".gitlab-ci.yml", "vendor.gitlab-ci"),
        "pre-commit": (".pre-commit-config.yaml", ""),
    }[service]
    assert f"wrote {path}\n" in ran.out
    text = (top / path).read_text(encoding="utf-8")
    read = read_yaml(text)
    if schema:
        jsonschema.validate(read, get_builtin_schema(schema))
    assert entered(service, read) == folder


def entered(service: str, read: Any) -> str:
    """Return the folder in which a CI file runs jmap, as it is read by a shell."""
    if service == "github":
        job = read["jobs"]["journeys"]
        folder = str(job.get("defaults", {}).get("run", {}).get("working-directory", ""))
        artifact = next(step["with"]["path"] for step in job["steps"] if "artifact" in step.get("uses", ""))
        assert artifact == (f"{folder}/site/" if folder else "site/")
        return folder
    if service == "gitlab":
        lines = read["journeys"]["script"]
        folder = "".join(line.removeprefix("cd ").strip("'") for line in lines if line.startswith("cd "))
        assert read["journeys"]["artifacts"]["paths"] == [f"{folder}/site/" if folder else "site/"]
        return folder
    hook = read["repos"][0]["hooks"][0]
    return "".join(hook.get("args", []))


def test_services_may_be_said_together_and_twice(tmp_path: Path) -> None:
    ran = jmap("init", "--ci", "github,gitlab", "--ci", "github", folder=tmp_path)
    assert ran.out.splitlines()[4:6] == ["wrote .github/workflows/jmap.yml", "wrote .gitlab-ci.yml"]
    assert ran.out.count("github") == 1


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Renewal of small accounts", "title: Renewal of small accounts"),
        ("Café & Söhne", "title: Café & Söhne"),
        ("Renewal: what now?", 'title: "Renewal: what now?"'),
        ('The "new" way', 'title: "The \\"new\\" way"'),
        ("2026", 'title: "2026"'),
        ("No", 'title: "No"'),
    ],
)
def test_a_title_is_quoted_only_where_it_must_be(title: str, line: str) -> None:
    text = map_text(Answers(blueprint=catalogue.load("blank"), title=title))
    assert text.splitlines()[3] == line


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_a_title_reads_back_as_it_was_said(title: str) -> None:
    text = map_text(Answers(blueprint=catalogue.load("blank"), title=title))
    assert read_yaml(text)["title"] == title


@given(st.text())
def test_a_suggested_name_is_a_name(text: str) -> None:
    guess = nearest_name(text)
    assert guess is None or is_name(guess)


def test_a_linked_folder_is_not_written_through_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "ws").mkdir()
    (tmp_path / "ws" / ".jmap").symlink_to(tmp_path / "out", target_is_directory=True)
    ran = jmap("init", "ws", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert list((tmp_path / "out").iterdir()) == []
    assert [path.name for path in (tmp_path / "ws").iterdir()] == [".jmap"]
