"""Tables by hour, rungs beside each other and the spread of meetings, as charts."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Population, Side
from sangsaeng.fairs.queries.results import Concentration, RungLine, SlotUse, announced_results
from sangsaeng.web.views.results.charts import (
    Chart,
    Heading,
    Row,
    Value,
    cases,
    figure,
    in_percent,
    layers,
    percent,
)


def tables_chart(slots: Sequence[SlotUse]) -> Chart:
    """Draw how the tables were used in each slot."""
    several_days = len({slot.starts_at.date() for slot in slots}) > 1
    longest = max((max(slot.tables, slot.planned, slot.held) for slot in slots), default=0)
    return Chart(
        "tables",
        _("시간대별 테이블 이용"),
        _(
            "계획은 상담회를 시작할 때의 시간표, 진행은 실제로 한 상담입니다. 비워진 자리는 당일에 상담이 빠진 "
            "자리이고, 그 가운데 다른 상담이 들어간 자리를 채운 자리로 셉니다."
        ),
        [
            Heading("date", _("날짜")),
            Heading("starts", _("시작")),
            Heading("ends", _("끝")),
            Heading("tables", _("테이블"), is_number=True),
            Heading("planned", _("계획"), is_number=True),
            Heading("held", _("진행"), is_number=True),
            Heading("freed", _("비워진 자리"), is_number=True),
            Heading("filled", _("채운 자리"), is_number=True),
            Heading("used", _("테이블 이용률(%)"), is_number=True),
        ],
        [_slot_record(slot) for slot in slots],
        [_slot_row(slot, longest, several_days=several_days) for slot in slots],
        [(1, _("테이블")), (2, _("계획")), (5, _("진행"))],
        is_wide=True,
    )


def _slot_record(slot: SlotUse) -> dict[str, Value]:
    return {
        "date": slot.starts_at.date().isoformat(),
        "starts": f"{slot.starts_at:%H:%M}",
        "ends": f"{slot.ends_at:%H:%M}",
        "tables": slot.tables,
        "planned": slot.planned,
        "held": slot.held,
        "freed": slot.freed,
        "filled": slot.filled,
        "used": percent(slot.held, slot.tables),
    }


def _slot_row(slot: SlotUse, longest: int, *, several_days: bool) -> Row:
    label = f"{slot.starts_at:%m/%d %H:%M}" if several_days else f"{slot.starts_at:%H:%M}"
    text = _("테이블 %(tables)s · 계획 %(planned)s · 진행 %(held)s") % {
        "tables": figure(slot.tables),
        "planned": figure(slot.planned),
        "held": figure(slot.held),
    }
    note = ""
    if slot.freed:
        note = _("비워진 자리 %(freed)s, 채운 자리 %(filled)s") % {
            "freed": figure(slot.freed),
            "filled": figure(slot.filled),
        }
    bars = [(1, slot.tables), (2, slot.planned), (5, slot.held)]
    return Row(label, text, layers(bars, longest), note)


def rungs_chart(rungs: Sequence[RungLine], fair: Fair) -> Chart:
    """Draw what the sides say stands on each rung, without any sum."""
    longest = max((line.meetings for line in rungs), default=0)
    about = _(
        "상담마다 지금 어느 칸에 있는지를 적은 대로 셉니다. 칸끼리는 더하지 않습니다. 같은 돈이 합의, 발주, "
        "납품, 대금에 거듭 나타나기 때문입니다."
    )
    both = (
        _("두 기업이 같은 상담을 적었으면 한 번만, 금액은 낮은 쪽을 셉니다.")
        if fair.population == Population.ONE
        else _("수요기업과 공급기업이 적은 것도 같은 상담의 두 기록이므로 더하지 않습니다.")
    )
    return Chart(
        "rungs",
        _("상담의 진행 정도와 금액"),
        f"{about} {both}",
        [
            Heading("rung", _("진행 정도")),
            Heading("side", _("적은 쪽")),
            Heading("meetings", _("상담 수"), is_number=True),
            Heading("amounts_told", _("금액을 적은 상담"), is_number=True),
            Heading("amount", _("적은 금액(원)"), is_number=True),
        ],
        [_rung_record(line) for line in rungs],
        [_rung_row(line, longest) for line in rungs] if longest else [],
        is_wide=True,
    )


def _rung_record(line: RungLine) -> dict[str, Value]:
    return {
        "code": line.rung.value,
        "side_code": line.side,
        "rung": str(line.rung.label),
        "side": str(Side(line.side).label),
        "meetings": line.meetings,
        "amounts_told": line.amounts_told,
        "amount": line.amount if line.amounts_told else None,
    }


def _rung_row(line: RungLine, longest: int) -> Row:
    text = cases(line.meetings)
    if line.amounts_told:
        text = _("%(cases)s · %(amount)s원") % {"cases": text, "amount": figure(line.amount)}
    side = str(Side(line.side).label)
    weight = 4 if line.side == Side.BUYER else 3
    return Row(str(line.rung.label), text, layers([(weight, line.meetings)], longest), side)


def announced_chart() -> Chart:
    """List what was announced to have come of fairs of the past."""
    return Chart(
        "announced",
        _("공개된 성과: 의사와 계약은 다릅니다"),
        _(
            "공개 자료입니다. 밝힌 구매의사와 맺은 계약은 서로 다른 칸이므로 이 상담회의 금액과 더하지 않습니다."
        ),
        [
            Heading("period", _("기간")),
            Heading("meaning", _("무엇인가")),
            Heading("deals", _("계약 수"), is_number=True),
            Heading("amount", _("금액(원)"), is_number=True),
            Heading("source", _("출처")),
        ],
        [
            {
                "period": one.period,
                "meaning": one.meaning,
                "deals": one.deals,
                "amount": one.amount,
                "source": one.source,
                "address": one.address,
            }
            for one in announced_results()
        ],
        is_wide=True,
    )


def spread_chart(spread: Concentration, fair: Fair) -> Chart:
    """Draw how many have how many meetings."""
    longest = max((number for _meetings, number in spread.per_supplier), default=0)
    is_one = fair.population == Population.ONE
    return Chart(
        "spread",
        _("참가기업의 상담 수") if is_one else _("공급기업의 상담 수"),
        _("배정된 상담이 몇 건인 기업이 몇 곳인지 셉니다."),
        [
            Heading("meetings", _("상담 수"), is_number=True),
            Heading("organizations", _("기업 수"), is_number=True),
        ],
        [
            {"meetings": meetings, "organizations": number}
            for meetings, number in spread.per_supplier
        ],
        [
            Row(
                cases(meetings),
                _("%(number)s곳") % {"number": figure(number)},
                layers([(3, number)], longest),
            )
            for meetings, number in spread.per_supplier
        ],
    )


def shares_chart(spread: Concentration, fair: Fair) -> Chart:
    """Draw how large a part of the meetings the few, the newcomers and the repeats have."""
    records = _share_records(spread)
    is_one = fair.population == Population.ONE
    about = _(
        "배정된 상담이 몇몇 기업에 몰렸는지 봅니다. 다시 만난 쌍은 이 플랫폼의 앞선 상담회에서 만난 적이 있는 "
        "두 기업의 상담입니다."
    )
    twice = _("참가기업 서로 만나는 상담회에서는 한 상담을 두 기업의 상담으로 한 번씩 셉니다.")
    return Chart(
        "shares",
        _("상담이 얼마나 고루 돌아갔나"),
        f"{about} {twice}" if is_one else about,
        [
            Heading("who", _("누구의 상담")),
            Heading("organizations", _("기업 수"), is_number=True),
            Heading("meetings", _("상담 수"), is_number=True),
            Heading("share", _("전체 상담에서 차지하는 몫(%)"), is_number=True),
        ],
        records,
        [_share_row(record) for record in records],
    )


def _share_records(spread: Concentration) -> list[dict[str, Value]]:
    tops: list[dict[str, Value]] = [
        {
            "who": _("상담이 많은 상위 %(percent)s %%") % {"percent": top.percent},
            "organizations": top.suppliers,
            "meetings": top.meetings,
            "share": percent(top.meetings, spread.meetings),
        }
        for top in spread.tops
    ]
    newcomers: dict[str, Value] = {
        "who": _("처음 참가한 기업"),
        "organizations": spread.first_timers,
        "meetings": spread.first_timer_meetings,
        "share": percent(spread.first_timer_meetings, spread.meetings),
    }
    repeats: dict[str, Value] = {
        "who": _("앞선 상담회에서 만난 쌍"),
        "organizations": None,
        "meetings": spread.repeat_pairs,
        "share": percent(spread.repeat_pairs, spread.pairs),
    }
    return [*tops, newcomers, repeats]


def _share_row(record: dict[str, Value]) -> Row:
    share, meetings = record["share"], record["meetings"]
    known = share if isinstance(share, float) else None
    text = f"{cases(meetings if isinstance(meetings, int) else 0)} · {in_percent(known)}"
    return Row(str(record["who"]), text, layers([(3, round((known or 0) * 10))], 1000))
