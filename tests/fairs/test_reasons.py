"""An officer reads why a request found no place, with names and hours."""

import pytest
from django.utils import translation
from tests.fairs.factories import (
    make_buyer,
    make_fair,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.engine.timetable.answer import REASONS
from sangsaeng.engine.timetable.population.answer import REASONS as POPULATION_REASONS
from sangsaeng.fairs.models import Wish
from sangsaeng.fairs.reasons import LABELS, names_of, reason_label, reason_sentence

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_left():
    fair = make_fair()
    make_slots(fair, 4)
    return make_request(make_buyer(fair, "한국수력원자력"), make_supplier(fair, "한빛전자"))


def sentence(request, reason, facts=None):
    timetable = make_timetable(request.fair, left=[(request, reason, facts or {})])
    return reason_sentence(timetable.unplaced.get(), names_of(request.fair))


@pytest.mark.parametrize(
    ("reason", "facts", "said"),
    [
        ("forbidden", {}, "한국수력원자력과 한빛전자는 만나지 않도록 정한 두 기업입니다."),
        ("supplier_absent", {}, "한빛전자가 참석하지 못합니다."),
        ("no_common_slot", {}, "한국수력원자력과 한빛전자가 함께 있는 상담 시간이 없습니다."),
        (
            "buyer_full",
            {"slot": 1, "meetings": 12, "by": "tables"},
            (
                "한국수력원자력의 테이블이 상담 12건으로 찼습니다."
                " 한 자리가 더 있으면 10:30에 한빛전자와 만날 수 있습니다."
            ),
        ),
        (
            "buyer_full",
            {"slot": 0, "meetings": 8, "by": "limit"},
            (
                "한국수력원자력이 상담 한도 8건을 모두 채웠습니다."
                " 한 자리가 더 있으면 10:00에 한빛전자와 만날 수 있습니다."
            ),
        ),
        (
            "supplier_full",
            {"slot": 3, "meetings": 4, "by": "slots"},
            (
                "한빛전자가 참석하는 시간이 상담 4건으로 모두 찼습니다."
                " 한 건이 더 가능하면 11:30에 한국수력원자력과 만날 수 있습니다."
            ),
        ),
        (
            "no_free_slot",
            {"common_slots": [0, 2, 3]},
            "한국수력원자력과 한빛전자가 함께 있는 3칸마다 어느 한쪽의 다른 상담이 있습니다.",
        ),
    ],
)
def test_reason_is_told_with_names_and_hours(request_left, reason, facts, said):
    assert sentence(request_left, reason, facts) == said


def test_what_outranks_a_request_is_named(request_left):
    rival = make_request(request_left.buyer, make_supplier(request_left.fair, "나래소재"))
    meeting = {"buyer": rival.buyer.code, "supplier": rival.supplier.code, "locked": True}

    said = sentence(request_left, "outranked", {"slot": 2, "meetings": [meeting]})

    assert said == (
        "11:00에 만나려면 한국수력원자력–나래소재(고정) 상담이 빠져야 하는데,"
        " 시간표 전체로 그 상담이 앞섭니다."
    )


def test_where_anybody_meets_anybody_one_of_several_may_give_way(request_left):
    buyer, supplier = request_left.buyer.code, request_left.supplier.code
    rivals = [{"buyer": buyer, "supplier": supplier}, {"buyer": supplier, "supplier": buyer}]

    assert sentence(request_left, "outranked", {"meetings": rivals[:1]}) == (
        "만나려면 한국수력원자력–한빛전자 상담이 빠져야 하는데, 시간표 전체로 그 상담이 앞섭니다."
    )
    assert "가운데 하나가" in sentence(request_left, "outranked", {"meetings": rivals})
    assert sentence(request_left, "participant_full", {"full": [supplier]}) == (
        "한빛전자의 상담이 한도나 참석 시간만큼 모두 찼습니다."
    )


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        (
            (Wish.NO_THANKS, Wish.MUST),
            "한국수력원자력이 ‘원하지 않음’으로 표시했습니다.",
        ),
        ((Wish.WANT, Wish.NO_THANKS), "한빛전자가 ‘원하지 않음’으로 표시했습니다."),
        (
            (Wish.NO_THANKS, Wish.NO_THANKS),
            "한국수력원자력과 한빛전자가 모두 ‘원하지 않음’으로 표시했습니다.",
        ),
    ],
)
def test_who_does_not_want_the_meeting_is_named(request_left, wishes, said):
    request_left.buyer_wish, request_left.supplier_wish = wishes
    request_left.save()

    assert sentence(request_left, "not_wanted") == said


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_reason_of_the_engine_has_words_even_without_facts(request_left, language):
    with translation.override(language):
        for reason in {*REASONS, *POPULATION_REASONS, *LABELS}:
            assert reason_label(reason)
            assert sentence(request_left, reason).endswith(".")


def test_hours_of_a_fair_of_several_days_name_the_day():
    fair = make_fair()
    make_slots(fair, 1)
    make_slots(fair, 1, on=fair.days.get().date.replace(day=26))

    assert names_of(fair).hours == ["11/25 10:00", "11/26 10:00"]
