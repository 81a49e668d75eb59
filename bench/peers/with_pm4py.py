"""Variants and conformance of an event log with pm4py, the declared moves as its model.

Given a folder with an event log; prints a line of JSON for each question, with what it cost. pm4py is
licensed under the AGPL: it is installed for this measurement alone.
"""

from __future__ import annotations

import logging
import sys
import warnings

import pandas as pd
from cost import told
from journey import COLUMNS, ENTRIES


def main(folder: str) -> None:
    warnings.simplefilter("ignore")
    logging.disable()
    import pm4py

    with told("read, without duplicates"):
        log = pd.read_parquet(f"{folder}/events", columns=COLUMNS)
        log = log.drop_duplicates()
        log = log[log["event"].isin(ENTRIES)]
        log = pm4py.format_dataframe(
            log, case_id="customer_id", activity_key="event", timestamp_key="timestamp"
        )
    with told("variants") as answer:
        answer["is"] = len(pm4py.get_variants(log))
    with told("moves") as answer:
        moves, starts, ends = pm4py.discover_dfg(log)
        answer["is"] = len(moves)
    with told("conformance") as answer:
        declared = dict.fromkeys(zip(ENTRIES, (*ENTRIES[1:], ENTRIES[4]), strict=True), 1)
        net, first, last = pm4py.convert_to_petri_net(declared, starts, ends)
        fitness = pm4py.fitness_token_based_replay(log, net, first, last)
        answer["is"] = round(fitness["log_fitness"], 4)


if __name__ == "__main__":
    main(sys.argv[1])
