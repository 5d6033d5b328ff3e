"""Two workers of the distributed engine, beside one process and beside the machine's own limit."""

from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from sangsaeng.cli.bench.matching.methods import CREW, NAMED, OURS
from sangsaeng.cli.bench.matching.resident import Resident
from sangsaeng.cli.bench.matching.running import ANSWERING, Found, Run


def measured(run: Run) -> Found:
    """Do the same one-thread job alone, twice at once, and once spread over two workers.

    Two cores that share caches and memory do not do twice the work of one. How much they do is
    measured by two processes that know nothing of each other: no engine can spread better.
    """
    needs = list(range(run.needs))
    with Resident(NAMED) as first, Resident(NAMED) as second, Resident(CREW) as crew:
        processes = {"first": first, "second": second, CREW: crew}
        for name, process in processes.items():
            one = process.ask(ANSWERING, do="open", data=run.data, folder=run.last_of(OURS))
            run.tell(f"open {name}: {one}")
            if "seconds" not in one:
                return one
        rounds = [_round(run, processes, needs) for _ in range(run.rounds)]
    return _summed(rounds) | {"same": _same(run), "rounds": rounds}


def _round(run: Run, processes: dict[str, Resident], needs: list[int]) -> dict[str, Any]:
    """Take the three in turn, so that a busy moment of the machine meets all."""

    def task(name: str) -> dict[str, Any]:
        save = str(run.folder / f"spread-{name}.npz")
        return {"do": "batch", "needs": needs, "threads": 1, "save": save}

    alone = processes["first"].ask(ANSWERING, **task("first"))
    for name in ("first", "second"):
        processes[name].begin(**task(name))
    both = [processes[name].end(ANSWERING) for name in ("first", "second")]
    spread = processes[CREW].ask(ANSWERING, **task(CREW))
    found = {
        "one": alone["needs_per_second"],
        "both": 2 * len(needs) / max(one["seconds"] for one in both),
        "spread": spread["needs_per_second"],
    }
    run.tell(f"spread: {found}")
    return found


def _summed(rounds: list[dict[str, Any]]) -> Found:
    """Take medians of the figures, and medians of the ratios of each round."""
    return {
        **{key: median(one[key] for one in rounds) for key in ("one", "both", "spread")},
        "limit": median(one["both"] / one["one"] for one in rounds),
        "gain": median(one["spread"] / one["one"] for one in rounds),
    }


def _same(run: Run) -> bool:
    """Tell whether the last answers were the same, row by row."""
    kept = [np.load(Path(run.folder) / f"spread-{name}.npz")["rows"] for name in ("first", CREW)]
    return bool(np.array_equal(*kept))
