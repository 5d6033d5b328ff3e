"""The timetable as a workbook: what it reaches, a wall chart, every meeting, what was left."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sangsaeng.kernel.sheets.tables import Block, Grid, Heading, Page, Table
from sangsaeng.kernel.sheets.writing import write_xlsx

REASONS: Final = {
    "forbidden": "만나지 않도록 정함",
    "not_wanted": "원하지 않음",
    "buyer_absent": "수요기업 불참",
    "supplier_absent": "공급기업 불참",
    "no_common_slot": "함께 있는 시간 없음",
    "buyer_full": "수요기업 상담 참",
    "supplier_full": "공급기업 상담 참",
    "participant_full": "참가기업 상담 참",
    "hall_full": "테이블 모두 참",
    "no_free_slot": "둘 다 비는 시간 없음",
    "outranked": "다른 상담이 앞섬",
}


def workbook(answer: Mapping[str, Any], slots: Sequence[str]) -> bytes:
    """Write an answer in its JSON form as a workbook; ``slots`` are the slots' labels."""
    return write_xlsx(
        [_summary(answer), _chart(answer, slots), _meetings(answer, slots), _left(answer)]
    )


def parties(one: Mapping[str, Any]) -> tuple[str, str]:
    """Return the two who meet, in either form of fair."""
    if "between" in one:
        first, second = one["between"]
        return first, second
    return one["buyer"], one["supplier"]


def _summary(answer: Mapping[str, Any]) -> Page:
    reached, bound = answer["objective"], answer["bound"]
    met = "suppliers_met" if "suppliers_met" in reached else "participants_met"
    proof = (
        "더 나은 시간표가 없음이 증명됨" if bound.get("exact") else "상한까지의 차이는 아래와 같음"
    )
    return Page(
        "요약",
        "시간표 요약",
        (
            ("상담", f"{reached['meetings']:,}건"),
            ("만난 기업", f"{reached[met]:,}곳 (증명된 상한 {bound[met]:,}곳)"),
            ("희망도 합계", f"{reached['weight']:g} (증명된 상한 {bound['weight']:g})"),
            ("빈 시간", f"{reached['gaps']:,}칸"),
            ("편성되지 않은 신청", f"{len(answer['unplaced']):,}건"),
            ("증명", proof),
        ),
    )


def _chart(answer: Mapping[str, Any], slots: Sequence[str]) -> Grid:
    """Draw tables against slots."""
    rows = sorted({_row(meeting) for meeting in answer["meetings"]})
    number = {row: index for index, row in enumerate(rows)}
    blocks = tuple(
        Block(
            number[_row(meeting)],
            meeting["slot"],
            parties(meeting)[1] if "buyer" in meeting else " · ".join(parties(meeting)),
            "accent",
        )
        for meeting in answer["meetings"]
    )
    labels = tuple(f"{name} {table}" if name else f"{table}" for name, table in rows)
    return Grid("시간표", "테이블별 시간표", labels, tuple(slots), blocks, "테이블")


def _row(meeting: Mapping[str, Any]) -> tuple[str, int]:
    return meeting.get("buyer", ""), meeting["table"]


def _meetings(answer: Mapping[str, Any], slots: Sequence[str]) -> Table:
    headings = ("시간", "수요기업", "공급기업", "테이블")
    rows = sorted((one["slot"], *parties(one), one["table"]) for one in answer["meetings"])
    return Table(
        "상담",
        tuple(Heading(title) for title in headings),
        [(slots[slot], first, second, table) for slot, first, second, table in rows],
    )


def _left(answer: Mapping[str, Any]) -> Table:
    return Table(
        "편성되지 않은 신청",
        tuple(Heading(title) for title in ("수요기업", "공급기업", "이유", "설명")),
        [
            (*parties(one), REASONS.get(one["reason"], one["reason"]), one["detail"])
            for one in answer["unplaced"]
        ],
    )
