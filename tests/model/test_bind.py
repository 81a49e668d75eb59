"""What the binder says of a whole file: every fault in one run, each at its place."""

from __future__ import annotations

from textwrap import dedent

import pytest

from jmap.faults import On, Route
from jmap.model.bind import Bound, bind
from jmap.model.conditions import Note
from jmap.model.people import Channel
from jmap.yaml.limits import Limits
from jmap.yaml.reader import read_bytes


def bound(text: str) -> Bound:
    reading = read_bytes("x.journey.yaml", dedent(text).encode())
    return bind(reading.root, whole=reading.whole)


def told(result: Bound) -> list[tuple[str, Route, On]]:
    return [(fault.code, fault.place.route, fault.place.on) for fault in result.faults]


def test_every_fault_of_a_file_is_told_at_its_route() -> None:
    result = bound("""
        jmap: 1
        title: [Two, lines]
        reviewed: yesterday
        review_every: 90
        persona: olivia
        personas:
          Olivia: {kind: first}
        stages:
          try:
            start: yes
            enter: {evnt: signed_up}
            next: {buy: {target: 85}}
            emotion: {from: 1, by: {olivia: 3}}
            pains:
              - {severity: 7, text: Slow}
              - {severity: 1}
            links: [ftp://example.com]
          buy:
            goal:
            needs: [Fast, ""]
        touchpoints:
          tour:
            importance: 11
            sla: {response: 4, target: 101%}
        metrics:
          use: {kind: count, target: 5%, history: {2026-13: 1, 2026-Q1: {n: 3}}}
        """)
    value, key = On.VALUE, On.KEY
    assert sorted(told(result), key=repr) == sorted(
        [
            ("JM103", ("title",), value),
            ("JM107", ("reviewed",), value),
            ("JM109", ("review_every",), value),
            ("JM101", ("persona",), key),
            ("JM106", ("personas", "Olivia"), key),
            ("JM105", ("personas", "Olivia", "kind"), value),
            ("JM103", ("stages", "try", "start"), value),
            ("JM101", ("stages", "try", "enter", "evnt"), key),
            ("JM103", ("stages", "try", "next", "buy", "target"), value),
            ("JM104", ("stages", "try", "emotion", "by", "olivia"), value),
            ("JM103", ("stages", "try", "emotion"), value),
            ("JM104", ("stages", "try", "pains", 0, "severity"), value),
            ("JM102", ("stages", "try", "pains", 1), key),
            ("JM111", ("stages", "try", "links", 0), value),
            ("JM113", ("stages", "buy", "goal"), key),
            ("JM113", ("stages", "buy", "needs", 1), value),
            ("JM102", ("touchpoints", "tour"), key),
            ("JM104", ("touchpoints", "tour", "importance"), value),
            ("JM109", ("touchpoints", "tour", "sla", "response"), value),
            ("JM104", ("touchpoints", "tour", "sla", "target"), value),
            ("JM103", ("metrics", "use", "target"), value),
            ("JM108", ("metrics", "use", "history", "2026-13"), key),
            ("JM102", ("metrics", "use", "history", "2026-Q1"), key),
        ],
        key=repr,
    )


def test_what_is_right_is_bound_beside_what_is_not() -> None:
    result = bound("""
        jmap: 1
        title: A map
        channels: {email: {name: Email, kind: wire}, phone: Phone}
        stages: {try: {goal: [], name: Try it, enter: Signs up}}
        """)
    assert {fault.code for fault in result.faults} == {"JM105", "JM103"}
    assert result.file.channels["email"] == Channel(id="email", name="Email")
    assert result.file.stages["try"].name == "Try it"
    assert result.file.stages["try"].enter == Note("Signs up")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "this file is empty"),
        ("- a\n", "this file is a list, but a mapping of keys such as"),
        ("hello\n", "this file is the text `hello`, but a mapping of keys such as"),
    ],
)
def test_a_file_that_is_no_mapping_is_told_once(text: str, message: str) -> None:
    [fault] = bound(text).faults
    assert fault.message.startswith(message)
    assert fault.place.route == ()


@pytest.mark.parametrize("key", ["stages", "touchpoints"])
def test_stages_or_touchpoints_make_a_map(key: str) -> None:
    assert bound(f"jmap: 1\n{key}: {{}}\n").is_map
    assert not bound("jmap: 1\nchannels: {}\n").is_map


def test_a_map_needs_a_title_and_stages_with_a_value() -> None:
    said = told(bound("jmap: 1\ntitle:\nstages: null\n"))
    assert said == [("JM102", ("title",), On.KEY), ("JM102", ("stages",), On.KEY)]


def test_a_library_takes_no_key_of_a_map() -> None:
    result = bound("jmap: 1\nscope: journey\nchannels: {}\n")
    [fault] = result.faults
    assert (fault.code, fault.message) == ("JM101", "unknown key `scope` in a library")
    assert fault.hint == "a file without `stages` is a library, and only a map has this key"


def test_a_file_cut_short_misses_keys_only_in_what_was_read_whole() -> None:
    result = bound("""
        jmap: 1
        scope: lifecycle
        title: "never closed
        stages:
          try: {goal: Try it}
        touchpoints:
          tour: {importance: 12}
        """)
    assert told(result) == [
        ("JM104", ("touchpoints", "tour", "importance"), On.VALUE),
        ("JM102", ("touchpoints", "tour"), On.KEY),
        ("JM102", ("stages", "try"), On.KEY),
    ]


@pytest.mark.parametrize(
    ("end", "missed"),
    [
        ('  b:\n    stage: "a\n', ["t"]),
        ("  b:\n   - x\n  y\n", ["t"]),
        ("  b: Pricing\n    stage: a\n", ["t"]),
        ("  b: {name: Pricing\n", ["t"]),
        ("  b: {name: Pricing} stage\n", ["t"]),
        ("  b:\n    name: Pricing\n   stage: a\n", ["t"]),
        ("  b:\n    pains: [x\n    stage: a\n", ["t"]),
        ("  b:\n    <<: {stage: a}\n", ["t"]),
        ("  b:\n    name: Pricing\n---\n    stage: a\n", ["t", "b"]),
        ("  b:\n    name: a \x85    stage: a\n  c: {name: C}\n", ["t"]),
        ('  b:\n    "sta\\0ge": a\n  c: {name: C}\n', ["t", "c"]),
        ("  b: *x\n  c: {name: C}\n", ["t", "c"]),
    ],
)
def test_what_a_slip_may_have_swallowed_is_not_missed(end: str, missed: list[str]) -> None:
    text = f"jmap: 1\ntitle: T\nstages: {{a: {{}}}}\ntouchpoints:\n  t: {{name: Tour}}\n{end}"
    reading = read_bytes("x.yaml", text.encode())
    assert not reading.whole
    faults = bind(reading.root, whole=reading.whole).faults
    assert [fault.place.route for fault in faults if fault.code == "JM102"] == [
        ("touchpoints", id_) for id_ in missed
    ]


def test_a_file_cut_off_by_a_limit_misses_nothing_where_it_was_cut() -> None:
    text = "jmap: 1\ntouchpoints: {a: {name: A}, b: {name: B, pains: [[x]]}, c: {}}\n"
    reading = read_bytes("x.yaml", text.encode(), Limits(depth=4))
    faults = bind(reading.root, whole=reading.whole).faults
    assert [fault.place.route for fault in faults if fault.code == "JM102"] == [("touchpoints", "a")]


def test_without_stages_touchpoints_refer_to_nothing_unknown() -> None:
    result = bound("""
        jmap: 1
        title: A map
        touchpoints: {tour: {stage: try, channels: email}}
        """)
    assert told(result) == [("JM102", (), On.KEY)]
    assert [each.section for each in result.references] == ["channels"]


def test_references_of_keys_stand_on_keys() -> None:
    result = bound("""
        jmap: 1
        title: A map
        stages: {try: {next: {buy: {label: yes}}, emotion: {by: {olivia: 1}}}}
        """)
    assert [(each.id, each.on) for each in result.references] == [("buy", On.KEY), ("olivia", On.KEY)]


def test_keys_of_ones_own_are_kept_everywhere() -> None:
    result = bound("""
        jmap: 1
        title: A map
        x-note: {deep: [1, true, text]}
        stages:
          x-plan: not a stage
          try: {x-cost: 12, links: [], enter: {event: a, x-why: b}, pains: [{text: a, x-id: 7}]}
        """)
    assert result.faults == ()
    assert result.file.extra == {"x-note": {"deep": [1, True, "text"]}}
    assert [*result.file.stages] == ["try"]
    assert result.file.stages["try"].extra == {"x-cost": 12}


@pytest.mark.parametrize(
    "value", ["[]", "[smb, ]", "{}", "0", "false", "no"], ids=["list", "comma", "mapping", "0", "false", "no"]
)
def test_what_is_a_value_is_not_empty(value: str) -> None:
    result = bound(f"jmap: 1\ntitle: A map\nx-a: {value}\nstages: {{try: {{tags: {value}}}}}\n")
    assert "JM113" not in {fault.code for fault in result.faults}


@pytest.mark.parametrize(
    ("line", "route"),
    [
        ("channels: [smb, ~]", ("channels", 1)),
        ('expands: [""]', ("expands", 0)),
        ("links: ['', a.md]", ("links", 0)),
        ("events: [null, a]", ("events", 0)),
        ("pains: [~]", ("pains", 0)),
        ("tags: [a, '  ']", ("tags", 1)),
    ],
)
def test_an_empty_item_of_any_list_is_a_warning(line: str, route: Route) -> None:
    text = f"jmap: 1\ntitle: A map\nstages: {{s: {{}}}}\ntouchpoints:\n  t:\n    stage: s\n    {line}\n"
    assert told(bound(text)) == [("JM113", ("touchpoints", "t", *route), On.VALUE)]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("{event: }", [("JM102", ("event",))]),
        ("{event: a, inactive: 3d}", [("JM110", ())]),
        ("{event: a, times: none}", [("JM103", ("times",))]),
        ("{all: []}", [("JM110", ("all",))]),
        ("{all: [{evnt: a}, {event: a}]}", [("JM101", ("all", 0, "evnt"))]),
        ("{all: [a, {event: a, tims: 2}]}", [("JM101", ("all", 1, "tims"))]),
        ("[{event: a}, {any: [{dormant: yes}]}]", [("JM103", (1, "any", 0, "dormant"))]),
        ("[{inactive: soon}, {event: b}]", [("JM109", (0, "inactive"))]),
        ("{all: [{event: a}], label: }", [("JM113", ("label",))]),
        ("{event: a, within: 3d}", [("JM110", ("within",))]),
        ("{attribute: plan}", [("JM102", ())]),
        ("{attribute: plan, is: [a, [b]]}", [("JM110", ("is", 1))]),
        ("{event: a, where: {b: }}", [("JM113", ("where", "b"))]),
        ("{event: a, where: {b: '> soon'}}", [("JM110", ("where", "b"))]),
        ("[]", [("JM110", ())]),
    ],
)
def test_a_fault_of_a_condition_stands_where_it_is(condition: str, said: list[tuple[str, Route]]) -> None:
    result = bound(f"jmap: 1\ntitle: A map\nstages: {{s: {{enter: {condition}}}}}\n")
    at = ("stages", "s", "enter")
    assert [(fault.code, fault.place.route) for fault in result.faults] == [
        (code, (*at, *route)) for code, route in said
    ]


@pytest.mark.parametrize(
    ("key", "guess"),
    [
        ("chanels", "channels"),
        ("Channels", "channels"),
        ("pain points", "pains"),
        ("Pain_Points", "pains"),
        ("description", "summary"),
        ("mot", "moment_of_truth"),
        ("moment-of-truth", "moment_of_truth"),
        ("kpi", ""),
    ],
)
def test_a_slip_in_a_key_is_told_with_what_was_meant(key: str, guess: str) -> None:
    text = f"jmap: 1\ntitle: A map\nstages: {{s: {{}}}}\ntouchpoints: {{t: {{stage: s, {key}: a}}}}\n"
    [fault] = bound(text).faults
    assert fault.message == f"unknown key `{key}` in a touchpoint"
    expected = f"did you mean `{guess}`?" if guess else "take it out, or begin it with `x-`"
    assert fault.hint.startswith(expected)


def test_an_id_with_a_character_that_cannot_be_seen_is_the_readers_to_tell() -> None:
    result = bound("jmap: 1\ntitle: A map\nstages: {a\u200bb: {next: a\u200bb}}\n")
    assert result.faults == ()
