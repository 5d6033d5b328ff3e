"""Needs and offers as a spreadsheet: one row each, whatever their kind."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import override

from sangsaeng.exchange.facts import (
    LONGEST_CERTIFICATE,
    LONGEST_PARTICULAR,
    ListingFacts,
    certificate_label,
)
from sangsaeng.exchange.kinds import PARTICULARS, Certificate, Kind, Particular
from sangsaeng.exchange.models import Listing
from sangsaeng.kernel.sheets.columns import Choice, Column, SheetKind
from sangsaeng.kernel.sheets.columns import Kind as Form
from sangsaeng.organizations.sheets import REGIONS

SIDES: Final = (
    Choice("need", "수요", "Need", ("찾음", "구함")),
    Choice("offer", "제안", "Offer", ("공급", "제공")),
)
KINDS: Final = (
    Choice("technology", "기술", "Technology", ("기술 이전",)),
    Choice("product", "구매할 제품·서비스", "Product or service", ("제품", "제품·서비스", "구매")),
    Choice("supplier", "협력사 모집", "Supplier wanted", ("협력사",)),
    Choice("patent_license", "특허 사용권", "Patent license", ("특허", "특허권")),
    Choice("sales_channel", "판로", "Sales channel", ()),
    Choice("funding", "자금", "Funding", ("투자",)),
    Choice("equipment", "장비·시험대", "Equipment or test bench", ("장비", "시험대")),
    Choice("expertise", "전문가 도움", "Expertise", ("전문가", "자문")),
    Choice("training", "교육", "Training", ()),
    Choice("dead_stock", "유휴 재고", "Dead stock", ("재고",)),
)
AUDIENCES: Final = (
    Choice("public", "누구나", "Everybody", ("공개",)),
    Choice("members", "기업·기관에 속한 사람만", "Members of organizations", ("회원만",)),
)
# Each of the kinds' own questions under one heading: Korean, English
_HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    "problem": ("풀려는 문제", "Problem to solve"),
    "terms": ("거래 방식", "Terms"),
    "budget": ("예산", "Budget"),
    "specification": ("규격", "Specification"),
    "quantity": ("수량", "Quantity"),
    "unit": ("단위", "Unit"),
    "price": ("단가", "Unit price"),
    "deliver_by": ("납기", "Delivery by"),
    "items": ("맡길 품목", "Items to supply"),
    "yearly_volume": ("한 해 물량", "Yearly volume"),
    "requirements": ("갖추어야 할 것", "Requirements"),
    "patent_number": ("등록·출원 번호", "Patent number"),
    "expires": ("권리 끝나는 날", "Right expires"),
    "royalty": ("특허 사용료", "Royalty"),
    "channel": ("판로의 종류", "Channel"),
    "country": ("나라·지역", "Country or area"),
    "commission": ("수수료 조건", "Commission"),
    "amount": ("금액", "Amount"),
    "purpose": ("자금의 쓰임", "Purpose of the funds"),
    "conditions": ("자금 조건", "Conditions of the funds"),
    "model": ("장비 이름과 성능", "Equipment and performance"),
    "place": ("장비가 있는 곳", "Place of the equipment"),
    "fee": ("장비 사용료", "Fee of use"),
    "field": ("전문 분야", "Field"),
    "duration": ("기간", "Duration"),
    "subject": ("교육 내용", "Subject of training"),
    "people": ("교육 인원", "People to train"),
    "hours": ("교육 시간", "Hours of training"),
    "item": ("재고 품목과 상태", "Stock and its condition"),
    "made_on": ("만든 날", "Made on"),
}
_FORMS: Final[Mapping[str, Form]] = {
    "text": "text",
    "number": "integer",
    "won": "money",
    "date": "date",
    "choice": "choice",
}
_TITLES: Final = {choice.key: choice for choice in KINDS}
# What the sheet says of a row's life is read, never entered.
READ_ONLY: Final = frozenset({"state", "expires_on"})


def _asked() -> dict[str, tuple[Particular, list[str]]]:
    """Return each of the kinds' own questions once, with the kinds that ask it."""
    asked: dict[str, tuple[Particular, list[str]]] = {}
    for kind, particulars in PARTICULARS.items():
        for one in particulars:
            asked.setdefault(one.key, (one, []))[1].append(Kind(kind).value)
    return asked


def _column(one: Particular, kinds: list[str]) -> Column:
    korean, english = _HEADINGS[one.key]
    return Column(
        one.key,
        korean,
        english,
        _FORMS[one.form],
        choices=tuple(_choices(one)),
        max_length=LONGEST_PARTICULAR,
        minimum=0 if one.form in ("number", "won") else None,
        help_ko="종류가 다음일 때 적습니다: " + ", ".join(_TITLES[kind].title_ko for kind in kinds),
        help_en="For these kinds: " + ", ".join(_TITLES[kind].title_en for kind in kinds),
    )


def _choices(one: Particular) -> Iterable[Choice]:
    with override("ko"):
        korean = [(key, str(label)) for key, label in one.choices]
    english = {
        "license": "License",
        "transfer": "Transfer",
        "joint": "Joint development",
        "free": "Free transfer",
        "store": "Store",
        "online": "Online",
        "home_shopping": "Home shopping",
        "public": "Public procurement",
        "export": "Export",
    }
    return (Choice(key, label, english[key]) for key, label in korean)


OWN_QUESTIONS: Final = tuple(_asked())
LISTINGS: Final = SheetKind(
    "listings",
    "수요와 제안",
    "Needs and offers",
    (
        Column(
            "title",
            "제목",
            "Title",
            required=True,
            aliases=("이름", "발명의 명칭", "기술명", "품명"),
            max_length=120,
            example="배관 누설을 소리로 찾는 진단 기술",
        ),
        Column(
            "side",
            "구분",
            "Side",
            "choice",
            choices=SIDES,
            help_ko="비워 두면 제안으로 봅니다.",
            help_en="Left empty it is an offer.",
            example="제안",
        ),
        Column("kind", "종류", "Kind", "choice", required=True, choices=KINDS, example="기술"),
        Column(
            "abstract",
            "공개 요약",
            "Public abstract",
            aliases=("요약", "초록", "설명"),
            max_length=2000,
            help_ko="누구나 읽고 검색에 쓰입니다.",
            help_en="Everybody reads it, and search uses it.",
        ),
        Column("keywords", "핵심어", "Keywords", aliases=("키워드",), max_length=200),
        *(_column(one, kinds) for one, kinds in _asked().values()),
        Column(
            "readiness",
            "기술 성숙도(TRL)",
            "Readiness (TRL)",
            "integer",
            aliases=("TRL", "기술성숙도"),
            minimum=1,
            maximum=9,
            example="7",
        ),
        Column("region", "지역", "Region", "choice", aliases=("소재지",), choices=REGIONS),
        Column("sector", "업종(KSIC)", "Sector (KSIC)", aliases=("업종",), max_length=5),
        Column(
            "certificates",
            "인증",
            "Certificates",
            "list",
            max_length=LONGEST_CERTIFICATE,
            example="ISO 9001(품질)",
        ),
        Column("wanted_by", "희망 시기", "Wanted by", "date"),
        Column("audience", "공개 범위", "Audience", "choice", choices=AUDIENCES, example="누구나"),
        Column(
            "is_anonymous",
            "이름을 밝히지 않음",
            "Owner unnamed",
            "yes_no",
            aliases=("익명",),
            example="아니오",
        ),
        Column("detail", "상세 내용", "Detail", aliases=("상세",), max_length=8000),
        Column("contact", "연락할 곳", "Contact", aliases=("연락처",), max_length=160),
        Column(
            "state",
            "상태",
            "State",
            help_ko="읽기만 합니다. 고쳐도 반영하지 않습니다.",
            help_en="Only to be read.",
            example="작성 중",
        ),
        Column(
            "expires_on",
            "공개 기한",
            "Out until",
            help_ko="읽기만 합니다. 고쳐도 반영하지 않습니다.",
            help_en="Only to be read.",
            example="2027-05-01",
        ),
    ),
    keeps_identity=True,
    most_rows=20_000,
    help_ko="수요와 제안을 한꺼번에 올리거나, 내보낸 자료를 고쳐 다시 올립니다.",
    help_en="Enters many needs and offers, or takes back an exported sheet with corrections.",
)
_KNOWN: Final = {
    **{one.value.casefold(): one.value for one in Certificate},
    **{str(one.label).split("(")[0].casefold().strip(): one.value for one in Certificate},
}


def certificate_of(word: str) -> str:
    """Return the key of a certificate that is written in words; others stay as they are written."""
    return _KNOWN.get(word.split("(", maxsplit=1)[0].casefold().strip(), word)


def listing_records(listings: Iterable[Listing]) -> list[dict[str, object]]:
    """Return the owner's own needs and offers as records of their sheet."""
    return [_record(one) for one in listings]


def _record(listing: Listing) -> dict[str, object]:
    plain = [
        "title",
        "side",
        "kind",
        "abstract",
        "keywords",
        "readiness",
        "region",
        "sector",
        "wanted_by",
        "audience",
        "detail",
        "contact",
    ]
    asked: dict[str, Any] = {key: listing.particulars.get(key) for key in OWN_QUESTIONS}
    for key in ("deliver_by", "expires", "made_on"):
        asked[key] = date.fromisoformat(asked[key]) if asked[key] else None
    return {
        **{name: getattr(listing, name) or None for name in plain},
        **asked,
        "certificates": tuple(map(certificate_label, listing.certificates)),
        "is_anonymous": listing.is_anonymous,
        "state": listing.get_state_display(),
        "expires_on": listing.expires_on.isoformat() if listing.expires_on else None,
        "identity": listing.code,
    }


def facts_of_row(
    values: Mapping[str, Any], columns: frozenset[str], known: ListingFacts
) -> ListingFacts:
    """Return what a row says; what the file has no column for stays as it is."""
    said = known.as_fields
    for name in columns - READ_ONLY - set(OWN_QUESTIONS) - {"identity", "side", "audience"}:
        said[name] = values[name] if values[name] is not None else _NOTHING.get(name, "")
    for name in ("side", "audience"):
        if name in columns and values[name]:
            said[name] = values[name]
    said["certificates"] = tuple(map(certificate_of, said["certificates"]))
    said["particulars"] |= {key: values[key] for key in columns & set(OWN_QUESTIONS)}
    return ListingFacts(**said)


_NOTHING: Final[Mapping[str, Any]] = {
    "readiness": None,
    "wanted_by": None,
    "is_anonymous": False,
    "certificates": (),
}
