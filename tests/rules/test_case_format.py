"""How case files are read."""

from __future__ import annotations

import pytest

from jmap.rules.cases import AS_OF, ExampleFile, parse, unescape

CASE = """\
# JM602 shallow-stage

## Bad: one lonely step

Nobody has walked through it yet.

```toml
select = ["JM6"]
```

```yaml
jmap: 1
# ## not a heading
```

```yaml maps/b.journey.yaml encoding=latin-1
title: café
```

```text as-of=2026-01-02
$ jmap validate maps/b.journey.yaml
warning
```

## Good: two steps

````markdown notes/interview.md
```yaml
```
````
"""


def test_a_case_file_is_read_into_examples() -> None:
    case = parse(CASE)
    assert (case.code, case.name) == ("JM602", "shallow-stage")
    bad, good = case.examples
    assert case.bad == (bad,)
    assert case.good == (good,)
    assert bad.title == "one lonely step"
    assert bad.prose == "Nobody has walked through it yet."
    assert bad.files == (
        ExampleFile("jmap.toml", "toml", 'select = ["JM6"]\n', b'select = ["JM6"]\n'),
        ExampleFile(
            "example.journey.yaml",
            "yaml",
            "jmap: 1\n# ## not a heading\n",
            b"jmap: 1\n# ## not a heading\n",
        ),
        ExampleFile("maps/b.journey.yaml", "yaml", "title: café\n", b"title: caf\xe9\n"),
    )
    assert (bad.output, bad.as_of, bad.line) == ("warning\n", "2026-01-02", 3)
    assert bad.paths == ("maps/b.journey.yaml",)
    assert bad.command == "$ jmap validate maps/b.journey.yaml\n"
    assert good.files == (ExampleFile("notes/interview.md", "markdown", "```yaml\n```\n", b"```yaml\n```\n"),)
    assert (good.output, good.as_of, good.output_lines, good.command) == ("", AS_OF, None, "")


def test_the_lines_of_output_are_those_inside_the_block() -> None:
    [example] = parse(CASE).bad
    first, last = example.output_lines or (0, 0)
    assert CASE.split("\n")[first:last] == ["$ jmap validate maps/b.journey.yaml", "warning"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("# shallow-stage\n", "line 1: the first line is not `# CODE name`"),
        ("# JM602 a\n\n## Ugly: b\n", "line 3: a section is `## Bad: TITLE` or `## Good: TITLE`"),
        ("# JM602 a\n\n## Bad: b\n", "line 3: a bad example has one `text` block, a good one none"),
        ("# JM602 a\n\n## Good: b\n```text\n```\n", "line 3: a bad example has one `text` block"),
        ("# JM602 a\n\n## Good: b\n```markdown\n```\n", "line 4: a block of `markdown` needs the name"),
        ("# JM602 a\n\n## Good: b\n```yaml\n", "a block is never closed"),
    ],
)
def test_what_is_no_case_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(text)


@pytest.mark.parametrize(
    ("text", "data"),
    [
        (r"a\x00\xff", b"a\0\xff"),
        (r"\u202e\U0001f469", "\u202e\U0001f469".encode()),
        (r"\r\n\t\\x00", b"\r\n\t\\x00"),
        ("é", "é".encode()),
    ],
)
def test_escapes_stand_for_what_markdown_cannot_hold(text: str, data: bytes) -> None:
    assert unescape(text) == data


@pytest.mark.parametrize("text", [r"\q", "\\", r"\x1", r"\xFF", r"\ud800"])
def test_an_escape_that_means_nothing_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        unescape(text)
