"""Names of a map on the page are marked with its language, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import html5lib
import pytest

from jmap.analysis_page import registry
from jmap.formats.style import Style
from tests.analyze.logs import analysis

MAP = """\
lang: LANG
stages:
  a: {name: "Erster <Kontakt>", enter: {event: a}}
  b: {name: Kauf, enter: {event: b}}
segments: {gross: {name: Große Firmen, where: {size: big}}}
"""
NAMES = ("Erster <Kontakt>", "Kauf", "Große Firmen")


@pytest.mark.parametrize("lang", ["de", "en-GB"])
def test_names_have_the_language_of_the_map(tmp_path: Path, lang: str) -> None:
    events = [
        (f"c{n}", name, n + h, {"size": "big" if n % 2 else ""})
        for n in range(9)
        for h, name in enumerate("ab")
    ]
    made = analysis(tmp_path, MAP.replace("LANG", lang), events)
    text = registry.load("html")(made, Style())
    assert "&lt;Kontakt&gt;" in text
    assert "<Kontakt>" not in text
    root = html5lib.parse(text, namespaceHTMLElements=False)
    told = {each.text for each in root.iter("bdi") if each.get("lang") == lang}
    assert told == ({"A", *NAMES} if lang == "de" else set())
    rows = [each for each in root.iter("th") if each.get("scope") == "row"]
    first = [row for row in rows if "".join(row.itertext()).startswith("reach Kauf")]
    assert all((row.find("bdi") is not None) == (lang == "de") for row in first)
    drawn = {each.text for each in root.iter() if str(each.tag).endswith("text") and each.get("lang") == lang}
    assert ("Kauf" in drawn) == (lang == "de")
