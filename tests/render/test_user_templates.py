"""Templates of users: ours copied work as they are, what reaches out is stopped, mistakes are placed."""

from __future__ import annotations

import hashlib
import re
import shutil
from base64 import b64encode
from pathlib import Path

import pytest

from jmap.render import sandbox
from jmap.render.look import Look
from jmap.render.site import render_site
from jmap.render.template_error import UserTemplateError
from jmap.render.templates import template_folder
from jmap.render.user_templates import UserTemplates
from tests.render.drawing import AS_OF, EXAMPLES, engine, items
from tests.render.drawing import site as drawn_by_us

HEAD = (
    "<!doctype html><html><head>"
    '<meta http-equiv="Content-Security-Policy" content="{{ policy }}"></head><body>\n'
)


def draw(folder: Path, example: str = "first-deploy") -> dict[str, str]:
    """Return the pages of an example by their path, drawn with the templates in a folder."""
    place = EXAMPLES / example
    paths = [path.relative_to(place).as_posix() for path in sorted(place.rglob("*.journey.yaml"))]
    look = Look(templates=UserTemplates(folder))
    pages = render_site(items(place), title="", as_of=AS_OF, engine=engine(), maps=paths, look=look)
    return {page.path: page.text for page in pages}


def page_of(folder: Path, body: str) -> str:
    """Return the page that a template for journeys makes of an example."""
    (folder / "journey.html.j2").write_text(HEAD + body, encoding="utf-8")
    return next(text for path, text in draw(folder).items() if path != "index.html")


def refused(folder: Path, body: str) -> tuple[str, int, str, str]:
    """Return where a template fails, the line below the head as 1, why, and what to do."""
    with pytest.raises(UserTemplateError) as caught:
        page_of(folder, body)
    error = caught.value
    return Path(error.file).name, error.line - 1, str(error), error.hint


@pytest.mark.parametrize("example", ["saas", "burger"])
def test_our_templates_copied_make_the_same_bytes(tmp_path: Path, example: str) -> None:
    folder = tmp_path / "copied"
    shutil.copytree(template_folder(), folder, ignore=shutil.ignore_patterns("assets"))
    assert draw(folder, example) == {
        path: page.text for path, page in drawn_by_us(EXAMPLES / example).items()
    }


def test_a_template_may_change_one_block_of_ours(tmp_path: Path) -> None:
    text = (
        '{% extends "jmap/journey.html.j2" %}'
        "{% block crumbs %}<p>For {{ view.header.title }}</p>{% endblock %}"
    )
    (tmp_path / "journey.html.j2").write_text(text, encoding="utf-8")
    pages = draw(tmp_path)
    ours = drawn_by_us(EXAMPLES / "first-deploy")
    for path, text in pages.items():
        before = ours[path].text
        if path == "index.html":
            assert text == before
        else:
            assert re.sub(r"<p>For .*?</p>", "", text) == re.sub(
                r'<nav class="crumbs".*?</nav>', "", before, flags=re.DOTALL
            )


def test_the_policy_is_of_the_styles_and_scripts_that_the_page_has_in_the_end(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<style>p{color:red}</style><style>{{ style }}</style>\n"
        "<script>let a = {{ 1 + 1 }} < 3 && '</p>'</script><p>{{ policy }}</p>",
    )
    found = re.search(r'content="([^"]*)"', page)
    assert found is not None
    for kind in ("style", "script"):
        for body in re.findall(rf"<{kind}>(.*?)</{kind}>", page, re.DOTALL):
            digest = b64encode(hashlib.sha256(body.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in found[1]
    assert found[1].startswith("default-src 'none'; style-src 'sha256-")
    assert found[1].endswith("; img-src data:; base-uri 'none'; form-action 'none'")
    assert "'unsafe" not in page


def test_a_page_without_style_or_script_allows_none(tmp_path: Path) -> None:
    assert "style-src 'none'; script-src 'none';" in page_of(tmp_path, "<p>x</p>")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<p style="x">', "the policy of pages stops the `style` of a `<p>`"),
        ('<p ONCLICK="x">', "the policy of pages stops the `onclick` of a `<p>`"),
        ('<img src="//x">', "the `src` of a `<img>` leads elsewhere, and pages load nothing"),
        ('<script src="x.js"></script>', "the `src` of a `<script>` leads elsewhere, and pages load nothing"),
        ('<link rel="stylesheet" href="x">', "the page has a `<link>`, and pages load nothing"),
        (
            '<meta http-equiv="Refresh" content="0">',
            "the page has a `<meta>` that leads elsewhere by itself",
        ),
        ('<a href="java&#10;script:x">', "the `href` of a `<a>` is of a kind that pages do not lead to"),
        ('<a href="file:///etc/passwd">', "the `href` of a `<a>` is of a kind that pages do not lead to"),
        ("<iframe></iframe>", "the page has a `<iframe>`, and pages load nothing"),
    ],
)
def test_what_the_policy_would_stop_is_told(tmp_path: Path, body: str, message: str) -> None:
    file, _, said, hint = refused(tmp_path, body)
    assert (file, said) == ("journey.html.j2", message)
    assert hint


@pytest.mark.parametrize(
    "text",
    ["<p>no head</p>", '<style></style><meta http-equiv="Content-Security-Policy" content="{{ policy }}">'],
)
def test_a_page_without_a_policy_first_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "journey.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(UserTemplateError, match="the page has no policy before its first style or script"):
        draw(tmp_path)


@pytest.mark.parametrize(
    "expression",
    [
        "view.__class__",
        "view.header.__init__.__globals__",
        "''.__class__.__mro__",
        "view.lanes[0].lane.build",
        "view.lanes[0].lane.build(1)",
        "words.__call__.__globals__",
        "words._form",
        "say.__globals__",
        "view | attr('__dict__')",
        "([view] | map(attribute='__class__') | list)[0]",
        "'{0.__class__}'.format(view)",
        "cycler.__init__.__globals__",
        "self._TemplateReference__context",
        "self.__init__",
        "joiner.__class__",
        "view.lanes.__len__",
        "(1).__class__",
        "caller.__globals__",
    ],
)
def test_templates_reach_nothing_but_data(tmp_path: Path, expression: str) -> None:
    with pytest.raises(UserTemplateError) as caught:
        page_of(tmp_path, f"{{{{ {expression} }}}}")
    assert caught.value.line == 2
    assert "<" not in str(caught.value).replace("`<", "")


def test_data_cannot_be_changed(tmp_path: Path) -> None:
    body = "{% set x = [1] %}{{ x.append(2) }}"
    assert refused(tmp_path, body)[:3] == ("journey.html.j2", 1, "`append` may not be used in a template")


def test_everything_is_escaped_and_escaping_stays_on(tmp_path: Path) -> None:
    assert "&lt;b&gt;" in page_of(tmp_path, "{{ '<b>' }}")
    assert refused(tmp_path, "\n{% autoescape false %}{% endautoescape %}")[1:3] == (
        2,
        "escaping cannot be switched off",
    )
    assert refused(tmp_path, "{{ view.id | safe }}")[1:3] == (1, "`safe` would let a text act as HTML")


@pytest.mark.parametrize(
    ("body", "line", "message"),
    [
        ("\n{% if %}", 2, "expected an expression, got `end of statement block`"),
        ("{% for x in view.stages %}", 1, "unexpected end of template. Jinja was looking"),
        ("{{ nothing }}", 1, "nothing is called `nothing`"),
        ("\n\n{{ view.stagess }}", 3, "there is no `stagess` here"),
        ("{{ view.header.title.nope.more }}", 1, "there is no `nope` here"),
        ("{{ 1 / 0 }}", 1, "this line cannot be worked out"),
        ("{{ 1 + 'a' }}", 1, "this line cannot be worked out"),
        ("{% include 'parts/nope.html.j2' %}", 1, "no template `parts/nope.html.j2`"),
        ("{{ words('{count} maps') }}", 1, "this line cannot be worked out"),
        ("{{ 'a' | nope }}", 1, "no filter named `nope`"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, body: str, line: int, message: str) -> None:
    file, found, said, hint = refused(tmp_path, body)
    assert (file, found) == ("journey.html.j2", line)
    assert said.startswith(message)
    assert hint
    assert "jinja2" not in said + hint


def test_a_mistake_in_what_is_called_is_told_where_the_user_can_mend_it(tmp_path: Path) -> None:
    body = '{% from "parts.html.j2" import ring with context %}\n{{ ring(view.id, 46) }}'
    assert refused(tmp_path, body)[:2] == ("journey.html.j2", 2)


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "the page takes more than 200,000 steps",
        ),
        ("{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}", "templates call each other without an end"),
        (
            "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
            "the page takes more than 200,000 steps",
        ),
        ("{% include 'journey.html.j2' %}", "templates call each other without an end"),
        ("{{ 'x' * 99999999 }}", "a text or number becomes too large"),
        ("{{ 9 ** 99999 }}", "a text or number becomes too large"),
        ("{{ '%99999999d' % 1 }}", "a text or number becomes too large"),
        ("{{ '%99999999d' | format(1) }}", "a text or number becomes too large"),
        ("{{ '%*d' % (99999999, 1) }}", "a text or number becomes too large"),
        ("{{ 'x' | center(999999999) }}", "a text or number becomes too large"),
        ("{{ 'x' | indent(999999999, true) }}", "a text or number becomes too large"),
        ("{{ ('a' * 9999) | replace('a', 'b' * 9999) }}", "a text or number becomes too large"),
        ("{{ ('a' * 9999) | wordwrap(1, true, 'b' * 9999) }}", "a text or number becomes too large"),
        ("{{ [1] | slice(99999999) }}", "a text or number becomes too large"),
        ("{{ '{:99999999}'.format(1) }}", "a text or number becomes too large"),
        ("{{ '{:{}}'.format(1, 99999999) }}", "a text or number becomes too large"),
        ("{{ 'x'.ljust(999999999) }}", "a text or number becomes too large"),
        ("{{ ('a' * 9999).replace('a', 'b' * 9999) }}", "a text or number becomes too large"),
        ("{{ 'x' * 2 * 99999999 }}", "a text or number becomes too large"),
        ("{{ range(999999) }}", "this line cannot be worked out"),
        (
            "{% for a in range(99999) %}{{ 'x' * 999 }}{% endfor %}",
            "the page has more than 20,000,000 characters",
        ),
    ],
)
def test_a_page_comes_to_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str, message: str
) -> None:
    monkeypatch.setattr(sandbox, "STEPS", 200_000)
    assert refused(tmp_path, body)[2] == message


@pytest.mark.skipif(
    not Path("/proc/self/statm").exists(), reason="the system cannot be told how much is enough"
)
def test_a_page_takes_no_more_memory_than_is_allowed(tmp_path: Path) -> None:
    body = (
        "{% set box = namespace(text='x' * 1000) %}"
        "{% for a in range(40) %}{% set box.text = box.text ~ box.text %}{% endfor %}"
    )
    assert refused(tmp_path, body)[2] == "the page takes too much memory"


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    cases = {
        "missing": "does not exist",
        "file": "is no folder",
        "empty": "there is no template in",
    }
    (tmp_path / "file").touch()
    (tmp_path / "empty").mkdir()
    for name, message in cases.items():
        with pytest.raises(UserTemplateError, match=message):
            UserTemplates(tmp_path / name)


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_not(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "a.html.j2").write_text("a", encoding="utf-8")
    (folder / "b.html.j2").symlink_to(folder / "a.html.j2")
    assert UserTemplates(folder).unused == ("a.html.j2", "b.html.j2")
    (tmp_path / "secret.j2").write_text("secret", encoding="utf-8")
    (folder / "c.html.j2").symlink_to(tmp_path / "secret.j2")
    with pytest.raises(UserTemplateError, match=r"`c\.html\.j2` is a link out of the folder of templates"):
        UserTemplates(folder)


def test_bytes_that_are_no_text_and_names_of_ours_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html.j2").write_bytes(b"\xff")
    with pytest.raises(UserTemplateError, match="is not UTF-8"):
        UserTemplates(tmp_path)
    (tmp_path / "a.html.j2").unlink()
    (tmp_path / "jmap").mkdir()
    (tmp_path / "jmap" / "a.html.j2").touch()
    with pytest.raises(UserTemplateError, match="has a name that is kept for ours"):
        UserTemplates(tmp_path)


def test_what_tells_templates_apart_is_their_text_and_not_their_place(tmp_path: Path) -> None:
    made = []
    for name, text in (("one", "a"), ("two", "a"), ("three", "b")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.html.j2").write_text(text, encoding="utf-8")
        made.append(repr(UserTemplates(tmp_path / name)))
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize(
    "body",
    [
        "\n<script>let a = '{{ view.header.title }}'</script>",
        "<p></p>\n<STYLE>p::before{content:'{{ view.id }}'}</STYLE>",
        "<script>\n{% if view %}{{ view.id | upper }}{% endif %}</script>",
        "<script>\n{{ words('Stage') }}</script>",
    ],
)
def test_no_text_of_a_map_becomes_part_of_a_script_or_style(tmp_path: Path, body: str) -> None:
    file, line, message, _ = refused(tmp_path, body)
    assert (file, line) == ("journey.html.j2", 2)
    assert re.fullmatch(
        r"text within a `<(script|style)>` would be run or obeyed; put it through `tojson`", message
    )


def test_a_file_that_is_included_is_no_way_into_a_script(tmp_path: Path) -> None:
    (tmp_path / "part.j2").write_text("{{ view.id }}", encoding="utf-8")
    body = "<script>{% include 'part.j2' %}</script>"
    assert refused(tmp_path, body)[1:3] == (1, "within a `<script>` there may be no `include`")


def test_data_gets_into_a_script_as_json(tmp_path: Path) -> None:
    page = page_of(tmp_path, "<script>let a = {{ view.header.title | tojson }}</script><b>{{ view.id }}</b>")
    assert 'let a = "' in page
