"""Patterns as in a `.gitignore`: what git does, in time that grows with the name."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from jmap.workspace.patterns import is_pattern, matches, patterns_of

PATTERNS = [
    "*.py",
    "a",
    "/a",
    "a/",
    "a/b",
    "/a/b",
    "**/b",
    "a/**",
    "a/**/b",
    "*",
    "!a",
    "!b",
    "?",
    "[ab]",
    "[!a]",
    "*a*b*",
    "a*",
    "\\!a",
    "\\#a",
    "#a",
    "**",
    "/**",
    "a//b",
    "[a",
    "[]a]",
    "[[:digit:]]",
    "a\\",
    "!*/",
    "**/",
    "/*",
    "!/a",
    "*/b",
    "a/*",
    "a.b",
    "a/?",
    "[a-c]x",
    "**a",
    "a**",
    "b/",
    "!b/",
    "[z-a]",
    "**/**/b",
    "a/**/**/b",
    "***",
    "a\\*",
    "[\\]]",
    "[a\\-z]",
    "a/**/c/**",
    "a ",
    "a\\ ",
]
NAMES = ["a", "b", "c", "ab", "axb", "a.py", "!a", "#a", "1", "x", "a.b", "bx", "aab", "a*", "]", "-"]


def ignored(lines: tuple[str, ...], path: str) -> bool:
    """Tell whether git would ignore a file: no pattern brings back what lies in a folder that is ignored."""
    patterns = patterns_of(lines)
    names = path.split("/")
    if patterns is None:
        return False
    return any(
        patterns.decide("/".join(names[:length]), is_folder=length < len(names), above=False)
        for length in range(1, len(names) + 1)
    )


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not here to be compared with")
@pytest.mark.parametrize("seed", range(3))
def test_what_git_ignores_is_ignored(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    git = ["git", "-C", str(tmp_path)]
    subprocess.run([*git, "init", "-q"], check=True)
    for _ in range(25):
        lines = tuple(chance.choice(PATTERNS) for _ in range(chance.randint(1, 4)))
        (tmp_path / ".gitignore").write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths = ["/".join(chance.choices(NAMES, k=chance.randint(1, 4))) for _ in range(40)]
        asked = [*git, "check-ignore", "--no-index", "-n", "-v", "-z", "--stdin"]
        ran = subprocess.run(asked, input="\0".join(paths), capture_output=True, text=True, check=False)
        told = ran.stdout.split("\0")
        expected = {
            told[at + 3]: bool(told[at + 2]) and not told[at + 2].startswith("!")
            for at in range(0, len(told) - 3, 4)
        }
        assert {path: ignored(lines, path) for path in expected} == expected, lines


@pytest.mark.parametrize(
    ("lines", "path", "meant"),
    [
        (("old/",), "old/a.journey.yaml", True),
        (("old/",), "x/old/a.journey.yaml", True),
        (("/old/",), "x/old/a.journey.yaml", False),
        (("maps/**",), "maps/a/b.journey.yaml", True),
        (("maps",), "maps2/b.journey.yaml", False),
        (("old/", "!old/keep.journey.yaml"), "old/keep.journey.yaml", False),
        (("!keep*", "*.journey.yaml"), "keep.journey.yaml", True),
        (("*.yml",), "a.journey.yaml", False),
        ((), "a.journey.yaml", False),
    ],
)
def test_the_last_pattern_that_matches_a_file_or_its_folders_decides(
    lines: tuple[str, ...], path: str, meant: bool
) -> None:
    assert matches(lines, path) is meant


def test_many_stars_and_a_long_name_take_no_time() -> None:
    began = time.process_time()
    for pattern in ("*a" * 60 + "b", "**/a/" * 60 + "b", "?*" * 60 + "b", "*" * 200 + "b"):
        assert matches((pattern,), "a/" * 60 + "a" * 200) is False
    assert time.process_time() - began < 1


@pytest.mark.parametrize("line", ["maps/**", "!old/", "/a", "**/x-*.journey.y?ml", "[a-z]/b", "a b", "{a}"])
def test_patterns_of_the_config(line: str) -> None:
    assert is_pattern(line)


@pytest.mark.parametrize(
    "line",
    [
        "",
        " ",
        "!",
        "/",
        "!/",
        "#a",
        "a\\b",
        "./a",
        "../a",
        "a/../b",
        "a/.",
        "a//b",
        "a ",
        " a",
        "[a",
        "[]",
        "[!]",
        "[z-a]",
        "[[:nope:]]",
        "a\nb",
    ],
)
def test_what_is_no_pattern_of_the_config(line: str) -> None:
    assert not is_pattern(line)
