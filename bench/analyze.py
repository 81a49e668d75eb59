"""`jmap analyze` of millions of events, by measure: CPU and memory; Polars, pandas and pm4py beside it.

The five questions are those that Polars and pandas answer too: the funnel in order and within its window, how
long visits take, where they lead, the paths to the purchase, and who is active by the month they began in.
All have to give the same figures, or nothing is measured.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from event_log import write_log
from measure import EMPTY, once

HERE: Final = Path(__file__).parent
PEERS: Final = HERE.parent / ".venv-bench" / ("Scripts" if os.name == "nt" else "bin") / "python"
QUESTIONS: Final = ("funnel", "times", "moves", "paths", "months")
MILLION: Final = 1_000_000
SHARED: Final = ("read, without duplicates", "visits")
MINE: Final = {
    "funnel": ("funnel",),
    "times": ("time in stage",),
    "moves": ("outcomes",),
    "paths": ("paths",),
    "months": ("cohorts",),
}


@dataclass(frozen=True, slots=True)
class Run:
    """What a program said of its parts, and what the whole process took."""

    cpu: dict[str, float]
    peak: dict[str, float]
    answers: dict[str, Any]
    all_cpu: float
    memory: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("millions", nargs="*", type=int, default=[1, 10])
    parser.add_argument("--peers", type=Path, default=PEERS, help="a Python that has the peers")
    parser.add_argument("--logs", type=Path, help="a folder to keep the logs in")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = arguments.logs or Path(name)
        empty = once(EMPTY, None).cpu
        before: tuple[int, Run] | None = None
        for millions in arguments.millions:
            log = folder / f"{millions}"
            write_log(log, millions * MILLION)
            mine = run(Path(sys.executable), "jmap", log, str(Path(name, "measures.json")))
            print(f"\n{millions} million events: jmap analyze, every measure")
            print(f"  {'':<36}{'CPU s':>9}{'peak MB':>9}")
            for part, cpu in mine.cpu.items():
                print(f"  {part:<36}{cpu:>9.2f}{mine.peak[part]:>9.0f}")
            growth = grown(before, millions, mine)
            print(f"  {'the whole process':<36}{mine.all_cpu:>9.2f}{mine.memory:>9.0f}{growth}")
            print(f"  {mine.all_cpu / empty:.0f} times python -c pass", flush=True)
            before = before or (millions, mine)
            if not arguments.peers.exists():
                print(f"  no peers: `make bench` installs them ({arguments.peers.parent.parent.name})")
                continue
            if millions <= 10:
                five_questions(arguments.peers, log, mine)
            if millions == 1:
                variants(arguments.peers, log, mine)


def run(python: Path, program: str, log: Path, *more: str) -> Run:
    """Return what a program said and took. It has as many threads as there are processors."""
    command = [str(python), str(HERE / "peers" / f"with_{program}.py"), str(log), *more]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said, tempfile.TemporaryFile() as noise:
        process = subprocess.Popen(command, stdout=said, stderr=noise)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            noise.seek(0)
            raise SystemExit(f"{program} ended with {process.returncode}: {noise.read().decode()[-2000:]}")
        lines = [json.loads(line) for line in said if line.startswith("{")]
    cpu: dict[str, float] = {}
    peak: dict[str, float] = {}
    answered: dict[str, Any] = {}
    for line in lines:
        part = line["question"]
        cpu[part] = cpu.get(part, 0) + line["cpu"]
        peak[part] = max(peak.get(part, 0), line["peak"])
        if "is" in line:
            answered[part] = line["is"]
    within = cpu.get("cohorts, every other measure")
    if within is not None:
        cpu["cohorts"] -= within
    # The system's own figure forgets what was forgotten between the parts.
    memory = max(usage.ru_maxrss / 1024, *peak.values())
    return Run(cpu, peak, answered, usage.ru_utime + usage.ru_stime, memory)


def grown(before: tuple[int, Run] | None, millions: int, now: Run) -> str:
    """Return how time grows from the first number of events; linear is as many times as the events."""
    if before is None:
        return ""
    fewer, first = before
    return f"  {millions / fewer:g} x events: {now.all_cpu / first.all_cpu:.1f} x CPU"


def five_questions(python: Path, log: Path, mine: Run) -> None:
    """Print what the five questions cost here and there."""
    mine_all = mine.answers["all in all"]
    print(f"  {'five questions, CPU s':<36}{'jmap':>9}{'Polars':>9}{'pandas':>9}")
    peers = [run(python, name, log) for name in ("polars", "pandas")]
    for peer, name in zip(peers, ("Polars", "pandas"), strict=True):
        for question in QUESTIONS:
            theirs = peer.answers[question]
            if comparable(question, theirs) != comparable(question, mine_all[question]):
                raise SystemExit(f"{name} and jmap differ in {question}: nothing was measured")
    rows = {each: [mine.cpu[each], *(peer.cpu[each] for peer in peers)] for each in SHARED}
    for question in QUESTIONS:
        here = sum(mine.cpu[part] for part in MINE[question])
        rows[question] = [here, *(peer.cpu[question] for peer in peers)]
    rows["in sum"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    for question, costs in rows.items():
        print(f"  {question:<36}" + "".join(f"{each:>9.2f}" for each in costs))
    memory = [mine.memory, *(peer.memory for peer in peers)]
    print(f"  {'peak MB of the process':<36}" + "".join(f"{each:>9.0f}" for each in memory), flush=True)


def comparable(question: str, answer: Any) -> Any:
    """Return an answer in the form that all share."""
    if question == "paths":
        return [each if isinstance(each, int) else each[-1] for each in answer]
    if question == "months":
        if isinstance(answer, dict):
            return answer
        # jmap leaves out the month that is not over.
        running = max(month for _, month, _ in answer)
        return {f"{began} {month}": n for began, month, n in answer if month != running}
    return answer


def variants(python: Path, log: Path, mine: Run) -> None:
    """Print what variants and conformance cost with pm4py, and here."""
    theirs = run(python, "pm4py", log)
    here = {
        "read, without duplicates": mine.cpu["read, without duplicates"] + mine.cpu["visits"],
        "variants": mine.cpu["paths"],
        "moves": mine.cpu["outcomes"],
        "conformance": mine.cpu["conformance"],
    }
    print(f"  {'variants and conformance, CPU s':<36}{'jmap':>9}{'pm4py':>9}")
    for part, cpu in theirs.cpu.items():
        print(f"  {part:<36}{here[part]:>9.2f}{cpu:>9.2f}")
    print(f"  {'in sum':<36}{sum(here.values()):>9.2f}{sum(theirs.cpu.values()):>9.2f}", flush=True)


if __name__ == "__main__":
    main()
