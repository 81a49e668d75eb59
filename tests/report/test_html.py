"""The review as a page, read back with a parser of another house."""

from __future__ import annotations

import hashlib
import itertools
import re
import shutil
from base64 import b64encode
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import html5lib
import pytest

from jmap.formats.style import Style
from jmap.report import registry
from jmap.report.html import render
from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart
from tests.render.test_hostile_text import MARKED, PAYLOADS
from tests.report.quarterlies import many, map_audit, rich, with_texts

SAAS = Path(__file__).parents[2] / "examples" / "saas"
ONE = (map_audit("lifecycle", "From first look to advocate"),)
DRAFT = (map_audit("sketch", "A sketch", status="draft"),)
BARE = replace(rich(ONE), change=None, trend=())
PAGES = {
    "several": render(rich(), Style(sources="../", title="All journeys")),
    "one": render(rich(ONE), Style()),
    "draft": render(rich(DRAFT), Style()),
    "bare": render(BARE, Style()),
}
each_page = pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)


@lru_cache(maxsize=32)
def parsed(text: str) -> Any:
    return html5lib.parse(text, namespaceHTMLElements=False)


def said(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).replace("\u00a0", " ").split())


def by_id(root: Any, id_: str) -> Any:
    [found] = [each for each in root.iter() if hasattr(each, "get") and each.get("id") == id_]
    return found


def table(root: Any, caption: str) -> list[list[str]]:
    [found] = [each for each in root.iter("table") if said(each.find("caption")) == caption]
    rows = [row for part in found.iter("tbody") for row in part.iter("tr")]
    return [[said(cell) for cell in row if cell.tag in ("th", "td")] for row in rows]


def test_it_is_a_format() -> None:
    assert "html" in registry.names()
    assert "page" not in registry.names()


def test_the_parts_stand_in_their_order() -> None:
    root = parsed(PAGES["several"])
    ids = [each.get("id") for each in root.iter("section") if each.get("id")]
    parts = ["change", "maps", "drafts", "journey", "fix", "opportunities", "scorecard", "portfolio", "made"]
    assert ids == parts
    ids = [each.get("id") for each in parsed(PAGES["bare"]).iter("section") if each.get("id")]
    assert ids == ["journey", "fix", "opportunities", "scorecard", "made"]


@each_page
def test_no_attribute_carries_style_or_script_and_nothing_is_fetched(text: str) -> None:
    for element in parsed(text).iter():
        assert str(element.tag) not in ("img", "iframe", "link", "object", "embed", "audio", "video", "base")
        for name in getattr(element, "attrib", {}):
            assert str(name) not in ("style", "src")
            assert not str(name).startswith("on")


@each_page
def test_the_policy_allows_exactly_this_style_and_script(text: str) -> None:
    policy = next(each.get("content") for each in parsed(text).iter("meta") if each.get("http-equiv"))
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        [body] = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'; ")


@each_page
def test_ids_are_unique_and_every_fragment_leads_to_one(text: str) -> None:
    root = parsed(text)
    ids = [each.get("id") for each in root.iter() if hasattr(each, "get") and each.get("id")]
    assert len(ids) == len(set(ids))
    for each in root.iter():
        for name in ("href", "aria-labelledby", "for"):
            value = each.attrib.get(name, "") if isinstance(each.attrib, dict) else ""
            if name == "href" and not value.startswith("#"):
                continue
            for id_ in value.removeprefix("#").split():
                assert id_ in ids, id_


@each_page
def test_tables_have_captions_scopes_and_even_rows(text: str) -> None:
    for each in parsed(text).iter("table"):
        assert each.find("caption") is not None
        assert all(head.get("scope") for head in each.iter("th"))
        widths = {
            sum(int(cell.get("colspan", "1")) for cell in row if cell.tag in ("th", "td"))
            for row in each.iter("tr")
        }
        assert len(widths) == 1, said(each.find("caption"))


@each_page
def test_headings_stand_in_order_below_one_title(text: str) -> None:
    levels = [int(each.tag[1]) for each in parsed(text).iter() if re.fullmatch("h[1-6]", str(each.tag))]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@each_page
def test_regions_that_scroll_have_a_name_and_the_focus(text: str) -> None:
    for each in parsed(text).iter("div"):
        if "scrollx" in each.get("class", "").split():
            assert (each.get("role"), each.get("tabindex")) == ("region", "0")
            assert each.get("aria-label") or each.get("aria-labelledby")


def test_the_head_gives_the_verdict_and_each_condition_with_a_word() -> None:
    root = parsed(PAGES["several"])
    assert said(by_id(root, "title")) == "All journeys"
    told = [said(each) for each in root.iter("li") if each.get("class") in ("met", "missed", "open")]
    assert told == [
        "Met 3 open errors of scored rules, 5 allowed",
        "Cannot be judged No earlier audit to tell new findings by, 5 allowed",
        "Not met Overall score 63.6, at least 65 asked for",
    ]


def test_the_title_of_one_map_has_its_language() -> None:
    text = render(rich((map_audit("onboarding", "Die ersten 60 Tage", lang="de"),)), Style(title="All"))
    title = by_id(parsed(text), "title")
    assert [(each.get("lang"), said(each)) for each in title.iter("bdi")] == [("de", "Die ersten 60 Tage")]


def test_points_are_split_into_content_and_ruler_and_add_up() -> None:
    rows = table(parsed(PAGES["several"]), "How the points came about")
    assert [row[1] for row in rows] == ["61.1", "+4.0", "−1.5", "63.6"]
    assert rows[1][0] == "Content on the 31 rules that both rulers share"


def test_states_of_findings_are_counted_and_new_fixed_and_back_ones_listed() -> None:
    root = parsed(PAGES["several"])
    rows = table(root, "Findings by state")
    assert [row[0].split()[0] + row[1] for row in rows] == [
        *("Reopened4", "Expired4", "New4", "Fixed1", "Unchanged16", "Accepted4")
    ]
    folds = {said(each.find("summary")): said(each) for each in by_id(root, "change").iter("details")}
    assert list(folds)[-4:] == ["Reopened 4", "Expired 4", "New 4", "Fixed 1"]
    assert "As they read when last seen" in folds["Fixed 1"]
    assert "This map was never checked with customers JM904" in folds["Fixed 1"]
    assert folds["New 4"].count("Evidence calls names a file that is not there") == 4
    assert "JM710 weighs 10, not 5" in folds["What changed in the ruler: 2"]


def test_the_trend_has_no_line_across_a_change_of_the_ruler_and_a_table() -> None:
    root = parsed(PAGES["several"])
    [chart] = [each for each in root.iter() if isinstance(each.tag, str) and each.get("class") == "trend"]
    lines = [each.get("d") for each in chart if each.get("class") == "l"]
    assert len(lines) == 1
    assert lines[0].count("L") == 2
    assert [each.get("class") for each in chart].count("br") == 2
    rows = table(root, "The score of every audit, the newest first")
    assert rows[0] == ["22 November 2026 this one", "63.6", "D", "60", "4f1c2ab09d3e another ruler"]
    assert len(rows) == 5


def test_categories_stand_from_the_weakest_with_a_word() -> None:
    rows = table(parsed(PAGES["several"]), "Score by category, the weakest first")
    assert [row[0] for row in rows] == [
        "Experience and evidence weakest",
        "Customer low",
        "Measurement low",
        "Touchpoints low",
        "Action and governance",
    ]
    figures = [float(row[2]) for row in rows]
    assert figures == sorted(figures)


def test_every_score_can_be_recomputed_from_the_page() -> None:
    quarterly = rich()
    rows = table(parsed(render(quarterly, Style())), "Every rule of the score, by category")
    shares: dict[str, list[tuple[int, Fraction]]] = {}
    category = ""
    for row in rows:
        if len(row) == 1:
            category = row[0].partition(":")[0]
            continue
        passed, applicable = (int(part) for part in row[3].split(" of "))
        shares.setdefault(category, []).append((int(row[2]), Fraction(passed, applicable)))
    means = [
        sum(weight * share for weight, share in each) / sum(weight for weight, _ in each)
        for each in shares.values()
    ]
    assert sum(means, Fraction(0)) / len(means) * 100 == quarterly.audit.score.overall


def test_a_draft_has_no_grade_and_shows_what_recovers_most() -> None:
    root = parsed(PAGES["draft"])
    told = said(by_id(root, "drafts"))
    assert "A draft, not graded" in told
    assert len(list(by_id(root, "drafts").iter("li"))) == 3
    [summary] = [each for each in root.iter("section") if each.get("aria-label") == "Summary"]
    assert "grade" not in said(summary).replace("not graded", "")
    assert "Not judged: this map is a draft." in said(root)


def test_maps_stand_lowest_score_first_and_say_what_holds_them() -> None:
    rows = table(parsed(PAGES["several"]), "Maps by score, the lowest first")
    assert [row[0].partition(".journey")[0].rsplit(" ", 1)[1] for row in rows] == [
        *("renewal", "onboarding", "lifecycle")
    ]
    assert rows[2][0].endswith("held at D by JM710 one-eyed")


def test_findings_stand_by_points_with_place_owner_and_day() -> None:
    root = parsed(PAGES["one"])
    rows = table(root, "What would make the map more trustworthy")
    assert rows[0] == [
        "+5.0",
        "Warning",
        "This map says no scenario JM502 · F-03",
        "lifecycle.journey.yaml:12",
        "Write one as scenario",
        "nobody",
        "24 December 2026",
    ]
    points = [float(row[0]) for row in rows]
    assert points == sorted(points, reverse=True)
    assert [row[0] for row in table(root, "What hurts customers")] == ["Error", "Warning"]


def test_links_lead_to_the_page_its_parts_and_its_lines() -> None:
    quarterly = rich(ONE)
    for site, sources, expected in (
        ("", None, {"lifecycle.html#F-03", "lifecycle.html#tp-tp-1", "lifecycle.html#L12"}),
        ("https://maps.example/a/", "../", {"https://maps.example/a/lifecycle.html#F-03"}),
    ):
        root = parsed(render(quarterly, Style(site=site, sources=sources)))
        hrefs = {each.get("href") for each in root.iter("a")}
        assert expected <= hrefs
        # A line without a finding has no address on the page: that of the file, where one leads there.
        assert ("../lifecycle.journey.yaml" in hrefs) is (sources is not None)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of the SaaS example in a copy of it, with the report among its pages."""
    folder = tmp_path_factory.mktemp("saas") / "saas"
    shutil.copytree(SAAS, folder)
    day = ("--as-of", "2026-11-22", "-q")
    assert jmap("render", "-o", "site", *day, folder=folder).code == 0
    assert jmap("audit", "-o", "site/audit.html", *day, folder=folder).code == 0
    return folder / "site"


def test_every_link_of_a_real_report_leads_somewhere(site: Path) -> None:
    root = parsed((site / "audit.html").read_text(encoding="utf-8"))
    ids: dict[Path, set[str]] = {}
    seen = 0
    for each in root.iter("a"):
        address, _, fragment = each.get("href", "").partition("#")
        if not address or address.startswith("https://"):
            continue
        target = (site / unquote(address)).resolve()
        assert target.is_file(), address
        if target not in ids and target.suffix == ".html":
            page = parsed(target.read_text(encoding="utf-8"))
            ids[target] = {part.get("id") for part in page.iter() if hasattr(part, "get")}
        if fragment:
            seen += 1
            assert unquote(fragment) in ids[target], each.get("href")
    assert seen > 300


def test_what_the_verdict_names_to_fix_first_stands_first(site: Path) -> None:
    root = parsed((site / "audit.html").read_text(encoding="utf-8"))
    verdict = next(text for each in root.iter("p") if (text := said(each)).startswith("Weakest"))
    rows = table(root, "What would make the maps more trustworthy")
    points, message = re.findall(r"for (\S+) points over all maps: (.*?)(?: \(JM|\.$)", verdict)[0]
    assert rows[0][0] == f"+{points}"
    assert rows[0][3].lower().startswith(message)
    gains = [float(row[0].replace("<", "-")) for row in rows]
    assert gains == sorted(gains, reverse=True)


def test_the_curve_has_the_figures_of_the_other_formats(site: Path) -> None:
    rows = table(parsed((site / "audit.html").read_text(encoding="utf-8")), "Emotion")
    figures = {row[0]: (row[1], row[5]) for row in rows if len(row) == 7}
    assert figures["The first 60 days Priya, service manager"] == ("+0.33", "−0.55")
    assert figures["From the wall planner to a reference Priya, service manager"] == ("+0.27", "−0.55")
    assert figures["Renewal as it is Priya, service manager"] == ("−0.49", "−0.75")


def test_metrics_past_the_floor_are_not_added_to_those_that_missed(site: Path) -> None:
    root = parsed((site / "audit.html").read_text(encoding="utf-8"))
    text = said(by_id(root, "journey"))
    assert "17 missed · 1 without target · 1 without data · 1 of these past its floor" in text
    assert "1 point under" in text


def test_what_was_measured_stands_in_short_lines() -> None:
    cells = [each for each in parsed(render(rich(), Style())).iter("td") if "measured" in said(each)]
    lines = [[said(line) for line in each.iter("small")] for each in cells]
    assert any(each[-2].startswith("measured 6.25") and each[-1] == "5–7.7, n = 1 200" for each in lines)


def test_a_page_says_whose_score_it_is_and_which_values_are_old(tmp_path: Path) -> None:
    folder = tmp_path / "first-deploy"
    shutil.copytree(SAAS.parent / "first-deploy", folder)
    assert jmap("audit", "-o", "audit.html", "--as-of", "2026-11-22", "-q", folder=folder).code == 0
    root = parsed((folder / "audit.html").read_text(encoding="utf-8"))
    assert "How far to trust this workspace" in [said(each) for each in root.iter("h2")]
    verdict = next(text for each in root.iter("p") if (text := said(each)).startswith("Weakest"))
    assert "None of the 6 metrics that can be judged is on target, 6 by values out of date, and" in verdict
    assert "6 missed · 6 out of date" in said(by_id(root, "journey"))


def test_the_same_review_has_the_same_bytes(site: Path) -> None:
    assert render(rich(), Style()) == render(rich(), Style())
    first = (site / "audit.html").read_bytes()
    call = ("audit", "-o", "site/audit.html", "--as-of", "2026-11-22", "-q")
    assert jmap_apart(*call, folder=site.parent).code == 0
    assert (site / "audit.html").read_bytes() == first
    assert str(site.parent).encode() not in first


KEPT = {"id", "map", "file", "anchor", "section", "path", "fingerprint", "rule", "kind", "lang", "severity"}
KEPT |= {
    "since",
    "state",
    "states",
    "status",
    "way",
    "better",
    "source",
    "quarter",
    "how",
    "key",
    "asked",
    "number",
}
KEPT |= {"period", "name", "category", "code", "grade", "automation", "maps", "maps_added", "until"}
KEPT |= {"state_before", "state_after", "grade_before", "grade_after", "weakest_before", "lines", "route"}

UNSAID = {"value", "metric", "start", "end"}
"""Fields that hold an id or a figure, which the page gives by its name or not at all."""


@pytest.mark.parametrize("payload", [*PAYLOADS.values(), *(each[0] for each in MARKED.values())])
def test_hostile_text_stays_text_in_every_field(payload: str) -> None:
    fields: set[str] = set()

    def told(name: str, text: str) -> str:
        if name in KEPT or not text:
            return text
        fields.add(name)
        return f"zq{name}z{payload}"

    clean, hostile = rich(), with_texts(rich(), told)
    root = parsed(render(hostile, Style(title=payload)))
    tags = [str(each.tag) for each in root.iter()]
    own = [str(each.tag) for each in parsed(render(clean, Style(title="T"))).iter()]
    for tag in ("script", "style", "svg", "table", "section", "h1", "h2", "form", "input"):
        assert tags.count(tag) == own.count(tag), tag
    assert not {"img", "iframe", "object", "embed", "base"} & set(tags)
    for each in root.iter():
        for name, value in each.attrib.items() if isinstance(each.tag, str) else ():
            assert not str(name).startswith("on")
            assert name not in ("style", "src", "srcset", "formaction")
            if name == "href":
                assert re.match(r"https://|http://a\.invalid|#|[\w./%-]+\.html(#|$)", value), value
    shown = "".join(root.itertext()).lower()
    assert {name for name in fields if f"zq{name}z" not in shown} == UNSAID


def test_a_thousand_maps_stay_usable() -> None:
    text = render(many(1000), Style())
    assert len(text) < 2_500_000
    root = parsed(text)
    assert len(table(root, "Maps by score, the lowest first")) == 200
    told = said(root)
    assert "800 more maps are not shown here: they score higher" in told
    assert "3 600 more touchpoints of 900 more maps found no room here" in told
    assert "980 more maps are not taken apart here" in told
