"""Our styles with the values of a theme in place."""

from __future__ import annotations

from jmap.packaged import asset
from jmap.themes.reader import read_theme
from jmap.themes.theme import PLAIN, themed
from jmap.themes.tokens import TOKEN, built_in

BRAND = read_theme(
    ":root { --accent: #0b5c4b; --r: 4px; --shadow: 0 0 1px red }\n"
    "[data-theme=dark] { --bg: #000; --font: serif }"
).theme


def test_without_a_theme_styles_are_as_they_were() -> None:
    assert themed(asset("page.css"), PLAIN) == asset("page.css")
    assert PLAIN.values("dark") == built_in("dark")


def test_values_are_put_in_and_nothing_else_changes() -> None:
    before, after = asset("page.css"), themed(asset("page.css"), BRAND)
    changed = [
        (old, new) for old, new in zip(TOKEN.findall(before), TOKEN.findall(after), strict=True) if old != new
    ]
    assert changed == [
        (("accent", "#2D47C6"), ("accent", "#0b5c4b")),
        (("shadow", built_in("light")["shadow"]), ("shadow", "0 0 1px #f00")),
        # Paper takes the light values, and has no shadow.
        (("r", "10px"), ("r", "4px")),
    ]
    assert TOKEN.sub("", before) == TOKEN.sub("", after)


def test_dark_pages_get_what_is_said_of_them_alone() -> None:
    dark = themed(asset("dark.css"), BRAND, "dark")
    assert dark == asset("dark.css").replace("--bg:#0E121A", "--bg:#000") + "--font:serif;"


def test_what_the_dark_theme_does_not_set_is_as_in_light() -> None:
    dark = BRAND.values("dark")
    assert (dark["r"], dark["font"], dark["bg"]) == ("4px", "serif", "#000")
    assert (dark["accent"], dark["shadow"]) == (built_in("dark")["accent"], built_in("dark")["shadow"])
    assert BRAND.values("print")["shadow"] == "none"
