"""What a config says of rules: codes, severities, options and their bounds."""

from __future__ import annotations

from pathlib import Path

import pytest

from jmap.rules import registry
from jmap.rules.options import option_faults
from jmap.workspace.config import load_config
from jmap.yaml.nodes import locate

EVERY = [
    pytest.param(code, name, id=f"{code} {name}")
    for code in registry.names()
    for name in registry.get(code).rule.options
]


def said(tmp_path: Path, text: str) -> list[tuple[str, int, int, str, str]]:
    path = tmp_path / "jmap.toml"
    path.write_text(text, encoding="utf-8")
    loaded = load_config(path)
    assert loaded.faults == ()
    found = []
    for fault in option_faults(loaded):
        span = locate(loaded.root, fault.place.route, fault.place.on)
        assert span is not None
        found.append((fault.code, span.line, span.column, fault.message, fault.hint))
    return found


@pytest.mark.parametrize(("code", "name"), EVERY)
def test_every_option_has_bounds_that_hold_its_default(code: str, name: str) -> None:
    options = registry.get(code).rule.options
    option = options[name]
    assert option.least is not None
    assert option.most is not None
    assert option.least <= option.default <= option.most
    assert not option.whole or option.default == int(option.default)
    assert not option.up_to or option.default <= options[option.up_to].default


@pytest.mark.parametrize(("code", "name"), EVERY)
def test_an_option_takes_its_bounds_and_nothing_beyond(tmp_path: Path, code: str, name: str) -> None:
    option = registry.get(code).rule.options[name]
    every = registry.get(code).rule.options
    above = option.up_to and f"{option.up_to} = {every[option.up_to].most}\n"
    above += "".join(f"{lower} = {each.least}\n" for lower, each in every.items() if each.up_to == name)
    for value in (option.least, option.most):
        assert said(tmp_path, f"[rules.{code}]\n{above}{name} = {value}\n") == []
    for value in ((option.least or 0) - 1, (option.most or 0) + 1):
        (fault,) = said(tmp_path, f"[rules.{code}]\n{name} = {value}\n")
        assert fault[:3] == ("JM104", 2, len(name) + 4)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "[rules.JM605]\nwarn = 11",
            ("JM104", 2, 8, "`warn` is 11, but must be from 0 to 10", ""),
        ),
        (
            "[rules.JM601]\nmin = 2.5",
            ("JM103", 2, 7, "`min` is the number `2.5`, but a whole number from 0 to 1000 is expected", ""),
        ),
        (
            "[rules.JM601]\nmin = 9",
            ("JM104", 2, 7, "`min` is 9, more than `max`, which is 8", "lower `min` or raise `max`"),
        ),
        (
            "[rules.JM601]\nmax = 2",
            ("JM104", 2, 7, "`min` is 3, more than `max`, which is 2", "lower `min` or raise `max`"),
        ),
        (
            "[rules.JM605]\nwran = 3",
            ("JM101", 2, 1, "rule `JM605` has no option `wran`", "did you mean `warn`?"),
        ),
        (
            "[rules.JM605]\nlimit = 3",
            ("JM101", 2, 1, "rule `JM605` has no option `limit`", "it has `warn`, `error`"),
        ),
        (
            "[rules.JM101]\nlimit = 3",
            ("JM101", 2, 1, "rule `JM101` has no option `limit`", "it has none"),
        ),
        (
            "[rules.JM605]\nlevel = 3",
            (
                "JM101",
                2,
                1,
                "rule `JM605` has no option `level`",
                'write `JM605 = "warning"` under `[severity]`',
            ),
        ),
        (
            "[rules.jm605]\nwarn = 3",
            ("JM101", 1, 2, "no rule `jm605`", "did you mean `JM605`?"),
        ),
        (
            "[rules.performance-gap]\nwarn = 3",
            ("JM101", 1, 2, "no rule `performance-gap`", "did you mean `JM605`?"),
        ),
        (
            '[severity]\nJM6O5 = "info"',
            ("JM101", 2, 1, "no rule `JM6O5`", "did you mean `JM605`?"),
        ),
        (
            '[severity]\nJM004 = "info"',
            (
                "JM105",
                2,
                1,
                "the severity of `JM004` cannot be changed",
                "a file that cannot be read whole is an error; leave it out with `exclude`",
            ),
        ),
        (
            'ignore = ["JM5", "JM004"]',
            (
                "JM105",
                1,
                18,
                "`JM004` cannot be left out",
                "it tells that a file cannot be read whole; leave out the file with `exclude`",
            ),
        ),
        ('select = "jm2"', ("JM105", 1, 10, "no rule `jm2`", "did you mean `JM2`?")),
        ('select = "JM2xx"', ("JM105", 1, 10, "no rule `JM2xx`", "did you mean `JM2`?")),
        ('select = "JM2*"', ("JM105", 1, 10, "no rule `JM2*`", "did you mean `JM2`?")),
        (
            'select = ["JM2,JM3"]',
            ("JM105", 1, 11, "no rule `JM2,JM3`", 'write each by itself: `["JM2", "JM3"]`'),
        ),
        ('select = "all"', ("JM105", 1, 10, "no rule `all`", "`jmap rules` lists them all")),
        ('select = "J"', ("JM105", 1, 10, "no rule `J`", "`jmap rules` lists them all")),
        (
            '[[override]]\npaths = "a"\nignore = ["JM5", "JM50x"]',
            ("JM105", 3, 18, "no rule `JM50x`", "did you mean `JM50`?"),
        ),
    ],
)
def test_what_names_no_rule_or_option_is_said(
    tmp_path: Path, text: str, fault: tuple[str, int, int, str, str]
) -> None:
    assert said(tmp_path, text + "\n") == [fault]


def test_two_options_that_pass_each_other_are_said_once(tmp_path: Path) -> None:
    (fault,) = said(tmp_path, "[rules.JM601]\nmax = 2\nmin = 5\n")
    assert fault[:4] == ("JM104", 3, 7, "`min` is 5, more than `max`, which is 2")


def test_below_the_table_of_a_pyproject_the_places_are_right(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.jmap.rules.JM605]\nwarn = 11\n", encoding="utf-8")
    loaded = load_config(path)
    (fault,) = option_faults(loaded)
    assert fault.place.route == ("tool", "jmap", "rules", "JM605", "warn")


def test_what_cannot_be_left_out_is_what_keeps_a_file_or_a_theme_from_being_read() -> None:
    fixed = [code for code in registry.names() if registry.get(code).rule.fixed]
    assert fixed == ["JM001", "JM002", "JM004", "JM007", "JM008", "JM009", "JM010", "JM011", "JM014"]
