"""Runs measurements, each in a fresh process, and says what machine they ran on."""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from sangsaeng.engine.timetable import Problem

PACKAGES = (
    "sangsaeng",
    "numpy",
    "numba",
    "ortools",
    "python-sat",
    "highspy",
    "pulp",
    "networkx",
    "scipy",
)
GRACE = 90.0


def machine() -> dict[str, Any]:
    """Return the machine and the versions that a measurement was made with."""
    return {
        "processor": platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "versions": versions(PACKAGES),
    }


def versions(names: Sequence[str]) -> dict[str, str | None]:
    """Return which version of each package is installed."""
    return {name: _version(name) for name in names}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def measure_apart(task: Mapping[str, Any], limit: float) -> dict[str, Any]:
    """Do one task in a fresh process; a method that outstays its limit is ended."""
    command = [sys.executable, "-m", "sangsaeng.cli.bench.worker", json.dumps(task)]
    try:
        done = subprocess.run(  # noqa: S603 -- our own interpreter and module
            command, capture_output=True, text=True, timeout=limit + GRACE, check=False
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"no answer within {limit + GRACE:.0f} s"}
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        return {"failed": reason[0]}
    findings: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return findings


def cold_start_seconds(problem: Problem) -> float:
    """Time the whole command from its start to the written timetable, in a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        source, answer = Path(folder) / "fair.json", Path(folder) / "timetable.json"
        source.write_text(json.dumps(problem_form(problem)), encoding="utf-8")
        command = [sys.executable, "-m", "sangsaeng.cli", "timetable", "plan", str(source)]
        began = perf_counter()
        subprocess.run(  # noqa: S603 -- our own interpreter and module
            [*command, "--json", str(answer)], capture_output=True, check=True
        )
        return perf_counter() - began


def problem_form(problem: Problem) -> dict[str, Any]:
    """Return the JSON form of a drawn fair."""
    return {
        "slots": problem.slots,
        "buyers": [
            {
                "id": one.id,
                "tables": one.tables,
                "available": None if one.available is None else sorted(one.available),
                "max_meetings": one.max_meetings,
            }
            for one in problem.buyers
        ],
        "suppliers": [
            {
                "id": one.id,
                "available": None if one.available is None else sorted(one.available),
                "max_meetings": one.max_meetings,
                "first_timer": one.first_timer,
            }
            for one in problem.suppliers
        ],
        "requests": [
            {"buyer": one.buyer, "supplier": one.supplier, "weight": one.weight}
            for one in problem.requests
        ],
    }


def medians(runs: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Take the median of every figure over runs, also of figures within figures."""
    merged: dict[str, Any] = {}
    for key in dict.fromkeys(key for run in runs for key in run):
        values = [run[key] for run in runs if run.get(key) is not None]
        if values and all(isinstance(value, dict) for value in values):
            merged[key] = medians(values)
        elif values and all(isinstance(value, (int, float)) for value in values):
            merged[key] = median(values)
        else:
            texts = dict.fromkeys(map(str, values))
            merged[key] = "; ".join(texts) or None
    return merged
