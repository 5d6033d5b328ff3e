"""Two worlds that differ only in what a reader may not know look the same to it, to the byte."""

import re
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import make_operator, make_organization
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)
from tests.fairs.factories_after import AFTER, make_met, make_no_show, make_note
from time_machine import travel

pytestmark = pytest.mark.django_db
MEETING = reverse("results_meeting", args=["sealed", "RRRR2222"])
READERS = {
    "staff": [
        "/my/",
        reverse("results_mine", args=["sealed"]),
        "/fairs/sealed/results/mine.json",
        "/fairs/sealed/results/mine.csv",
        MEETING,
        reverse("fair", args=["sealed"]),
        reverse("fair_requests", args=["sealed"]),
        reverse("fair_requests", args=["coming"]),
        reverse("fair_request", args=["coming", "RRRR3333"]),
        "/fairs/coming/requests.json",
        reverse("organization", args=["RG33332X"]),
        reverse("organization-no-shows", args=["RG33332X"]),
        reverse("organization-no-shows", args=["RG44442X"]),
        reverse("no_shows", args=["sealed"]),
    ],
    "officer": [
        reverse("results_notes", args=["sealed"]),
        "/fairs/sealed/results/notes.json",
        MEETING,
        reverse("results_steps", args=["sealed"]),
    ],
}
READERS["desk"] = READERS["operator"] = READERS["officer"]


@pytest.fixture(autouse=True)
def moment():
    with travel(AFTER + timedelta(days=1), tick=False):
        yield


def make_world(number):
    """A supplier met a buyer; in world 1 the buyer kept a memo, and did not come to another fair."""
    organizer = make_organization("주최기관", kind="association", code="RG22222X")
    buying = make_organization("한빛전자", code="RG33332X")
    supplying = make_organization("가온정밀", code="RG44442X")
    fair = make_fair("상담회", slug="sealed", organizer=organizer)
    make_slots(fair)
    buyer = make_buyer(fair, organization=buying, code="BBBB2222")
    supplier = make_supplier(fair, organization=supplying, code="SSSS2222")
    request = make_met(fair, buyer=buyer, supplier=supplier)
    request.code = "RRRR2222"
    request.save()
    writer = make_staff(buyer, name="한빛")
    memo = "단가 여유 있음" if number else ""
    make_note(request, buyer, rung="quoted", amount=10**8, memo=memo, written_by=writer)
    make_note(request, supplier, written_by=make_staff(supplier, name="가온"), memo="우리 것")
    _make_coming(organizer, buying, supplying, absent=bool(number))
    return fair, supplier


def _make_coming(organizer, buying, supplying, *, absent):
    """The fair of the next year, at which the buyer's absence weighs."""
    coming = make_fair(
        "내년 상담회", slug="coming", organizer=organizer, no_show_cost=30, state="collecting"
    )
    make_slots(coming, on=date(2027, 11, 25))
    make_request(
        make_buyer(coming, organization=buying, code="BBBB3333"),
        make_supplier(coming, organization=supplying, code="SSSS3333"),
        code="RRRR3333",
        supplier_wish="must",
        asking_side="supplier",
    )
    if absent:
        elsewhere = make_fair("다른 상담회", slug="elsewhere", organizer=organizer, state="ended")
        make_slots(elsewhere, on=date(2026, 10, 1))
        make_no_show(make_buyer(elsewhere, organization=buying), answer="죄송합니다")


def reader_of(fair, supplier, persona):
    """Somebody who may not know the memo."""
    made = {
        "staff": lambda: make_staff(supplier, name="김가온", email="reader@example.org"),
        "officer": lambda: make_officer(fair, name="담당", email="reader@example.org"),
        "desk": lambda: make_desk(fair, name="안내", email="reader@example.org"),
        "operator": lambda: make_operator(name="운영", email="reader@example.org"),
    }
    return made[persona]()


def read(client, number, persona):
    """What the reader is answered in one world, which is gone afterward."""
    answers = []
    with transaction.atomic():
        client.force_login(reader_of(*make_world(number), persona))
        for path in READERS[persona]:
            answer = client.get(path)
            answers.append((path, answer.status_code, plain(answer.content)))
        transaction.set_rollback(True)
    return answers


def plain(content):
    """A page without what differs by chance: tokens and the keys of rows."""
    text = content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
    return re.sub(r"기업\d+", "", text)


@pytest.mark.parametrize("persona", READERS)
def test_reader_reads_the_same_in_both_worlds(client, persona):
    first, second = (read(client, number, persona) for number in (0, 1))

    for left, right in zip(first, second, strict=True):
        assert left == right
    assert first[0][1] == 200


def test_the_two_worlds_do_differ_for_the_writers_own_side(client):
    """The twin: whoever may know sees the difference, so the comparison can fail."""
    seen = []
    for number in (0, 1):
        with transaction.atomic():
            fair, _supplier = make_world(number)
            client.force_login(make_staff(fair.participants.get(code="BBBB2222")))
            paths = [MEETING, reverse("organization-no-shows", args=["RG33332X"])]
            seen.append([plain(client.get(path).content) for path in paths])
            transaction.set_rollback(True)

    assert "단가 여유 있음" in seen[1][0]
    assert all(one != other for one, other in zip(*seen, strict=True))


def test_the_coming_fairs_officer_does_see_the_weight_fall(client):
    weights = []
    for number in (0, 1):
        with transaction.atomic():
            fair, _supplier = make_world(number)
            coming = type(fair).objects.get(slug="coming")
            client.force_login(make_officer(coming))
            rows = client.get("/fairs/coming/requests.json").json()["requests"]
            weights.append(rows[0]["weight"])
            transaction.set_rollback(True)

    assert weights == [60, 42]
