"""`jmap rules` and `jmap explain` from the outside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jmap.cli.rule_pages import catalogue_text, page_text
from jmap.faults import Severity
from jmap.formats.style import Style
from jmap.rules import case_files, registry
from jmap.rules.cases import parse
from jmap.rules.codes import code_of, hint_for
from jmap.rules.page import Page, page
from jmap.rules.page_markdown import page_markdown
from jmap.rules.registry import Registered
from jmap.rules.rule import Option, Rule
from tests.cli.program import here as jmap

RULE = Rule(
    code="JM699",
    name="cold-coffee",
    severity=Severity.WARNING,
    worse=Severity.ERROR,
    on="touchpoint",
    revision=2,
    options={
        "degrees": Option(55, "least warmth of a cup", ours=True, least=0, most=100, whole=True),
        "cups": Option(2.5, "cups a day"),
    },
)
TEXT = """\
Coffee is served cold.

What: a cup is at least 55 degrees warm when it reaches the customer, whoever brings it and by whatever way.

Why: nobody drinks it.

Fix: serve it sooner.

Source: ours.
"""
CASES = parse("""\
# JM699 cold-coffee

## Bad: an hour on the counter

It was hot once.

```yaml
jmap: 1
```

```text
warning[JM699] cold-coffee: cold
```

## Good: fresh

```yaml
jmap: 1
```

```toml jmap.toml
[rules.JM699]
cups = 3
```
""")
MADE_UP = Page(
    Registered(RULE, None, TEXT, "jm6_touchpoints"),
    "Coffee is served cold.",
    page(Registered(RULE, None, TEXT, "jm6_touchpoints")).sections,
    CASES,
)


def test_the_page_for_a_terminal() -> None:
    assert (
        page_text(MADE_UP, Style())
        == """\
JM699 cold-coffee
Coffee is served cold.

  category  Touchpoints
  severity  warning or error
  looks at  touchpoint
  score     counts for touchpoints
  revision  2

What
  A cup is at least 55 degrees warm when it reaches the customer, whoever brings
  it and by whatever way.

Why
  Nobody drinks it.

Fix
  Serve it sooner.

Source
  Ours.

Options
  [rules.JM699]
  degrees = 55  # least warmth of a cup, a whole number from 0 to 100 (our default)
  cups = 2.5    # cups a day

Bad: an hour on the counter
  It was hot once.

    jmap: 1

    warning[JM699] cold-coffee: cold

Good: fresh

  example.journey.yaml
    jmap: 1

  jmap.toml
    [rules.JM699]
    cups = 3
"""
    )


def test_the_page_in_markdown() -> None:
    assert (
        page_markdown(MADE_UP)
        == """\
# JM699 cold-coffee

Coffee is served cold.

| | |
| --- | --- |
| category | Touchpoints |
| severity | warning or error |
| looks at | touchpoint |
| score | counts for touchpoints |
| revision | 2 |

## What

A cup is at least 55 degrees warm when it reaches the customer, whoever brings it and by whatever way.

## Why

Nobody drinks it.

## Fix

Serve it sooner.

## Source

Ours.

## Options

| option | default | may be | meaning |
| --- | --- | --- | --- |
| `degrees` | 55 (ours) | a whole number from 0 to 100 | least warmth of a cup |
| `cups` | 2.5 | a number | cups a day |

```toml
[rules.JM699]
degrees = 55
```

## Bad: an hour on the counter

It was hot once.

```yaml
jmap: 1
```

```text
warning[JM699] cold-coffee: cold
```

## Good: fresh

`example.journey.yaml`

```yaml
jmap: 1
```

`jmap.toml`

```toml
[rules.JM699]
cups = 3
```
"""
    )


def test_a_wide_terminal_wraps_later_and_a_narrow_one_sooner() -> None:
    def longest(width: int) -> int:
        text = page_text(MADE_UP, Style(width=width)).split("Options")[0]
        return max(len(line) for line in text.splitlines())

    assert longest(40) <= 40
    assert 80 < longest(200) <= 100


def test_colour_is_only_for_terminals() -> None:
    assert "\x1b" not in page_text(MADE_UP, Style())
    assert page_text(MADE_UP, Style(colour=True)).startswith("\x1b[1mJM699 cold-coffee\x1b[0m\n")


def test_a_part_of_the_catalogue(tmp_path: Path) -> None:
    ran = jmap("rules", "--select", "JM602,JM001", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == (
        "Source\n"
        "\n"
        "  JM001 not-utf8  error, on file\n"
        "    The file is not written in UTF-8.\n"
        "\n"
        "Touchpoints\n"
        "\n"
        "  JM602 shallow-stage  warning, on stage\n"
        "    A stage has too few touchpoints to say anything, or too many to be one\n"
        "    stage.\n"
        "    min = 2, max = 10\n"
        "\n"
        "2 rules; `jmap explain CODE` prints the page of one\n"
    )


def test_a_part_of_the_catalogue_in_markdown(tmp_path: Path) -> None:
    ran = jmap("rules", "--select", "JM602", "--format", "markdown", folder=tmp_path)
    assert ran.out == (
        "# Rules\n"
        "\n"
        "## Touchpoints\n"
        "\n"
        "| code | name | severity | on | what | options |\n"
        "| --- | --- | --- | --- | --- | --- |\n"
        "| JM602 | shallow-stage | warning | stage | A stage has too few touchpoints to say anything, "
        "or too many to be one stage. | `min` 2 (ours), `max` 10 (ours) |\n"
    )


def test_the_catalogue_holds_every_rule(tmp_path: Path) -> None:
    ran = jmap("rules", "--format", "json", folder=tmp_path)
    rules = json.loads(ran.out)["rules"]
    assert [rule["code"] for rule in rules] == list(registry.names())
    text = catalogue_text([registry.get(code) for code in registry.names()], Style())
    assert all(f"  {rule['code']} {rule['name']}  " in text for rule in rules)


def test_the_names_of_modules_are_the_names_of_rules() -> None:
    assert {code: code_of(registry.get(code).rule.name) for code in registry.names()} == {
        code: code for code in registry.names()
    }


@pytest.mark.parametrize("code", registry.names())
def test_every_rule_has_a_whole_page(code: str) -> None:
    shown = page(registry.get(code))
    assert shown.summary.endswith(".")
    assert list(shown.sections) == ["What", "Why", "Fix", "Source"]
    assert page_text(shown, Style()).startswith(f"{code} {shown.rule.name}\n")
    assert page_markdown(shown).startswith(f"# {code} {shown.rule.name}\n")


def test_explain_shows_the_examples_of_the_case_file(tmp_path: Path) -> None:
    ran = jmap("explain", "JM201", folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("JM201 unknown-reference\nAn id is mentioned that nothing in sight has.\n")
    assert "\nBad: a slip in the id of a stage\n" in ran.out
    assert "\n    error[JM201] unknown-reference: no stage `adoptoin`\n" in ran.out


def test_explain_in_json_has_all_of_the_page(tmp_path: Path) -> None:
    read = json.loads(jmap("explain", "JM201", "--format", "json", folder=tmp_path).out)
    assert read["version"] == 1
    rule = read["rule"]
    assert (rule["code"], rule["severity"], rule["worse"], rule["scored"]) == ("JM201", "error", None, False)
    assert rule["why"].startswith("A reference that leads nowhere")
    first = rule["examples"][0]
    assert (first["bad"], first["files"][0]["path"]) == (True, "example.journey.yaml")


def test_without_case_files_the_page_says_nothing_of_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case_files, "_places", lambda: ())
    shown = page(registry.get("JM201"))
    assert shown.cases is None
    assert "Bad" not in page_text(shown, Style())
    assert "## Bad" not in page_markdown(shown)


@pytest.mark.parametrize("asked", ["JM201", "jm201", "unknown-reference", "Unknown_Reference"])
def test_a_rule_is_found_by_code_and_by_name(asked: str) -> None:
    assert code_of(asked) == "JM201"


@pytest.mark.parametrize(
    ("slip", "hint"),
    [
        ("JM2O1", "did you mean `JM201`?"),
        ("jm2ol", "did you mean `JM201`?"),
        ("201", "did you mean `JM201`?"),
        ("JM-201", "did you mean `JM201`?"),
        ("unknown-referense", "did you mean `unknown-reference`?"),
        ("JM80", "`jmap rules --select JM80` lists those that begin so"),
        ("JM", "`jmap rules` lists them all"),
        ("", "`jmap rules` lists them all"),
        ("coffee", "`jmap rules` lists them all"),
    ],
)
def test_a_slip_gets_a_suggestion(slip: str, hint: str) -> None:
    assert code_of(slip) is None
    assert hint_for(slip).startswith(hint)


def test_a_few_that_begin_so_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    names = {code: registry.names()[code] for code in ("JM201", "JM202", "JM301")}
    monkeypatch.setattr(registry, "names", lambda: names)
    assert hint_for("jm20") == "did you mean one of `JM201`, `JM202`?"
    assert hint_for("jm30") == "did you mean `JM301`?"


def test_an_unknown_code_exits_with_2(tmp_path: Path) -> None:
    ran = jmap("explain", "JM2O1", folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (2, "", "error: no rule `JM2O1`\n  did you mean `JM201`?\n")
    ran = jmap("rules", "--select", "XY1", folder=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: no rule `XY1`")


def test_an_unknown_format_exits_with_2(tmp_path: Path) -> None:
    for call in (("rules",), ("explain", "JM201")):
        ran = jmap(*call, "--format", "jsn", folder=tmp_path)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err == "error: no format `jsn`\n  did you mean `json`?\n"


CHANGED = """\
select = ["JM6", "JM101"]
ignore = ["JM604"]

[rules.JM605]
warn = 2
error = 5

[severity]
JM605 = "info"
JM101 = "error"

[[override]]
paths = "drafts/"
ignore = ["JM605", "JM601"]

[[override]]
paths = "new/"
select = "JM604"
"""


def test_the_catalogue_shows_what_the_config_changes(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text(CHANGED, encoding="utf-8")
    ran = jmap("rules", "JM001", "JM101", "JM201", "JM601", "JM604", "JM605", folder=tmp_path)
    lines = ran.out.splitlines()
    said = {line.split()[0]: "" for line in lines if line.startswith("  JM")}
    code = ""
    for line in lines:
        code = line.split()[0] if line.startswith("  JM") else code
        if line.startswith("    by the config: "):
            said[code] = line.removeprefix("    by the config: ")
    assert said == {
        "JM001": "",
        "JM101": "off for some paths",
        "JM201": "off",
        "JM601": "off for some paths",
        "JM604": "off",
        "JM605": "info, warn = 2, off for some paths",
    }


def test_the_catalogue_in_json_says_what_the_config_changes(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text(CHANGED, encoding="utf-8")
    told = json.loads(jmap("rules", "JM605", "--format", "json", folder=tmp_path).out)["rules"][0]
    assert told["severity"] == "warning"
    assert told["config"] == {"off": False, "severity": "info", "options": {"warn": 2.0}, "elsewhere": True}
    assert told["options"][0] == {
        "name": "warn",
        "default": 3,
        "least": 0,
        "most": 10,
        "whole": False,
        "meaning": "gap between importance and performance that is too wide",
        "ours": True,
    }


def test_the_catalogue_in_markdown_has_a_column_for_the_config(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text(CHANGED, encoding="utf-8")
    lines = jmap("rules", "JM605", "--format", "markdown", folder=tmp_path).out.splitlines()
    assert lines[4] == "| code | name | severity | on | what | options | config |"
    assert lines[6].endswith("| `warn` 3 (ours), `error` 5 (ours) | info, warn = 2, off for some paths |")


def test_codes_are_taken_as_they_begin_in_any_case_and_less_some(tmp_path: Path) -> None:
    ran = jmap("rules", "jm60", "JM10,jm20", "--ignore", "jm605", "--format", "json", folder=tmp_path)
    codes = [rule["code"] for rule in json.loads(ran.out)["rules"]]
    wanted = [code for code in registry.names() if code.startswith(("JM60", "JM10", "JM20"))]
    assert codes == [code for code in wanted if code != "JM605"]


def test_a_page_says_what_the_config_changes(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text(CHANGED, encoding="utf-8")
    assert (
        "\n  config    info, warn = 2, off for some paths\n" in jmap("explain", "JM605", folder=tmp_path).out
    )
    read = json.loads(jmap("explain", "JM605", "--format", "json", folder=tmp_path).out)
    assert read["rule"]["config"]["severity"] == "info"


def test_a_page_is_shown_whatever_is_wrong_with_the_config_that_is_found(tmp_path: Path) -> None:
    (tmp_path / "jmap.toml").write_text("nope = 1\n", encoding="utf-8")
    ran = jmap("explain", "JM101", folder=tmp_path)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "JM101 unknown-key")
    said = "note: `jmap.toml` has errors, which `jmap validate` shows; what follows is without it\n"
    assert ran.err == said
    assert jmap("explain", "JM101", "-q", folder=tmp_path).err == ""
    assert jmap("explain", "JM101", "--config", "jmap.toml", folder=tmp_path).code == 2
    assert jmap("rules", folder=tmp_path).code == 2


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("jmap validate --select JM80", [f"JM80{number}" for number in range(1, 10)]),
        ("jmap rules jm201", ["jm201"]),
        ("jmap audit --ignore JM5,JM201", ["JM5,JM201"]),
        ("jmap explain JM60", [f"JM60{number}" for number in range(1, 10)]),
        ("jmap render --format sv", ["svg"]),
        ("jmap rules --format ", ["full", "json", "markdown"]),
        ("jmap validate --format conc", ["concise"]),
    ],
)
def test_a_shell_is_offered_codes_and_formats(tmp_path: Path, typed: str, offered: list[str]) -> None:
    cursor = str(typed.count(" "))
    ran = jmap(folder=tmp_path, _JMAP_COMPLETE="complete_bash", COMP_WORDS=typed, COMP_CWORD=cursor)
    assert ran.out.split() == offered
