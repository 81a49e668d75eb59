"""Reading a theme: what it sets, what is refused, and exactly where."""

from __future__ import annotations

import pytest

from jmap.faults import Span
from jmap.themes.reader import read_theme
from jmap.themes.tokens import names


def faults(text: str) -> list[tuple[tuple[int, int, int], str, str]]:
    """Return where each fault stands, as line, column and end column, and what it says."""
    found = []
    for each in read_theme(text).faults:
        span = each.place.span
        assert span is not None
        assert span.line == span.end_line
        found.append(((span.line, span.column, span.end_column), each.message, each.hint))
    return found


def test_light_and_dark_values_are_read_from_where_css_has_them() -> None:
    reading = read_theme(
        ":root { --accent: #0B5C4B; --r: 4px }\n"
        '[data-theme="dark"] { --accent: rgb(127 214 174) }\n'
        "@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) { --bg: #000 } }\n"
    )
    assert reading.faults == ()
    assert reading.theme.light == (("accent", "#0b5c4b"), ("r", "4px"))
    assert reading.theme.dark == (("accent", "#7fd6ae"), ("bg", "#000"))
    assert reading.spans["light", "accent"] == Span(1, 19, 1, 26)
    assert reading.spans["dark", "accent"] == Span(2, 33, 2, 49)


def test_one_rule_may_be_for_both_and_the_last_value_counts() -> None:
    reading = read_theme(":root, :root[data-theme=dark] { --ink: red; --ink: rgb(1, 2, 3) }")
    assert reading.theme.light == reading.theme.dark == (("ink", "#010203"),)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("#ABCDEF", "#abcdef"),
        ("#aabbcc80", "#aabbcc80"),
        ("RebeccaPurple", "#639"),
        ("transparent", "#0000"),
        ("rgb(300 -5 0 / 50%)", "#ff000080"),
        ("hsl(120deg 100% 25%)", "#008000"),
        ("hwb(90 10% 10%)", "#80e61a"),
        ("oklch(62.796% 0.25768 29.234)", "#f00"),
        ("oklab(100% 0 0)", "#fff"),
    ],
)
def test_a_colour_is_written_anew(value: str, written: str) -> None:
    reading = read_theme(f":root{{--accent:{value}}}")
    assert reading.faults == ()
    assert dict(reading.theme.light) == {"accent": written}


@pytest.mark.parametrize(
    ("token", "value", "written"),
    [
        ("r", "0", "0"),
        ("r", "0.500rem", "0.5rem"),
        ("font", 'Georgia , "Times New Roman",serif', 'Georgia,"Times New Roman",serif'),
        ("mono", "Source Code Pro, '游ゴシック'", '"Source Code Pro","游ゴシック"'),
        ("shadow", "none", "none"),
        ("shadow", "inset 0 1px 2px black, 0 0 4px 1px #0003", "inset 0 1px 2px #000,0 0 4px 1px #0003"),
    ],
)
def test_other_values_are_written_anew(token: str, value: str, written: str) -> None:
    reading = read_theme(f":root{{--{token}:{value}}}")
    assert reading.faults == ()
    assert dict(reading.theme.light) == {token: written}


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("accent", "currentColor"),
        ("accent", "Canvas"),
        ("accent", "#12"),
        ("accent", "red blue"),
        ("accent", "color(display-p3 1 0 0)"),
        ("accent", "color()"),
        ("accent", "inherit"),
        ("accent", "rgb(1 2)"),
        ("accent", "{}"),
        ("r", "-1px"),
        ("r", "65px"),
        ("r", "1vw"),
        ("r", "10"),
        ("r", "1e999px"),
        ("font", "12"),
        ("font", "Arial,"),
        ("font", '"</style><script>"'),
        ("font", '"a;b{}"'),
        ("font", '""'),
        ("shadow", "0 1px -2px red"),
        ("shadow", "1px"),
        ("shadow", "0 0 red blue"),
        ("shadow", "0 0 1px url"),
    ],
)
def test_a_value_of_another_kind_is_refused_at_the_value(token: str, value: str) -> None:
    text = f":root {{\n  --{token}: {value};\n}}"
    [(place, message, _)] = faults(text)
    assert place == (2, 6 + len(token) + 1, 6 + len(token) + 1 + len(value))
    assert message == f"`{value}` is no value for `--{token}`"
    assert read_theme(text).theme.light == ()


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        (":root{--acent: red}", (1, 7, 14), "no token `--acent`", "did you mean `--accent`?"),
        (
            ":root{accent: red}",
            (1, 7, 13),
            "`accent` is no token: a theme sets tokens and nothing else",
            "did you mean `--accent`?",
        ),
        (
            ":root{--bg:url(//x)}",
            (1, 12, 20),
            "`url()` has no place in a theme",
            "a theme fetches nothing; take it out",
        ),
        (
            ":root{--bg: var( --x , red)}",
            (1, 13, 28),
            "`var()` has no place in a theme",
            "write the value itself",
        ),
        (
            ":root{--bg:red!important}",
            (1, 12, 15),
            "`!important` has no place in a theme: `--bg` is set as it is",
            "take it out",
        ),
        (
            "\r\n@import 'x';",
            (2, 1, 8),
            "`@import` is no part of a theme",
            "a theme is one file; copy what it needs into it",
        ),
        (
            "@font-face { src: url(x) }",
            (1, 1, 11),
            "`@font-face` is no part of a theme",
            "pages load nothing; name a font that readers have, in `--font`",
        ),
        (
            "@media print {:root{}}",
            (1, 1, 7),
            "`@media` is no part of a theme",
            "paper takes the light values",
        ),
        (
            "@media (min-width: 9px) {:root{}}",
            (1, 1, 7),
            "the only media query of a theme is `(prefers-color-scheme: dark)`",
            "set tokens on `:root`, on `[data-theme=dark]`, or within `@media (prefers-color-scheme: dark)`",
        ),
    ],
)
def test_whatever_is_no_token_is_refused(text: str, place: object, message: str, hint: str) -> None:
    assert faults(text) == [(place, message, hint)]


@pytest.mark.parametrize(
    "selector",
    ["body", "*", ":root body", ":root:hover", "[data-theme=sepia]", ".map, :root", ":root::before"],
)
def test_no_other_selector_is_taken(selector: str) -> None:
    [(place, message, _)] = faults(f"/* one */ {selector} {{ --bg: red }}")
    assert place == (1, 11, 11 + len(selector))
    assert message == f"`{selector}` is not what a theme sets tokens on"


def test_all_that_is_wrong_is_told_at_once_and_the_rest_is_read() -> None:
    text = ":root { --x: 1; --bg: red; what }\n} h1 {}\n:root { --ink: blue }"
    assert [place for place, _, _ in faults(text)] == [(1, 9, 12), (1, 32, 33), (2, 1, 5)]
    assert read_theme(text).theme.light == (("bg", "#f00"), ("ink", "#00f"))


@pytest.mark.parametrize(
    "text",
    ["[" * 50_000, ":root{--bg:" + "(" * 50_000, "@media " + "(" * 50_000, "a{" * 30_000, '"' * 50_001],
)
def test_hostile_text_ends_in_faults_or_nothing(text: str) -> None:
    assert read_theme(text).theme.light == ()


def test_the_hint_lists_all_tokens_where_none_is_near() -> None:
    [(_, _, hint)] = faults(":root { --zzzzzzzz: 1 }")
    assert hint == f"there are {', '.join(f'--{name}' for name in names())}"
