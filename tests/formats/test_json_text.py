"""JSON text made in parts is what it would be in one piece."""

from __future__ import annotations

import json

from jmap.formats.sinks.json_text import MadeWhenWritten, dump


def test_a_document_of_many_parts_is_one_of_the_same_bytes() -> None:
    data = {
        "list": [{"n": number, "text": "ü\u202e\u200b›"} for number in range(9000)],
        "none": [],
        "empty": {},
    }
    text = dump(data)
    assert json.loads(text) == data
    plain = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    assert text == plain.replace("\u202e", "\\u202e").replace("\u200b", "\\u200b")


def test_a_mapping_can_be_made_while_it_is_written_and_each_value_only_then() -> None:
    made: list[int] = []

    def double(number: int) -> dict[str, int]:
        made.append(number)
        return {"twice": number * 2}

    data = MadeWhenWritten({"a": 1, "b": 2}, double)
    assert made == []
    assert dump({"maps": data}) == dump({"maps": {"a": {"twice": 2}, "b": {"twice": 4}}})
    assert made == [1, 2]
    assert data["b"] == {"twice": 4}
    assert list(data.values()) == [{"twice": 2}, {"twice": 4}]
    assert dump({"maps": MadeWhenWritten({}, double)}) == '{\n  "maps": {}\n}\n'
