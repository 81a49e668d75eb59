from __future__ import annotations

from xml.etree import ElementTree as ET

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jmap.render import svg_text
from jmap.render.markdown import inline, message
from jmap.render.urls import path_url, safe_url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        " javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "/etc/passwd",
        "\\\\evil\\share",
        "http:evil",
        "",
    ],
)
def test_addresses_that_a_page_must_not_lead_to(url: str) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://example.com/a?b=1&c=2#d", "https://example.com/a?b=1&c=2#d"),
        ("HTTPS://example.com", "HTTPS://example.com"),
        ("mailto:a@example.com", "mailto:a@example.com"),
        ("#F-01", "#F-01"),
        ("smb/onboarding.html", "smb/onboarding.html"),
        ('https://example.com/"><b>', "https://example.com/%22%3E%3Cb%3E"),
        ("https://example.com/ä", "https://example.com/%C3%A4"),
        ("https://example.com/%20", "https://example.com/%20"),
    ],
)
def test_addresses_are_percent_encoded(url: str, written: str) -> None:
    assert safe_url(url) == written


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("smb/a b?.html", "smb/a%20b%3F.html"),
        ("ä.html", "%C3%A4.html"),
        ("\udcff\udcfe.html", "%FF%FE.html"),
        ("\ud800.html", "%ED%A0%80.html"),
    ],
)
def test_paths_are_percent_encoded_by_their_bytes(path: str, written: str) -> None:
    assert path_url(path) == written


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>"),
        ("<b>x</b> & y", "&lt;b&gt;x&lt;/b&gt; &amp; y"),
        ("![x](https://e.example/i.png)", None),
        ("[x](javascript:alert(1))", "[x](javascript:alert(1))"),
        ("[x](relative.html)", "[x](relative.html)"),
        ("# no heading", "# no heading"),
        ("plain", "plain"),
    ],
)
def test_free_text_takes_inline_markup_and_no_html(text: str, html: str | None) -> None:
    made = str(inline(text))
    if html is not None:
        assert made == html
    assert "<img" not in made


def test_links_in_free_text_open_without_a_trace() -> None:
    link = 'href="https://e.example/?a=1&amp;b=2" rel="noopener noreferrer"'
    assert str(inline("[x](https://e.example/?a=1&b=2)")) == f"<a {link}>x</a>"


@given(st.text(alphabet=st.sampled_from("<>&\"'`*_[]()!\\ javscript:onerh=/x\u202e\u200b"), max_size=60))
def test_whatever_the_text_only_four_elements_come_out(text: str) -> None:
    root = html5lib.parse(f"<p>{inline(text)}</p>", namespaceHTMLElements=False)
    body = root.find("body")
    assert body is not None
    paragraph = body[0]
    assert {each.tag for each in paragraph.iter()} <= {"p", "em", "strong", "code", "a"}
    for link in paragraph.iter("a"):
        assert set(link.attrib) <= {"href", "rel"}
        assert link.get("href", "").startswith(("http://", "https://", "mailto:"))


@given(st.text(max_size=60))
def test_our_messages_show_everything_as_text(text: str) -> None:
    root = html5lib.parse(f"<p>{message(text)}</p>", namespaceHTMLElements=False)
    assert {each.tag for each in root.iter()} <= {"html", "head", "body", "p", "code"}


@given(st.text(max_size=60))
def test_svg_text_comes_back_from_an_xml_parser(text: str) -> None:
    written = svg_text.text(text)
    root = ET.fromstring(f'<t a="{written}">{written}</t>')
    assert len(root) == 0
    if svg_text.text(text).find("\ufffd") < 0 and "\r" not in text:
        assert root.text or text == ""
        assert (root.text or "") == text
