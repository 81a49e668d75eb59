"""What a future map changes, in Markdown: a table for each stage, and the figures of both maps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jmap.render.beside import GLYPHS, KINDS, Beside, OtherMap
from jmap.render.beside_curves import Feelings
from jmap.render.beside_rows import ChangeShown
from jmap.render.key_values import Value
from jmap.render.markdown_text import BREAK, document_of, link, plain, rich, table
from jmap.render.view import MapView
from jmap.render.words import Words


def beside_section(view: MapView) -> Iterator[str]:
    """Yield what differs from the map that this one changes; nothing where it names none."""
    beside, words = view.beside, view.words
    if beside is None:
        return
    yield from (f"## {plain(words('What changes'))}", "")
    reviewed = [plain(beside.as_is.reviewed)] if beside.as_is.reviewed else []
    shown = [f"**{plain(words('As it is'))}**{words.language.colon}{_other(beside.as_is)}", *reviewed]
    yield from (words.language.comma.join(shown), "")
    if beside.why:
        yield from (f"▲ {plain(beside.why)}", "")
    elif not beside.total and not beside.metrics:
        yield from (plain(words("Nothing differs: stages, touchpoints and metrics are the same.")), "")
    else:
        yield from _figures(beside, view)
        for stage in beside.stages:
            yield from (f"### {plain(stage.name)}", "")
            yield from _rows(stage.rows, words)
        if beside.metrics:
            yield from (f"### {plain(words('Metrics'))}", "")
            yield from _rows(beside.metrics, words)
        if beside.same:
            same = words("Nothing changes in {stages}.", stages=words.listed(beside.same))
            yield from (plain(same), "")


def futures_line(view: MapView) -> Iterator[str]:
    """Yield where the maps are that say what this one should become; nothing where there are none."""
    if view.futures:
        said = f"**{plain(view.words('As it should be'))}**{view.words.language.colon}"
        yield from (f"{said}{' · '.join(_other(each) for each in view.futures)}", "")


def _other(other: OtherMap) -> str:
    title = plain(other.title)
    return link(title, document_of(other.href)) if other.href else title


def _figures(beside: Beside, view: MapView) -> Iterator[str]:
    words = view.words
    counts = (f"{GLYPHS[kind]} {count} {words(KINDS[kind])}" for kind, count in beside.counts if count)
    answered = words("{part} of {whole}", part=beside.answered, whole=beside.total)
    yield f"**{beside.total}** {plain(words('changes|count', count=beside.total))}{BREAK}"
    yield f"{plain(' · '.join(counts))}{BREAK}"
    yield from (f"{plain(answered)} {plain(words('answer an opportunity'))}", "")
    for feelings in beside.feelings:
        people = [view.people[place].name for place in feelings.personas]
        yield from _feelings(feelings, words.listed(people), words)


def _feelings(feelings: Feelings, who: str, words: Words) -> Iterator[str]:
    if who:
        yield from (f"**{plain(who)}**", "")
    heads = ["", *(plain(each.name) for each in feelings.stages)]
    before = [_mean(each.mean_before, each.kind == "added", words) for each in feelings.stages]
    after = [_mean(each.mean_after, each.kind == "removed", words) for each in feelings.stages]
    yield from table(heads, ([plain(words("As it is")), *before], [plain(words("As it should be")), *after]))


def _mean(mean: str, elsewhere: bool, words: Words) -> str:
    if mean:
        return plain(mean)
    return plain(words("not there") if elsewhere else words("no data"))


def _rows(rows: Sequence[ChangeShown], words: Words) -> Iterator[str]:
    heads = (words("What"), words("As it is"), words("As it should be"), words("Answers"))
    yield from table([plain(each) for each in heads], (cells for row in rows for cells in _cells(row, words)))


def _cells(row: ChangeShown, words: Words) -> Iterator[list[str]]:
    name = words("The stage itself") if row.section == "stages" else row.name
    marks = (f"{GLYPHS[kind]} {words(KINDS[kind])}" for kind in row.marks)
    about, nothing = _values(row.about, words), plain(words("not there"))
    before, after = {"added": (nothing, about), "removed": (about, nothing)}.get(row.kind, ("", ""))
    yield [f"**{plain(name)}** {plain(' · '.join(marks))}", before, after, _answers(row, words)]
    for key in row.keys:
        yield [plain(words(key.label)), _values(key.before, words), _values(key.after, words), ""]


def _answers(row: ChangeShown, words: Words) -> str:
    if not row.answers and row.section != "metrics":
        return f"▲ {plain(words('answers no opportunity'))}"
    return BREAK.join(plain(f"{each.number or words('As-is')} {each.name}") for each in row.answers)


def _values(values: Sequence[Value], words: Words) -> str:
    return BREAK.join(_value(each, words) for each in values) or plain(words("not said"))


def _value(value: Value, words: Words) -> str:
    text = rich(value.text) if value.rich else plain(value.text)
    if value.sign:
        text = f"{plain('+' if value.sign == 'new' else '−')} {text}"
    if value.lead:
        text = f"{plain(value.lead)}{words.language.colon}{text}"
    return f"{text} <sub>{plain(value.hint)}</sub>" if value.hint else text
