"""One method in a process of its own: does what each line of its input asks, and prints findings.

A peer must not carry our libraries nor we those of a peer, and the memory of each is its own.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import numpy as np

from sangsaeng.cli.bench.matching.asking import Change, Method, Opened, filter_of, padded
from sangsaeng.cli.bench.matching.collection import Collection, drawn
from sangsaeng.cli.bench.matching.methods import METHODS

WARMING = (300, 20)


def main() -> None:
    """Answer line by line until the input ends."""
    worker = Worker(sys.argv[1])
    for line in sys.stdin:
        task: dict[str, Any] = json.loads(line)
        try:
            found = worker.do(task)
        except ImportError as missing:
            found = {"missing": missing.name or str(missing)}
        print(json.dumps(found | {"memory_mb": worker.memory_mb()}), flush=True)


class Worker:
    """A process that holds one method."""

    def __init__(self, name: str) -> None:
        """Know the method by name; it is imported when the first task comes."""
        self.name = name
        self.method: Method | None = None
        self.opened: Opened | None = None
        self.collection: Collection | None = None

    def do(self, task: dict[str, Any]) -> dict[str, Any]:
        """Do one task: each is a method of this class."""
        doing: Callable[..., dict[str, Any]] = getattr(self, task.pop("do"))
        return doing(**task)

    def compare(
        self, data: str, answers: dict[str, str], sample: list[int], *, filtered: bool
    ) -> dict[str, Any]:
        """Compare answers with the yardstick."""
        from sangsaeng.cli.bench.matching.exhaustive import compared

        return compared(Path(data), answers, sample, filtered=filtered)

    def build(self, data: str, folder: str) -> dict[str, Any]:
        """Index all offers and keep the index."""
        method = self._loaded()
        collection = Collection.load(Path(data))
        prepared = method.prepare(collection)
        began = moment()
        built = method.build(prepared, Path(folder))
        taken = since(began)
        method.keep(built, Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        return {
            **taken,
            "offers_per_second": collection.offers / taken["seconds"],
            "disk_mb": round(size / 1024**2, 1),
        }

    def open(self, data: str, folder: str) -> dict[str, Any]:
        """Open a kept index and answer a few needs, so that everything is loaded."""
        method = self._loaded()
        self.collection = Collection.load(Path(data))
        began = perf_counter()
        self.opened = method.open(Path(folder), self.collection)
        seconds = perf_counter() - began
        few = list(range(min(WARMING[1], self.collection.needs)))
        self.opened.batch(few, 2)
        self.opened.batch(few, 1)
        for need in few[:3]:
            self.opened.one(need, None)
        return {"seconds": seconds}

    def batch(self, needs: list[int], threads: int, save: str | None = None) -> dict[str, Any]:
        """Answer many needs at once and keep the answers for comparison."""
        opened = self._opened()
        began = moment()
        rows = opened.batch(needs, threads)
        taken = since(began)
        if save:
            np.savez(save, needs=np.asarray(needs), rows=rows)
        return {**taken, "needs_per_second": len(needs) / taken["seconds"]}

    def single(self, needs: list[int], *, filtered: bool) -> dict[str, Any]:
        """Answer needs one after another, each timed alone."""
        opened = self._opened()
        opened.one(needs[0], filter_of(needs[0]) if filtered else None)
        times = []
        for need in needs:
            only = filter_of(need) if filtered else None
            began = perf_counter()
            opened.one(need, only)
            times.append(1000 * (perf_counter() - began))
        p50, p95 = np.percentile(times, [50, 95])
        return {"asked": len(times), "p50_ms": float(p50), "p95_ms": float(p95)}

    def answers(self, needs: list[int], save: str) -> dict[str, Any]:
        """Answer needs with their filters and keep the answers for comparison."""
        opened = self._opened()
        rows = padded([opened.one(need, filter_of(need)) for need in needs])
        np.savez(save, needs=np.asarray(needs), rows=rows)
        return {"asked": len(needs)}

    def change(self) -> dict[str, Any]:
        """Change a thousand offers, until a search finds them."""
        opened, collection = self._opened(), self.collection
        assert collection is not None  # noqa: S101 -- opened with it
        change = Change(collection)
        began = perf_counter()
        found = opened.change(change)
        return {
            "seconds": perf_counter() - began,
            "changed": change.count,
            "searchable": found,
        }

    def memory_mb(self) -> float:
        """Return the most memory this process has held, and what a server holds for it."""
        elsewhere = self.opened.memory_mb() if self.opened else 0.0
        return round(peak_mb() + elsewhere, 1)

    def _opened(self) -> Opened:
        if self.opened is None:
            raise RuntimeError("nothing is open")
        return self.opened

    def _loaded(self) -> Method:
        """Import the method and let it index a handful, so that kernels are compiled."""
        if self.method is None:
            self.method = METHODS[self.name].load()
            if not METHODS[self.name].sampled:
                with tempfile.TemporaryDirectory() as folder:
                    index_a_few(self.method, Path(folder))
        return self.method


def moment() -> tuple[float, float]:
    """Return the time on the clock, and the time for which cores have worked for this process."""
    return perf_counter(), process_time()


def since(began: tuple[float, float]) -> dict[str, float]:
    """Return what has passed; where others use the cores, only the second says what it costs."""
    clock, cores = moment()
    return {"seconds": clock - began[0], "core_seconds": cores - began[1]}


def index_a_few(method: Method, folder: Path) -> None:
    """Index a handful of offers, mapped into memory as the many will be."""
    drawn(*WARMING, seed=0).save(folder)
    prepared = method.prepare(Collection.load(folder))
    (folder / "index").mkdir()
    method.keep(method.build(prepared, folder / "index"), folder / "index")


def peak_mb() -> float:
    """Return this program's peak; what its parent held before it began is not counted."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    main()
