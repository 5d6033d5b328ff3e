"""The parts of the benchmark, each in rounds: every method once, then every method again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from sangsaeng.cli.bench.matching.methods import METHODS, OURS
from sangsaeng.cli.bench.matching.resident import Resident

BUILDING, ANSWERING = 3_600.0, 1_800.0
SAMPLED, SINGLE, COMPARED = 20, 400, 500

Found = dict[str, Any]
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Run:
    """What is measured: which methods, where their files are, how many needs and rounds."""

    methods: Sequence[str]
    folder: Path
    needs: int
    rounds: int
    threads: int
    seed: int
    tell: Tell

    @property
    def data(self) -> str:
        """Where offers and needs are kept."""
        return str(self.folder / "data")

    def index_of(self, method: str, turn: int) -> Path:
        """Where a method keeps the index of one round."""
        return self.folder / f"{method}-{turn}"

    def last_of(self, method: str) -> str:
        """Where a method's last index is."""
        return str(self.index_of(method, self._rounds_of(method) - 1))

    def _rounds_of(self, method: str) -> int:
        return 1 if METHODS[method].sampled else self.rounds

    def turns(self) -> Iterator[tuple[int, str]]:
        """Yield every method round by round."""
        for turn in range(self.rounds):
            for method in self.methods:
                if turn < self._rounds_of(method):
                    yield turn, method

    def sample(self) -> list[int]:
        """Draw the needs that are compared with the yardstick, each once."""
        rng = np.random.default_rng(self.seed)
        drawn: list[int] = rng.permutation(self.needs)[: max(COMPARED, SAMPLED)].tolist()
        return drawn

    def asked(self, method: str, most: int) -> list[int]:
        """Return the needs a method is asked: a sample where it cannot answer all in time."""
        if METHODS[method].sampled:
            return self.sample()[:SAMPLED]
        return self.sample()[:most] if most < self.needs else list(range(self.needs))


def index(run: Run) -> Found:
    """Index all offers, each time in a fresh process."""
    found: dict[str, list[Found]] = {method: [] for method in run.methods}
    for turn, method in run.turns():
        folder = run.index_of(method, turn)
        folder.mkdir()
        with Resident(method) as process:
            one = process.ask(BUILDING, do="build", data=run.data, folder=str(folder))
        run.tell(f"index {turn + 1} {method}: {one}")
        found[method].append(one)
    return {method: summary(runs) for method, runs in found.items()}


@contextmanager
def opened(run: Run) -> Iterator[dict[str, Resident]]:
    """Open every method's index in a process that stays."""
    with ExitStack() as stack:
        processes = {}
        for method in run.methods:
            process = stack.enter_context(Resident(method))
            one = process.ask(ANSWERING, do="open", data=run.data, folder=run.last_of(method))
            run.tell(f"open {method}: {one}")
            processes[method] = process
        yield processes


def batch(run: Run, processes: Mapping[str, Resident]) -> Found:
    """Answer all needs at once, and compare a sample with the yardstick."""
    found: dict[str, list[Found]] = {method: [] for method in run.methods}
    for turn, method in run.turns():
        one = processes[method].ask(
            ANSWERING,
            do="batch",
            needs=run.asked(method, run.needs),
            threads=run.threads,
            save=str(_kept(run, method, "batch")),
        )
        run.tell(f"batch {turn + 1} {method}: {one}")
        found[method].append(one)
    figures = {method: summary(runs) for method, runs in found.items()}
    return {"methods": figures, "exact": _compared(run, "batch", filtered=False)}


def single(run: Run, processes: Mapping[str, Resident]) -> Found:
    """Answer needs one by one, without filters and with them."""
    found: Found = {}
    for filtered in (False, True):
        able = [name for name in run.methods if METHODS[name].filters or not filtered]
        runs: dict[str, list[Found]] = {method: [] for method in able}
        for turn, method in run.turns():
            if method in able:
                needs = run.asked(method, SINGLE)
                one = processes[method].ask(ANSWERING, do="single", needs=needs, filtered=filtered)
                run.tell(f"single {'filtered ' * filtered}{turn + 1} {method}: {one}")
                runs[method].append(one)
        name = "filtered" if filtered else "plain"
        found[name] = {method: summary(kept) for method, kept in runs.items()}
    for method in found["filtered"]:
        needs = run.asked(method, SINGLE)
        save = str(_kept(run, method, "single"))
        processes[method].ask(ANSWERING, do="answers", needs=needs, save=save)
    return found | {"exact": _compared(run, "single", filtered=True)}


def change(run: Run, processes: Mapping[str, Resident]) -> Found:
    """Change a thousand offers, once, at the end: nothing is as it was afterward."""
    found = {}
    for method in run.methods:
        one = processes[method].ask(BUILDING, do="change")
        run.tell(f"change {method}: {one}")
        found[method] = one
    return found


def _kept(run: Run, method: str, part: str) -> Path:
    return run.folder / f"{part}-{method}.npz"


def _compared(run: Run, part: str, *, filtered: bool) -> Found:
    kept = {method: _kept(run, method, part) for method in run.methods}
    answers = {method: str(path) for method, path in kept.items() if path.exists()}
    with Resident(OURS) as process:
        one = process.ask(
            BUILDING,
            do="compare",
            data=run.data,
            answers=answers,
            sample=run.sample()[:COMPARED],
            filtered=filtered,
        )
    run.tell(f"compare {part}: {one}")
    return one


def summary(runs: Sequence[Found]) -> Found:
    """Keep every run and the medians of their figures; what failed once has failed."""
    for one in runs:
        if "failed" in one or "missing" in one:
            return one
    keys = runs[0].keys() if runs else ()
    return {key: median(one[key] for one in runs) for key in keys} | {"runs": list(runs)}


def ratios(ours: Mapping[str, Any], peer: Mapping[str, Any], key: str) -> list[float]:
    """Divide our figure by a peer's, round by round."""
    pairs = zip(ours["runs"], peer["runs"], strict=False)
    return [mine[key] / theirs[key] for mine, theirs in pairs]
