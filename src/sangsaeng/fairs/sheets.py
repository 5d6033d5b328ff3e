"""The spreadsheets of a fair: requests and participants, as plain data that needs no site."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from sangsaeng.kernel.particles import settled
from sangsaeng.kernel.sheets.columns import Choice, Column, SheetKind
from sangsaeng.kernel.sheets.mapping import ColumnMapping
from sangsaeng.kernel.sheets.rows import column_letters
from sangsaeng.kernel.sheets.values import shown

WISHES: Final = (
    Choice("must", "꼭", "Must", ("꼭 희망", "꼭 만나고 싶음", "필수", "1순위", "◎")),
    Choice("want", "희망", "Want", ("만나고 싶음", "원함", "2순위", "○")),
    Choice("possible", "가능하면", "If possible", ("가능", "보통", "3순위", "△")),
    Choice("no_thanks", "원하지 않음", "No thanks", ("거절", "비희망", "불가", "×")),
    Choice("unstated", "표시 없음", "Not stated", ("미정", "무응답", "-")),
)
PURPOSES: Final = (
    Choice("purchase", "구매·납품", "Purchase", ("구매", "납품", "구매상담")),
    Choice("joint_rnd", "공동 기술개발", "Joint development", ("공동개발", "공동연구", "R&D")),
    Choice("technology", "기술 도입·이전", "Technology transfer", ("기술이전", "기술도입")),
    Choice("supplier_entry", "협력사 등록", "Supplier registration", ("협력사등록", "벤더 등록")),
    Choice("sales_channel", "판로·입점", "Sales channel", ("판로", "입점", "유통")),
    Choice("other", "기타", "Other"),
)
SIDES: Final = (
    Choice("buyer", "수요기업", "Buyer", ("수요", "구매기업", "대기업", "공공기관")),
    Choice("supplier", "공급기업", "Supplier", ("공급", "중소기업")),
    Choice("member", "참가기업", "Member", ("참가", "회원사")),
)
SIZES: Final = (
    Choice("large", "대기업", "Large"),
    Choice("midsize", "중견기업", "Midsize", ("중견",)),
    Choice("sme", "중소기업", "SME", ("중소",)),
    Choice("startup", "창업기업", "Startup", ("스타트업", "벤처")),
    Choice("micro", "소상공인", "Micro"),
)

_WISH_HELP = (
    "비워 두면 ‘표시 없음’으로 봅니다. 상대 기업에는 보이지 않습니다.",
    "Empty means not stated. The other side never sees it.",
)

REQUESTS: Final = SheetKind(
    name="fair_requests",
    title_ko="상담 신청",
    title_en="Requests",
    columns=(
        Column(
            "buyer",
            "수요기업",
            "Buyer",
            required=True,
            max_length=120,
            aliases=("수요기업명", "구매기업", "대기업", "발주기업", "상담기업"),
            example="한빛전자",
        ),
        Column(
            "supplier",
            "공급기업",
            "Supplier",
            required=True,
            max_length=120,
            aliases=("공급기업명", "중소기업", "중소기업명", "신청기업", "신청기업명", "협력기업"),
            example="(주)가온정밀",
        ),
        Column(
            "buyer_wish",
            "수요기업 희망",
            "Buyer's wish",
            kind="choice",
            choices=WISHES,
            aliases=("수요기업 희망도", "구매기업 희망", "대기업 희망"),
            help_ko=_WISH_HELP[0],
            help_en=_WISH_HELP[1],
        ),
        Column(
            "supplier_wish",
            "공급기업 희망",
            "Supplier's wish",
            kind="choice",
            choices=WISHES,
            aliases=("공급기업 희망도", "중소기업 희망", "신청기업 희망", "희망도", "희망 순위"),
            help_ko=_WISH_HELP[0],
            help_en=_WISH_HELP[1],
        ),
        Column(
            "purpose",
            "상담 목적",
            "Purpose",
            kind="choice",
            choices=PURPOSES,
            aliases=("목적", "상담 분야", "상담 유형"),
        ),
        Column(
            "topic",
            "상담 내용",
            "Topic",
            max_length=300,
            aliases=("내용", "상담 품목", "품목", "제안 내용", "주요 상담 내용"),
            example="세척 공정용 정밀 노즐 납품 제안",
        ),
        Column(
            "pin",
            "고정 시간",
            "Fixed time",
            max_length=40,
            aliases=("확정 시간", "지정 시간", "고정 시각"),
            help_ko="꼭 이 시간에 만나야 할 때만 적습니다. 예: 2023-11-21 14:00 또는 상담 시간 번호 3.",
            help_en="Only when it must be then: 2023-11-21 14:00, or the number of the slot, 3.",
            example="2023-11-21 14:00",
        ),
    ),
    key=("buyer", "supplier"),
    keeps_identity=True,
    help_ko="한 줄에 상담 신청 한 건을 적습니다.",
    help_en="One request per row.",
)

PARTICIPANTS: Final = SheetKind(
    name="fair_participants",
    title_ko="참가기업",
    title_en="Participants",
    columns=(
        Column(
            "name",
            "기업·기관명",
            "Organization",
            required=True,
            max_length=120,
            aliases=("기업명", "기관명", "회사명", "업체명", "상호"),
            example="(주)가온정밀",
        ),
        Column(
            "side",
            "구분",
            "Side",
            kind="choice",
            required=True,
            choices=SIDES,
            aliases=("참가 구분", "수요/공급", "역할"),
            example="공급기업",
        ),
        Column(
            "size_class",
            "기업 규모",
            "Size",
            kind="choice",
            choices=SIZES,
            aliases=("규모",),
            help_ko="새로 등록되는 기업에만 쓰입니다.",
            help_en="Used only for companies that are newly entered.",
            example="중소기업",
        ),
        Column(
            "business_number",
            "사업자등록번호",
            "Business number",
            kind="business_number",
            aliases=("사업자번호",),
            help_ko="있으면 이름보다 먼저 보아 같은 기업을 찾습니다.",
            help_en="When given, it decides which company is meant.",
        ),
        Column(
            "hall",
            "상담장",
            "Hall",
            max_length=60,
            aliases=("홀", "상담장명", "전시장"),
            help_ko="없는 상담장은 새로 만듭니다.",
            help_en="A hall that is not there yet is made.",
            example="A홀",
        ),
        Column(
            "tables",
            "테이블 수",
            "Tables",
            kind="integer",
            minimum=0,
            maximum=50,
            aliases=("테이블", "상담석 수", "상담석"),
            help_ko="수요기업에만 있습니다. 비워 두면 새 수요기업은 1개입니다.",
            help_en="For buyers only; a new buyer gets one when empty.",
            example="1",
        ),
        Column(
            "limit",
            "상담 한도",
            "Limit",
            kind="integer",
            minimum=1,
            maximum=500,
            aliases=("최대 상담 수", "상담 수 한도"),
            help_ko="비워 두면 상담회의 한도를 따릅니다.",
            help_en="Empty follows the fair's own limit.",
            example="4",
        ),
        Column(
            "is_first_timer",
            "첫 참가",
            "First time",
            kind="yes_no",
            aliases=("최초 참가", "신규 참가", "첫참가"),
        ),
        Column(
            "away",
            "불가 시간",
            "Not available",
            kind="list",
            max_length=60,
            aliases=("참석 불가", "불참 시간", "불가시간"),
            help_ko="시각이나 범위를 쌍반점으로 나누어 적습니다. 예: 10:00-11:00; 14:00-15:00.",
            help_en="Times or ranges, separated by semicolons: 10:00-11:00; 14:00-15:00.",
            example="10:00-11:00; 14:00-15:00",
        ),
        Column(
            "interests",
            "관심 분야",
            "Interests",
            max_length=300,
            aliases=("관심 품목", "관심분야·품목", "주요 품목", "희망 품목"),
            example="정밀 가공, 표면 처리",
        ),
    ),
    key=("name",),
    keeps_identity=True,
    help_ko="한 줄에 참가기업 한 곳을 적습니다.",
    help_en="One participant per row.",
)

STATES: Final = (
    Choice("asked", "답변 기다림", "Awaiting an answer"),
    Choice("accepted", "수락", "Accepted"),
    Choice("declined", "거절", "Declined"),
    Choice("expired", "답변 없이 끝남", "Ended without an answer"),
)
# How asking and answering went, for reading; a sheet that is taken back leaves it as it is.
ANSWERED: Final = replace(
    REQUESTS,
    columns=(
        *REQUESTS.columns,
        Column("state", "답변", "Answer", kind="choice", choices=STATES),
        Column("asking_side", "신청한 쪽", "Asked by", kind="choice", choices=SIDES),
        Column("answer_note", "답변 이유", "Reason for the answer", max_length=300),
    ),
)

KINDS: Final = {kind.name: kind for kind in (REQUESTS, PARTICIPANTS)}


def requests_of_a_party(side: str) -> SheetKind:
    """Return the sheet of requests as one side may read it: without the other's wish and pins.

    A member of one population sits on either side, so both columns stay and each row fills its own.
    """
    others = {"buyer": {"supplier_wish"}, "supplier": {"buyer_wish"}}
    hidden = {"pin"} | others.get(side, set())
    kept = tuple(column for column in REQUESTS.columns if column.key not in hidden)
    return replace(REQUESTS, columns=kept, keeps_identity=False)


SENTENCES: Final[dict[str, tuple[str, str]]] = {
    "party.unknown": (
        "‘{value}’은(는) 등록되지 않은 이름입니다. 이름을 고치거나 새 기업으로 더해 주십시오.",
        "“{value}” is not known. Correct the name or add it as a new organization.",
    ),
    "party.proposed": (
        "‘{value}’은(는) 등록되지 않은 이름입니다. 혹시 ‘{proposals}’입니까? 골라 주십시오.",
        "“{value}” is not known. Did you mean “{proposals}”? Please choose.",
    ),
    "party.ambiguous": (
        "이름이 ‘{value}’인 곳이 여럿입니다({proposals}). 어느 곳인지 골라 주십시오.",
        "“{value}” is the name of several organizations ({proposals}). Choose one.",
    ),
    "party.not_taking_part": (
        "‘{value}’은(는) 이 상담회의 참가기업이 아닙니다. 참가기업으로 더하거나 이름을 고쳐 주십시오.",
        "“{value}” does not take part in this fair. Add it as a participant or correct the name.",
    ),
    "party.wrong_side": (
        "‘{value}’은(는) {actual}(으)로 참가합니다. 열을 바꾸어 적었는지 확인해 주십시오.",
        "“{value}” takes part as {actual_en}. Check whether the columns were swapped.",
    ),
    "party.both_sides": (
        "‘{value}’이(가) 수요기업과 공급기업 양쪽에 있습니다. 한쪽에만 적어 주십시오.",
        "“{value}” stands on both sides. Keep it on one side only.",
    ),
    "party.same": (
        "‘{value}’이(가) 자기 자신과 상담하도록 적혀 있습니다. 상대 기업을 고쳐 주십시오.",
        "“{value}” would meet itself. Correct the other party.",
    ),
    "row.same_pair": (
        "{first}행과 같은 두 기업입니다. 하나만 남겨 주십시오.",
        "The same two as in row {first}. Keep only one of them.",
    ),
    "row.same_participant": (
        "{first}행과 같은 기업입니다. 하나만 남겨 주십시오.",
        "The same organization as in row {first}. Keep only one of them.",
    ),
    "identity.unknown": (
        "식별자 ‘{value}’인 자료가 이 상담회에 없습니다. 새 자료이면 식별자 칸을 비워 주십시오.",
        "This fair has no record with the identifier “{value}”. Clear it if the row is new.",
    ),
    "identity.of_another": (
        "식별자 ‘{value}’은(는) 다른 기업(‘{actual}’)의 자료입니다. 새 자료이면 식별자를 비워 주십시오.",
        "The identifier “{value}” belongs to another (“{actual}”). Clear it if the row is new.",
    ),
    "slot.unknown": (
        "‘{value}’에 해당하는 상담 시간이 이 상담회에 없습니다. 날짜·시간표에 있는 시각을 적어 주십시오.",
        "The fair has no slot at “{value}”. Enter a time that the fair has.",
    ),
    "slot.needs_date": (
        "‘{value}’이(가) 어느 날인지 알 수 없습니다. 여러 날 열리므로 날짜도 적어 주십시오.",
        "On which day is “{value}”? The fair lasts several days, so add the date.",
    ),
    "slot.unreadable": (
        "‘{value}’을(를) 시각으로 읽을 수 없습니다. 예: 2023-11-21 14:00, 10:00-11:00, 3.",
        "“{value}” cannot be read as a time. Examples: 2023-11-21 14:00, 10:00-11:00, 3.",
    ),
    "pin.away": (
        "‘{who}’이(가) {value}에 참석할 수 없어 고정할 수 없습니다. 다른 시간을 적어 주십시오.",
        "“{who}” is not available at {value}, so it cannot be fixed there. Choose another time.",
    ),
    "pin.taken": (
        "‘{who}’의 다른 상담이 {value}에 이미 고정되어 있습니다. 다른 시간을 적어 주십시오.",
        "“{who}” has another meeting fixed at {value}. Choose another time.",
    ),
    "pin.forbidden": (
        "만나지 않도록 정한 두 기업이라 시간을 고정할 수 없습니다. 고정 시간을 비워 주십시오.",
        "The two are kept apart, so no time can be fixed. Clear the cell.",
    ),
    "side.not_here": (
        "이 상담회에는 ‘{value}’ 구분이 없습니다. {allowed} 가운데 하나를 적어 주십시오.",
        "This fair has no side “{value_en}”. Enter one of: {allowed_en}.",
    ),
    "side.changes": (
        "이미 {actual}(으)로 참가하고 있어 구분을 바꿀 수 없습니다. 참가를 지우고 다시 더해 주십시오.",
        "It takes part as {actual_en}; the side cannot change. Remove it and add it again.",
    ),
    "tables.not_for_side": (
        "테이블은 수요기업에만 있습니다. 칸을 비우거나 0을 적어 주십시오.",
        "Only buyers have tables. Clear the cell or enter 0.",
    ),
    "tables.in_use": (
        "시간표에 쓰인 테이블이라 {value}개로 줄일 수 없습니다. 먼저 그 상담을 옮겨 주십시오.",
        "Tables are in use by a timetable and cannot be reduced to {value}. Move the meetings first.",
    ),
}


@dataclass(frozen=True)
class PlaceFault:
    """What is wrong at one place of a sheet, beyond what its cells say by themselves."""

    row: int
    code: str
    params: Mapping[str, object]
    heading: str = ""
    place: str = ""

    def text(self, language: str = "ko") -> str:
        """Return where the fault is, what it is, and what to do."""
        korean, english = SENTENCES[self.code]
        at = f"({self.place})" if self.place else ""
        if language.startswith("en"):
            where = f"Row {self.row:,}" + (f", “{self.heading}” {at}".rstrip() if at else "")
            return f"{where}: {english.format(**self.params)}"
        where = f"{self.row:,}행" + (f" ‘{self.heading}’{at}" if at else "")
        return f"{where}: {settled(korean.format(**self.params))}"


def fault_at(mapping: ColumnMapping, row: int, key: str, code: str, **params: object) -> PlaceFault:
    """Return a fault that names the row and the column of the file."""
    told = {
        name: shown(value) if isinstance(value, str) else value for name, value in params.items()
    }
    index = mapping.index_of(key)
    if index is None:
        return PlaceFault(row, code, told)
    heading = mapping.header[index]
    return PlaceFault(row, code, told, heading, f"{column_letters(index)}{row}")


def side_titles(side: str) -> tuple[str, str]:
    """Return the name of a side in Korean and English."""
    choice = next(choice for choice in SIDES if choice.key == side)
    return choice.title_ko, choice.title_en
