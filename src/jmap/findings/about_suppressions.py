"""What is to be said of suppressions themselves: JM091 to JM094."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TypeAlias

from jmap.faults import Fault, On, Place, Span
from jmap.findings.build import fingerprint
from jmap.findings.coverage import named
from jmap.findings.directive import Code
from jmap.findings.finding import Finding, Spot
from jmap.findings.looked import Looked
from jmap.findings.silence import Use
from jmap.findings.suppressions import Suppression
from jmap.records import frozen
from jmap.rules import registry
from jmap.rules.engine import Settings
from jmap.rules.words import excerpt
from jmap.workspace.discovery import map_id

_Silent: TypeAlias = tuple[str, str, Span | None]
"""A file, a rule, and the stretch on which a suppression silences it."""


@frozen
class Judge:
    """Judges the suppressions of a run.

    `side` is how the codes begin that the run looks for: a suppression of an audit rule is none of the
    business of `validate`, and the other way round. Slips that leave no rule to tell by are for `validate`.
    """

    settings: Settings
    looked: Looked
    side: tuple[str, ...]

    def judge(self, suppressions: Iterable[Suppression], used: Collection[Use]) -> Iterator[Finding]:
        """Yield what is wrong with suppressions, of which some codes have silenced something."""
        suppressions = tuple(suppressions)
        silent = {
            (each.file, code.text, each.covers)
            for each in suppressions
            for index, code in enumerate(each.codes)
            if (each.file, each.span.line, index) in used
        }
        settings: dict[str, Settings] = {}
        for each in suppressions:
            if each.file not in settings:
                settings[each.file] = self.settings.for_file(each.file)
            wants = settings[each.file].wants
            mine = [code for code in each.codes if code.text.startswith(self.side) and wants(code.text)]
            found = [*self._slips(each, mine), *(self._said(each, mine) if mine else ())]
            if mine and each.covers is not None and each.holds(self.settings.as_of):
                ours = {code.text for code in mine}
                for index, code in enumerate(each.codes):
                    if code.text in ours and (each.file, each.span.line, index) not in used:
                        found.extend(self._unused(each, code, silent))
            yield from (finding for finding in found if wants(finding.rule))

    def _slips(self, each: Suppression, mine: list[Code]) -> Iterator[Finding]:
        """Yield what is wrong with how a comment is written."""
        for slip in each.slips:
            of_one_side = slip.rule == "JM093" and each.codes
            if mine if of_one_side else self.side == registry.CORRECTNESS:
                yield self._finding(each, slip.rule, slip.span, slip.message, slip.hint, slip.offending)

    def _said(self, each: Suppression, mine: list[Code]) -> Iterator[Finding]:
        """Yield what is wrong with what a comment says, whatever is found where it stands."""
        offending = " ".join(code.text for code in mine)
        if not each.reason and not each.void:
            message = "this comment gives no reason, so it silences nothing"
            yield self._finding(each, "JM091", each.span, message, "say why, behind the `]`", offending)
        if each.expired(self.settings.as_of):
            message = f"this suppression ended on {each.until}"
            hint = "mend what it silenced, or write a later day"
            yield self._finding(each, "JM093", each.until_span or each.span, message, hint, offending)
        elif each.covers is None and self.looked.judged(each.file, mine[0].text):
            where = "on this line" if each.line[: each.span.column - 1].strip() else "on the line below"
            message = f"nothing to silence: no key and no item begins {where}"
            hint = "write it behind the key of what it is for, or on the line above"
            yield self._finding(each, "JM092", each.span, message, hint, offending)

    def _unused(self, each: Suppression, code: Code, silent: Collection[_Silent]) -> Iterator[Finding]:
        """Yield that a code silences nothing, where the run would have found something to silence."""
        if not self.looked.judged(each.file, code.text):
            return
        message = f"nothing to silence: {excerpt(named(each.route))} has no `{code.text}`"
        if (each.file, code.text, each.covers) in silent:
            message = f"`{code.text}` is silenced here already"
        hint = f"take `{code.text}` out" if len(each.codes) > 1 else "take the comment out"
        yield self._finding(each, "JM092", code.span, message, hint, code.text)

    def _finding(
        self, each: Suppression, code: str, span: Span, message: str, hint: str, offending: str
    ) -> Finding:
        rule = registry.get(code).rule
        place = Place(each.route, On.KEY, each.file, span=span)
        fault = Fault(code, message, place, hint, offending=offending)
        return Finding(
            rule=code,
            name=rule.name,
            severity=self.settings.severity(rule, fault),
            message=message,
            hint=hint,
            spot=Spot(each.file, span, "", (each.line,)),
            route=each.route,
            on=On.KEY,
            fingerprint=fingerprint(code, each.file, fault),
            related=(),
            map=map_id(each.file) if each.file in self.looked.maps else "",
        )
