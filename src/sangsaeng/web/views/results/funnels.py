"""The funnel as charts: as a whole, by group, what was lost, and beside fairs of the past."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sangsaeng.fairs.models import Fair, Population
from sangsaeng.fairs.queries.results import (
    Breakdown,
    GroupFunnel,
    Loss,
    Stage,
    Totals,
    past_fairs,
    ratio,
)
from sangsaeng.fairs.queries.timetables import name_of
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
from sangsaeng.web.views.results.words import (
    AMONG_ONE,
    BREAKDOWNS,
    OVERLAPPING,
    loss_label,
    station_label,
)


def funnel_chart(totals: Totals) -> Chart:
    """Draw how many requests came how far."""
    first = totals.at(Stage.REQUESTED)
    records: list[dict[str, Value]] = []
    before: int | None = None
    for stage in Stage:
        count = totals.at(stage)
        records.append(
            {
                "code": stage.name.lower(),
                "stage": str(stage.label),
                "requests": count,
                "of_all": percent(count, first),
                "of_previous": percent(count, before),
            }
        )
        before = count
    return Chart(
        "funnel",
        _("신청에서 다음 단계까지"),
        _(
            "뒤의 단계는 앞의 단계를 지난 신청만 셉니다. 수락에는 담당자가 양쪽을 대신해 입력하여 따로 답을 "
            "받지 않은 신청이 들어갑니다. 배정은 시작할 때의 시간표나 그 뒤에 자리를 얻은 신청, 진행은 양쪽이 "
            "모두 참석했다고 표시되었거나 한쪽이라도 상담했다고 기록한 신청입니다."
        ),
        [
            Heading("stage", _("단계")),
            Heading("requests", _("신청 수"), is_number=True),
            Heading("of_all", _("처음 대비(%)"), is_number=True),
            Heading("of_previous", _("앞 단계 대비(%)"), is_number=True),
        ],
        records,
        [_funnel_row(record, first or 0) for record in records],
        is_wide=True,
    )


def _funnel_row(record: dict[str, Value], longest: int) -> Row:
    count, share = record["requests"], record["of_all"]
    if not isinstance(count, int):
        return Row(str(record["stage"]), _("적은 수라 밝히지 않음"), ())
    text = cases(count)
    if isinstance(share, float):
        text = f"{text} · {in_percent(share)}"
    return Row(str(record["stage"]), text, layers([(3, count)], longest))


def breakdown_chart(breakdown: Breakdown, fair: Fair) -> Chart:
    """Draw the funnel of each group, all against the largest group."""
    one_population = fair.population == Population.ONE
    title, about = (AMONG_ONE if one_population else BREAKDOWNS)[breakdown.code]
    longest = max((one.funnel.at(Stage.REQUESTED) for one in breakdown.groups), default=0)
    overlapping = one_population and breakdown.code != "asking"
    return Chart(
        f"by-{breakdown.code}",
        str(title),
        f"{about} {OVERLAPPING}" if overlapping else str(about),
        [
            Heading("group", _("묶음")),
            *(Heading(stage.name.lower(), str(stage.label), is_number=True) for stage in Stage),
            Heading("placed_share", _("신청 대비 배정(%)"), is_number=True),
            Heading("held_share", _("배정 대비 진행(%)"), is_number=True),
        ],
        [_group_record(group) for group in breakdown.groups],
        [_group_row(group, longest) for group in breakdown.groups],
        [(int(stage), str(stage.label)) for stage in Stage],
    )


def _group_record(group: GroupFunnel) -> dict[str, Value]:
    counts = {stage.name.lower(): group.funnel.at(stage) for stage in Stage}
    placed = group.funnel.at(Stage.PLACED)
    return {
        "code": group.code,
        "group": group.label,
        **counts,
        "placed_share": percent(placed, group.funnel.at(Stage.REQUESTED)),
        "held_share": percent(group.funnel.at(Stage.HELD), placed),
    }


def _group_row(group: GroupFunnel, longest: int) -> Row:
    counts = [(int(stage), group.funnel.at(stage)) for stage in Stage]
    text = " → ".join(figure(count) for _stage, count in counts)
    return Row(group.label, text, layers(counts, longest))


def loss_chart(losses: Sequence[Loss], fair: Fair) -> Chart:
    """Draw what requests were lost by, station by station."""
    one_population = fair.population == Population.ONE
    longest = max((loss.requests for loss in losses), default=0)
    records: list[dict[str, Value]] = [
        {
            "code": loss.code,
            "stage": station_label(loss.stage),
            "reason": loss_label(loss.code, one_population=one_population),
            "requests": loss.requests,
        }
        for loss in losses
    ]
    return Chart(
        "losses",
        _("도중에 멈춘 신청과 이유"),
        _("신청마다 마지막에 멈춘 곳의 이유를 하나씩만 셉니다."),
        [
            Heading("stage", _("어디에서")),
            Heading("reason", _("이유")),
            Heading("requests", _("신청 수"), is_number=True),
        ],
        records,
        [
            Row(
                str(record["reason"]),
                cases(loss.requests),
                layers([(3, loss.requests)], longest),
                str(record["stage"]),
            )
            for record, loss in zip(records, losses, strict=True)
        ],
        is_wide=True,
    )


def past_chart(fair: Fair, totals: Totals | None) -> Chart:
    """Draw the fair beside fairs of the past, whose figures were published by others."""
    own = _own_record(fair, totals)
    records = [own, *_past_records()] if own else _past_records()
    per_buyer = [one["meetings_per_buyer"] for one in records]
    longest = max((value for value in per_buyer if isinstance(value, float)), default=0.0)
    return Chart(
        "past",
        _("지난 상담회와 나란히"),
        _(
            "지난 상담회의 수치는 언론과 정부가 공개한 자료이며 이 상담회의 수치와 더하지 않습니다. 공개된 상담 "
            "수는 미리 연계한 수일 때도 있고 실제로 한 수일 때도 있습니다. 그림은 수요기업 1곳당 상담 수입니다."
        ),
        _past_headings(),
        records,
        [_past_row(record, longest) for record in records if record["meetings_per_buyer"]],
        is_wide=True,
    )


def _past_headings() -> list[Heading]:
    return [
        Heading("held_on", _("날짜")),
        Heading("name", _("상담회")),
        Heading("place", _("장소")),
        Heading("buyers", _("수요기업"), is_number=True),
        Heading("suppliers", _("공급기업"), is_number=True),
        Heading("requests", _("신청"), is_number=True),
        Heading("meetings", _("상담"), is_number=True),
        Heading("matched_share", _("신청 대비 상담(%)"), is_number=True),
        Heading("requests_per_supplier", _("공급기업 1곳당 신청"), is_number=True),
        Heading("meetings_per_buyer", _("수요기업 1곳당 상담"), is_number=True),
        Heading("meetings_per_supplier", _("공급기업 1곳당 상담"), is_number=True),
        Heading("note", _("참고")),
        Heading("source", _("출처")),
    ]


def _own_record(fair: Fair, totals: Totals | None) -> dict[str, Value] | None:
    if totals is None or not totals.at(Stage.REQUESTED):
        return None
    requests, meetings = totals.at(Stage.REQUESTED), totals.at(Stage.PLACED)
    first = fair.days.order_by("date").first()
    buyers = totals.buyers or None
    return {
        "held_on": first.date.isoformat() if first else "",
        "name": name_of(fair),
        "place": fair.place,
        "buyers": buyers,
        "suppliers": totals.suppliers,
        "requests": requests,
        "meetings": meetings,
        "matched_share": percent(meetings, requests),
        "requests_per_supplier": _rounded(ratio(requests, totals.suppliers)),
        "meetings_per_buyer": _rounded(ratio(meetings, buyers)),
        "meetings_per_supplier": _rounded(ratio(meetings, totals.suppliers)),
        "note": _("상담은 배정된 수입니다."),
        "source": _("이 상담회의 기록"),
        "address": "",
    }


def _past_records() -> list[dict[str, Value]]:
    return [
        {
            "held_on": one.held_on,
            "name": one.name,
            "place": one.place,
            "buyers": one.buyers,
            "suppliers": one.suppliers,
            "requests": one.requests,
            "meetings": one.meetings,
            "matched_share": percent(one.meetings, one.requests),
            "requests_per_supplier": _rounded(one.requests_per_supplier),
            "meetings_per_buyer": _rounded(one.meetings_per_buyer),
            "meetings_per_supplier": _rounded(one.meetings_per_supplier),
            "note": one.note,
            "source": one.source,
            "address": one.address,
        }
        for one in past_fairs()
    ]


def _past_row(record: dict[str, Value], longest: float) -> Row:
    value = record["meetings_per_buyer"]
    number = value if isinstance(value, float) else 0.0
    is_own = record["source"] == _("이 상담회의 기록")
    weight = 5 if is_own else 2
    note = _("이 상담회") if is_own else _("공개 자료")
    drawn = layers([(weight, round(number * 100))], round(longest * 100))
    label = f"{record['name']} ({record['held_on']})" if record["held_on"] else str(record["name"])
    return Row(label, figure(number), drawn, note)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
