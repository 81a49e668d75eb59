"""The last line of `full` and `concise`."""

from __future__ import annotations

import pytest

from jmap.findings.finding import Accepted, Report
from jmap.formats.concise import summary
from jmap.formats.style import Style
from tests.formats.reports import finding, many

SUPPRESSED = finding(90, accepted=Accepted("suppressed", "later"))
BASELINED = finding(91, accepted=Accepted("baselined"))


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Report((), 3), "no findings in 3 files"),
        (Report(many(1), 1), "1 error in 1 of 1 file"),
        (Report(many(2, 1, 3), 4), "2 errors, 1 warning and 3 infos in 1 of 4 files"),
        (Report((), 3, (SUPPRESSED,)), "no findings in 3 files (1 suppressed)"),
        (Report((), 3, (BASELINED, BASELINED)), "no findings in 3 files (2 baselined)"),
        (
            Report(many(1), 3, (SUPPRESSED, BASELINED)),
            "1 error in 1 of 3 files (1 suppressed, 1 baselined)",
        ),
    ],
)
def test_it_counts_what_is_open_and_what_is_not_held_against_the_run(report: Report, line: str) -> None:
    assert summary(report, Style()) == line
