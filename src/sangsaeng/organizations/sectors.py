"""Divisions of the Korean standard industrial classification, as far as they are told apart here."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Manufacturing is told apart by division; the other sections are one each.
_MANUFACTURING: Final[Mapping[int, Promise]] = {
    10: _("식료품 제조"),
    11: _("음료 제조"),
    12: _("담배 제조"),
    13: _("섬유제품 제조"),
    14: _("의복·모피제품 제조"),
    15: _("가죽·가방·신발 제조"),
    16: _("목재·나무제품 제조"),
    17: _("펄프·종이 제조"),
    18: _("인쇄·기록매체"),
    19: _("석유정제품 제조"),
    20: _("화학제품 제조"),
    21: _("의약품 제조"),
    22: _("고무·플라스틱 제조"),
    23: _("비금속 광물제품 제조"),
    24: _("1차 금속 제조"),
    25: _("금속가공제품 제조"),
    26: _("전자부품·통신장비 제조"),
    27: _("의료·정밀·광학기기 제조"),
    28: _("전기장비 제조"),
    29: _("기계·장비 제조"),
    30: _("자동차·부품 제조"),
    31: _("기타 운송장비 제조"),
    32: _("가구 제조"),
    33: _("기타 제품 제조"),
    34: _("산업용 기계·장비 수리"),
}
_SECTIONS: Final[tuple[tuple[range, str, Promise], ...]] = (
    (range(1, 4), "A", _("농업·임업·어업")),
    (range(5, 9), "B", _("광업")),
    (range(10, 35), "C", _("제조업")),
    (range(35, 36), "D", _("전기·가스 공급")),
    (range(36, 40), "E", _("수도·폐기물·환경")),
    (range(41, 43), "F", _("건설업")),
    (range(45, 48), "G", _("도매·소매")),
    (range(49, 53), "H", _("운수·창고")),
    (range(55, 57), "I", _("숙박·음식점")),
    (range(58, 64), "J", _("정보통신")),
    (range(64, 67), "K", _("금융·보험")),
    (range(68, 69), "L", _("부동산")),
    (range(70, 74), "M", _("전문·과학·기술 서비스")),
    (range(74, 77), "N", _("사업시설 관리·지원·임대")),
    (range(84, 85), "O", _("공공행정")),
    (range(85, 86), "P", _("교육")),
    (range(86, 88), "Q", _("보건·사회복지")),
    (range(90, 92), "R", _("예술·스포츠·여가")),
    (range(94, 97), "S", _("협회·수리·개인 서비스")),
    (range(97, 99), "T", _("가구 내 고용")),
    (range(99, 100), "U", _("국제·외국기관")),
)
_DIVISION = 2
# Every group, in the order of the classification; manufacturing as a whole before its divisions
GROUPS: Final[tuple[str, ...]] = tuple(
    group
    for _span, key, _name in _SECTIONS
    for group in (key, *(f"C{number}" for number in _MANUFACTURING if key == "C"))
)


def sector_group(code: str) -> str:
    """Return the group of a classification code: ``C29`` for ``C29`` and ``29111``, else a section.

    Nothing is returned for a code that is empty or none of the classification's.
    """
    letter, digits = (code[:1], code[1:]) if code[:1].isalpha() else ("", code)
    if len(digits) >= _DIVISION:
        division = int(digits[:_DIVISION])
        letter = next((key for span, key, _name in _SECTIONS if division in span), "")
        return f"{letter}{division}" if division in _MANUFACTURING else letter
    return letter if letter in {key for _span, key, _name in _SECTIONS} else ""


def sector_label(group: str) -> str:
    """Return what a group of :func:`sector_group` is called."""
    if group[1:]:
        return str(_MANUFACTURING[int(group[1:])])
    return next((str(name) for _span, key, name in _SECTIONS if key == group), "")


def sector_groups(code: str) -> tuple[str, ...]:
    """Return the groups a classification code belongs to: its division and its whole section."""
    group = sector_group(code)
    return tuple(dict.fromkeys((group, group[:1]))) if group else ()


def codes_begin(group: str) -> tuple[str, ...]:
    """Return how the codes of a group of :func:`sector_groups` begin."""
    letter, division = group[:1], group[1:]
    if division:
        return (division, group)
    return (letter, *(f"{n:02}" for span, key, _name in _SECTIONS if key == letter for n in span))
