"""Findings as tables for the terminal."""

from collections.abc import Mapping, Sequence
from typing import Any

from sangsaeng.cli.bench.methods import HIGHS, HIGHS_BOUND, OURS, PEERS

HEAD = ("method", "met", "weight", "idle", "seconds", "MB", "valid", "remark")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Set rows in columns; the first and the last column stand left, the others right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [cell.rjust(width) for cell, width in zip(row, widths, strict=True)]
        cells[0], cells[-1] = row[0].ljust(widths[0]), row[-1]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def size_table(findings: Mapping[str, Mapping[str, Any]]) -> str:
    """Set what every method reached on the fairs of one size, medians over the seeds."""
    rows = [HEAD, *(_row(method, found) for method, found in findings.items())]
    return "\n".join([aligned(rows), "", *_remarks(findings)])


def _row(method: str, found: Mapping[str, Any]) -> tuple[str, ...]:
    title = "Sangsaeng" if method == OURS else PEERS[method].title
    if "missing" in found:
        return (title, *("–" * 6), f"not installed: {found['missing']}")
    if "failed" in found:
        return (title, *("–" * 6), found["failed"])
    memory, seconds = f"{found['memory_mb']:.0f}", _seconds(found["seconds"])
    if method == HIGHS_BOUND:
        bound = found["bound"] or {"suppliers_met": "–", "weight": float("nan")}
        met, weight = f"≤ {bound['suppliers_met']}", f"≤ {bound['weight']:,.2f}"
        return (title, met, weight, "–", seconds, memory, "–", found["note"])
    return (
        title,
        f"{found['suppliers_met']:g}",
        f"{found['weight']:,.2f}",
        f"{found['gaps']:g}",
        seconds,
        memory,
        "no" if found["violations"] else "yes",
        str(found["note"] or ""),
    )


def _seconds(value: float) -> str:
    return f"{value:.3f}" if value < 10 else f"{value:,.1f}"  # noqa: PLR2004 -- three digits suffice


def _remarks(findings: Mapping[str, Mapping[str, Any]]) -> list[str]:
    ours, highs = findings.get(OURS, {}), findings.get(HIGHS, {})
    if "seconds" not in ours:
        return []
    bound, repair = ours["bound"], ours["repair"]
    proof = f"weight ≤ {bound['weight']:,.2f}, gap {ours['gap']:.4%}"
    moved = f"{repair['moved_share']:.2%} of the announced meetings moved"
    after = f"{repair['added']:g} added, {repair['cancelled']:g} cancelled"
    lines = [
        f"bound       met ≤ {bound['suppliers_met']:g}, {proof}",
        f"value       {_seconds(ours['value_seconds'])} s until it is decided who meets",
        f"repair      {1000 * repair['seconds']:.1f} ms, {moved}, {after}",
    ]
    if "cold_seconds" in ours:
        lines.append(f"cold start  {_seconds(ours['cold_seconds'])} s for the whole command")
    if highs.get("meetings"):
        lines.append(_against_highs(ours, highs))
    return lines


def _against_highs(ours: Mapping[str, Any], highs: Mapping[str, Any]) -> str:
    faster = highs["seconds"] / ours["value_seconds"]
    same = (ours["suppliers_met"], ours["weight"]) >= (highs["suppliers_met"], highs["weight"])
    idle = ours["gaps"] / highs["gaps"] if highs["gaps"] else float("nan")
    value = "the same value or better" if same else "a LOWER value"
    return f"HiGHS       {value} in 1/{faster:,.0f} of its time; idle slots {idle:.3f} of its own"


def published_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """Set what was reached on the published fairs, and the totals of those both have solved."""
    head = ("instance", "best known", "breaks", "least", "proved", "s", "CP-SAT", "proved", "s", "")
    lines = [head, *(_published_row(row) for row in rows)]
    mine = sum(row["ours"].get("seconds", 0.0) for row in rows)
    peer = sum(row["cp-sat"].get("seconds", 0.0) for row in rows)
    proved = [sum(bool(row[side].get("proved")) for row in rows) for side in ("ours", "cp-sat")]
    total = ("total", "", "", "", f"{proved[0]}/{len(rows)}", f"{mine:.1f}", "")
    return aligned([*lines, (*total, f"{proved[1]}/{len(rows)}", f"{peer:.1f}", "")])


def _published_row(row: Mapping[str, Any]) -> tuple[str, ...]:
    ours, peer = row["ours"], row["cp-sat"]
    known = row.get("best_known")
    remark = "; ".join(_trouble(row[side]) for side in ("ours", "cp-sat") if _trouble(row[side]))
    return (
        row["instance"],
        "" if known is None else str(known),
        *_reached(ours, with_bound=True),
        *_reached(peer, with_bound=False),
        remark,
    )


def _reached(found: Mapping[str, Any], *, with_bound: bool) -> tuple[str, ...]:
    if "seconds" not in found:
        return ("–",) * (4 if with_bound else 3)
    reached = "none" if found["breaks"] is None else str(found["breaks"])
    bound = (str(found["least"]),) if with_bound else ()
    return (reached, *bound, "yes" if found["proved"] else "no", f"{found['seconds']:.2f}")


def _trouble(found: Mapping[str, Any]) -> str:
    if "missing" in found:
        return f"not installed: {found['missing']}"
    if "failed" in found:
        return str(found["failed"])
    if found["violations"]:
        return f"{found['violations']} violations"
    return "; ".join(found.get("obstacles", ()))
