"""Findings as tables for the terminal: what every method took, and ours against the best peer."""

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

from sangsaeng.cli.bench.matching.methods import METHODS, OURS
from sangsaeng.cli.bench.matching.running import ratios
from sangsaeng.cli.bench.tables import aligned

Found = Mapping[str, Any]
Cells = Callable[[str, Found], Sequence[str]]
EXTRAPOLATED, SAMPLED = "extrapolated from a sample", "a sample of needs"


def index_table(found: Found) -> str:
    """Set how fast each method indexes, and the memory and disk that takes."""
    head = ("index from tokens", "offers/s", "× ours", "peak MB", "disk MB", "")
    cells = _cells(found, "offers_per_second", ("memory_mb", "disk_mb"))
    return aligned([head, *_rows(found, cells, len(head))])


def batch_table(found: Found) -> str:
    """Set how many needs a second each method answers, and how many as the yardstick."""
    exact = found["exact"].get("methods", {})
    head = ("batch, top 20", "needs/s", "× ours", "peak MB", "same sets", "same offers", "")
    cells = _cells(found["methods"], "needs_per_second", ("memory_mb",))

    def with_exact(method: str, one: Found) -> Sequence[str]:
        return (*cells(method, one), *_exact(exact.get(method)))

    return aligned([head, *_rows(found["methods"], with_exact, len(head), EXTRAPOLATED)])


def single_table(found: Found, kind: str) -> str:
    """Set the times of single needs."""
    title = {"plain": "one need", "filtered": "one need, filters on"}[kind]
    exact = found["exact"].get("methods", {}) if kind == "filtered" else {}
    head = (title, "p50 ms", "p95 ms", "same sets", "same offers", "")

    def cells(method: str, one: Found) -> Sequence[str]:
        return (f"{one['p50_ms']:.2f}", f"{one['p95_ms']:.2f}", *_exact(exact.get(method)))

    return aligned([head, *_rows(found[kind], cells, len(head), SAMPLED)])


def change_table(found: Found) -> str:
    """Set how long each method needs until changed offers are found."""
    head = ("change 1,000 offers", "seconds", "found", "peak MB", "")

    def cells(method: str, one: Found) -> Sequence[str]:  # noqa: ARG001 -- one form for all tables
        yes = "yes" if one["searchable"] else "NO"
        return (f"{one['seconds']:.3f}", yes, f"{one['memory_mb']:,.0f}")

    return aligned([head, *_rows(found, cells, len(head))])


def spread_table(found: Found) -> str:
    """Set the distributed run beside one process and beside the machine's own limit."""
    if "failed" in found or "missing" in found:
        return f"two workers  {found.get('failed') or 'not installed: ' + found['missing']}"
    return aligned(
        [
            ("two workers", "needs/s", "× one process", ""),
            ("one process, one thread", f"{found['one']:,.0f}", "1.00", ""),
            (
                "two processes at once",
                f"{found['both']:,.0f}",
                f"{found['limit']:.2f}",
                "the machine's own limit",
            ),
            (
                "Dask, two workers",
                f"{found['spread']:,.0f}",
                f"{found['gain']:.2f}",
                f"{found['gain'] / found['limit']:.0%} of the limit, "
                + ("the same results" if found["same"] else "OTHER RESULTS"),
            ),
        ]
    )


def _cells(found: Found, key: str, others: Sequence[str]) -> Cells:
    def cells(method: str, one: Found) -> Sequence[str]:
        mine = found.get(OURS, {})
        both = method != OURS and "runs" in mine
        ratio = f"{median(ratios(one, mine, key)):.3f}" if both else "1"
        return (_speed(one[key]), ratio, *(f"{one[other]:,.0f}" for other in others))

    return cells


def _speed(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"  # noqa: PLR2004 -- three digits suffice


def _exact(one: Found | None) -> tuple[str, str]:
    if one is None:
        return ("–", "–")
    return (f"{one['same_sets']:.2%} of {one['compared']}", f"{one['same_offers']:.2%}")


def _rows(found: Found, cells: Cells, width: int, of_sampled: str = "") -> list[Sequence[str]]:
    rows: list[Sequence[str]] = []
    for method, one in found.items():
        entry = METHODS[method]
        if "missing" in one or "failed" in one:
            why = f"not installed: {one['missing']}" if "missing" in one else one["failed"]
            rows.append((entry.title, *("–" * (width - 2)), why))
            continue
        remarks = (of_sampled if entry.sampled else "", entry.remark)
        rows.append((entry.title, *cells(method, one), "; ".join(filter(None, remarks))))
    return rows


def verdicts(findings: Found) -> list[str]:
    """Say in a line each what was to be reached and whether it was."""
    lines = []
    if "batch" in findings:
        lines.append(
            _against_fastest(findings["batch"]["methods"], "needs_per_second", 3.0, "batch")
        )
    if "index" in findings:
        lines.append(_against_fastest(findings["index"], "offers_per_second", 1.0, "index"))
    return [line for line in lines if line]


def _against_fastest(found: Found, key: str, wanted: float, part: str) -> str:
    """Compare with the fastest peer that does all of the work."""
    mine = found.get(OURS, {})
    able = {
        name: one
        for name, one in found.items()
        if name != OURS and "runs" in one and not METHODS[name].sampled
    }
    if "runs" not in mine or not able:
        return ""
    fastest = max(able, key=lambda name: able[name][key])
    rounds = ratios(mine, able[fastest], key)
    cores = median(ratios(able[fastest], mine, "core_seconds"))
    said = f"{median(rounds):.2f} × {METHODS[fastest].title}, the fastest peer"
    span = (
        f"{min(rounds):.2f}–{max(rounds):.2f} over {len(rounds)} rounds, {cores:.2f} by core time"
    )
    answer = "reached" if median(rounds) >= wanted else "NOT reached"
    return f"{part:<7} {said} ({span}); {wanted:g} × is {answer}"
