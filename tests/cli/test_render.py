"""`jmap render` from the outside: what it writes, where, and what it says."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.cli.program import Ran
from tests.cli.program import here as jmap
from tests.cli.program import jmap as jmap_apart
from tests.permissions import for_users

MAP = """\
jmap: 1
title: From trial to renewal
scope: lifecycle
leave: {event: cancelled}
stages:
  trial: {phase: before, next: {onboarding: {label: signed, target: 30%}}}
  onboarding: {phase: after, next: renewal}
  renewal: {phase: after, next: onboarding}
touchpoints:
  sign-up: {stage: trial, emotion: 1}
  import: {stage: onboarding, emotion: -1.5}
"""
BROKEN = "jmap: 1\ntitle: Broken\nstages: {a: {nope: 1}}\n"


def run(folder: Path, *arguments: str, **files: str) -> Ran:
    (folder / "jmap.toml").touch()
    for name, text in (files or {"trial": MAP}).items():
        (folder / f"{name}.journey.yaml").write_text(text, encoding="utf-8")
    return jmap("render", "--as-of", "2026-10-15", *arguments, folder=folder)


def test_a_page_for_each_map_and_an_index(tmp_path: Path) -> None:
    ran = run(tmp_path)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.replace("\\", "/") == "2 files in site\nopen site/index.html\n"
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["index.html", "trial.html"]
    page = (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "From trial to renewal" in page


def test_the_same_input_gives_the_same_bytes_and_no_write(tmp_path: Path) -> None:
    run(tmp_path)
    page = tmp_path / "site" / "trial.html"
    before, written = page.read_bytes(), page.stat().st_mtime_ns
    again = jmap_apart("render", "--as-of", "2026-10-15", folder=tmp_path)
    assert again.out.splitlines()[0] == "2 files in site, 2 as they were"
    assert (page.read_bytes(), page.stat().st_mtime_ns) == (before, written)


def test_one_map_to_standard_output(tmp_path: Path) -> None:
    ran = run(tmp_path, "-o", "-")
    assert ran.out.startswith("<!doctype html>")
    assert not (tmp_path / "site").exists()


def test_a_map_that_is_printed_leads_to_no_index(tmp_path: Path) -> None:
    document = run(tmp_path, "-o", "-", "--format", "markdown").out
    assert document.startswith("# From trial to renewal\n")
    assert "index.html" not in run(tmp_path, "-o", "-").out
    run(tmp_path, "--format", "markdown")
    written = (tmp_path / "site" / "trial.md").read_text(encoding="utf-8")
    assert written.startswith("[Journeys](index.md)\n")


def test_two_maps_do_not_fit_standard_output(tmp_path: Path) -> None:
    ran = run(tmp_path, "-o", "-", one=MAP, two=MAP)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "error: `-o -` prints one map, and there are 2\n  name one of them\n"


def test_poster_and_lifecycle_as_svg(tmp_path: Path) -> None:
    ran = run(tmp_path, "--format", "svg")
    assert ran.code == 0
    files = sorted((tmp_path / "site").iterdir())
    assert [file.name for file in files] == ["trial.lifecycle.svg", "trial.svg"]
    for file in files:
        root = ET.fromstring(file.read_text(encoding="utf-8"))
        names = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert {"svg", "title", "desc", "path", "text"} <= names
        assert not names & {"script", "foreignObject", "image", "a", "use"}


def test_a_poster_is_a_sheet_of_paper_or_as_large_as_its_content(tmp_path: Path) -> None:
    sheet = run(tmp_path, "--format", "svg", "-o", "-")
    assert 'width="420mm" height="297mm"' in sheet.out
    content = run(tmp_path, "--format", "svg", "-o", "-", "--size", "content")
    assert re.search(r'width="([0-9]+)" height="([0-9]+)" viewBox="0 0 \1 \2"', content.out)
    wrong = run(tmp_path, "--format", "svg", "--size", "a9")
    assert wrong.code == 2


def test_both_formats_at_once(tmp_path: Path) -> None:
    run(tmp_path, "--format", "html,svg")
    names = sorted(path.name for path in (tmp_path / "site").iterdir())
    assert names == ["index.html", "trial.html", "trial.lifecycle.svg", "trial.svg"]


def test_a_map_with_errors_is_not_drawn_and_the_others_are(tmp_path: Path) -> None:
    ran = run(tmp_path, trial=MAP, broken=BROKEN)
    assert ran.code == 1
    assert "broken.journey.yaml:3:14" in ran.err
    names = sorted(path.name for path in (tmp_path / "site").iterdir())
    assert names == ["index.html", "trial.html"]
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Broken" in index


def test_no_link_leads_to_a_map_that_is_not_drawn(tmp_path: Path) -> None:
    text = "jmap: 1\ntitle: A\nstages: {a: {expands: [broken.journey.yaml, more.journey.yaml]}}\n"
    run(tmp_path, a=text, broken=BROKEN, more=MAP)
    page = (tmp_path / "site" / "a.html").read_text(encoding="utf-8")
    assert 'href="more.html"' in page
    assert 'href="broken.html"' not in page


def test_a_pair_of_which_one_is_not_drawn_says_so_and_has_no_link(tmp_path: Path) -> None:
    later = "jmap: 1\ntitle: Later\nstate: future\nas_is: now.journey.yaml\nstages: {a: A}\n"
    now = "jmap: 1\ntitle: Now\nstages: {a: {goal: B}}\n"
    run(tmp_path, now=now, later=later, wrong=later.replace("a: A", "a: {nope: 1}"))
    page = (tmp_path / "site" / "now.html").read_text(encoding="utf-8")
    assert '<a href="later.html#changes">Later</a>' in page
    assert 'Later <span class="none">(which has no page here)</span>' in page
    assert 'href="wrong.html' not in page
    (tmp_path / "now.journey.yaml").write_text(now.replace("goal", "gaol"), encoding="utf-8")
    jmap("render", "--as-of", "2026-10-15", folder=tmp_path)
    page = (tmp_path / "site" / "later.html").read_text(encoding="utf-8")
    assert "which has no page here" in page
    assert "It has errors, and what they leave out would look like changes" in page
    assert 'href="now.html' not in page


def test_the_words_are_in_the_language_of_the_map(tmp_path: Path) -> None:
    ran = run(tmp_path, german=f"{MAP}lang: de-AT\n", english=MAP)
    assert (ran.code, ran.err) == (0, "")
    german, english = (
        (tmp_path / "site" / f"{name}.html").read_text("utf-8") for name in ("german", "english")
    )
    assert '<html lang="de-AT">' in german
    assert '<span class="lb">Schmerzpunkte</span>' not in german
    assert '<span class="lb">Emotion</span>' in german
    assert '<span class="n">PHASE 1</span>' in german
    assert '<span class="n">STAGE 1</span>' in english


def test_a_language_is_said_by_the_flag_before_the_config(tmp_path: Path) -> None:
    run(tmp_path)
    page = tmp_path / "site" / "trial.html"
    (tmp_path / "jmap.toml").write_text('[render]\nlang = "fr"\n', encoding="utf-8")
    jmap("render", "--as-of", "2026-10-15", folder=tmp_path)
    assert '<bdi lang="fr" dir="ltr">ÉTAPE 1</bdi>' in page.read_text(encoding="utf-8")
    jmap("render", "--as-of", "2026-10-15", "--lang", "es-MX", folder=tmp_path)
    assert '<bdi lang="es-MX" dir="ltr">ETAPA 1</bdi>' in page.read_text(encoding="utf-8")
    assert '<html lang="es-MX">' in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_a_picture_is_in_the_language_said(tmp_path: Path) -> None:
    ran = run(tmp_path, "--format", "svg", "-o", "-", "--lang", "ja")
    assert ">ステージ 1</text>" in ran.out
    assert '<desc id="poster-trial-desc" xml:lang="ja">' in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--lang", "dee"), "error: no language `dee`\n  did you mean `de`?\n"),
        (
            ("--lang", "zulu"),
            (
                "error: no language `zulu`\n"
                "  it can be de, en, es, fr, ja, or one of these with a region such as `de-AT`\n"
            ),
        ),
        (("--format", "htlm"), "error: no format `htlm`\n  did you mean `html`?\n"),
        (("--segment", "smb"), "error: no segment `smb`\n  no map has `segments` in sight\n"),
        (("--lanes", "actions,emotoin"), "error: no lane `emotoin`\n  did you mean `emotion`?\n"),
    ],
)
def test_wrong_words_are_said_before_anything_is_written(
    tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = run(tmp_path, *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", said)
    assert not (tmp_path / "site").exists()


def test_an_engine_that_is_named_and_missing_is_wrong_usage(tmp_path: Path) -> None:
    ran = run(tmp_path, "--dot", "no-such-dot")
    assert ran.code == 2
    assert "no-such-dot" in ran.err


def test_an_engine_that_fails_leaves_a_table_and_a_page(tmp_path: Path) -> None:
    ran = run(tmp_path, "--dot", "false")
    assert ran.code == 0
    page = (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")
    assert "Graphviz failed on the lifecycle" in page


def test_a_link_out_of_the_folder_is_not_written_through(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    work = tmp_path / "work"
    (work / "site").mkdir(parents=True)
    (work / "site" / "smb").symlink_to(outside, target_is_directory=True)
    (work / "jmap.toml").touch()
    (work / "smb").mkdir()
    (work / "smb" / "a.journey.yaml").write_text(MAP, encoding="utf-8")
    ran = jmap("render", folder=work)
    assert ran.code == 2
    assert "outside" in ran.err
    assert list(outside.iterdir()) == []


@for_users
def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir(mode=0o500)
    ran = run(tmp_path)
    assert ran.code == 2
    assert "cannot be written" in ran.err


PEOPLE = MAP + "personas: {ann: {kind: primary}, bob: Bob}\nsegments: {small: Small}\n"


def test_a_persona_is_drawn_in_the_maps_that_know_them(tmp_path: Path) -> None:
    ran = run(tmp_path, "--persona", "ann", trial=PEOPLE, other=MAP)
    assert ran.code == 0
    assert ran.err == "note: `other.journey.yaml` knows no persona `ann`, and is drawn without it\n"
    page = (tmp_path / "site" / "trial.html").read_text(encoding="utf-8")
    assert "Only what Ann meets: 2 of 2 touchpoints." in page
    assert "Only what" not in (tmp_path / "site" / "other.html").read_text(encoding="utf-8")


def test_a_persona_that_no_map_knows_is_wrong_usage(tmp_path: Path) -> None:
    ran = run(tmp_path, "--persona", "anne", trial=PEOPLE)
    assert (ran.code, ran.out, ran.err) == (2, "", "error: no persona `anne`\n  did you mean `ann`?\n")
    ran = run(tmp_path, "--segment", "enterprise", trial=PEOPLE)
    assert ran.err == "error: no segment `enterprise`\n  there are small\n"
    assert not (tmp_path / "site").exists()


LINKED = """\
jmap: 1
title: T
evidence: {talks: {name: Talks, kind: interview, file: ../notes/my talks.md}}
stages: {a: A}
touchpoints:
  t: {stage: a, evidence: talks, links: [../notes/my%20talks.md#two, gone.md]}
"""


def linked(folder: Path, *arguments: str) -> Ran:
    (folder / "jmap.toml").touch()
    (folder / "maps").mkdir(exist_ok=True)
    (folder / "notes").mkdir(exist_ok=True)
    (folder / "notes" / "my talks.md").write_text("# Talks\n", encoding="utf-8")
    (folder / "maps" / "t.journey.yaml").write_text(LINKED, encoding="utf-8")
    return jmap("render", "--as-of", "2026-10-15", *arguments, folder=folder)


def test_links_lead_from_the_page_to_files_of_the_workspace(tmp_path: Path) -> None:
    linked(tmp_path, "-o", "out/site")
    page = (tmp_path / "out" / "site" / "maps" / "t.html").read_text(encoding="utf-8")
    assert 'href="../../../notes/my%20talks.md#two"' in page
    assert 'href="../../../notes/my%20talks.md">Talks (interview)' in page
    assert 'href="gone' not in page
    assert "gone.md" in page


def test_links_are_text_where_the_pages_lie_elsewhere(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    linked(root, "-o", "../elsewhere")
    page = (tmp_path / "elsewhere" / "maps" / "t.html").read_text(encoding="utf-8")
    assert "my%20talks.md#two" in page
    assert 'my%20talks.md#two"' not in page
    assert "root" not in page.split("</style>")[1]


def test_a_map_leads_back_to_the_one_that_it_details(tmp_path: Path) -> None:
    whole = MAP.replace("trial: {", "trial: {name: First look, expands: detail.journey.yaml, ")
    run(tmp_path, whole=whole, detail="jmap: 1\ntitle: Detail\nstages: {a: A}\n")
    page = (tmp_path / "site" / "detail.html").read_text(encoding="utf-8")
    assert '<a href="whole.html">From trial to renewal › First look</a>' in page
    alone = run(tmp_path, "detail.journey.yaml", "-o", "-")
    assert "First look" not in alone.out
