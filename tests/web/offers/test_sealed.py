"""Who is asked learns where, when and with whom; not why the place is free, nor who else waits."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_forbidden,
    make_mark,
    make_offer,
    make_opening,
    make_published,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)
from time_machine import travel

pytestmark = pytest.mark.django_db

PATHS = (
    "/fairs/sealed/offers/FFFF2222/",
    "/fairs/sealed/offers/FFFF3333/",
    "/fairs/sealed/",
    "/fairs/sealed/timetable/",
    "/fairs/sealed/participants/SSSS2222/timetable/",
    "/api/v1/fairs/sealed/offers",
    "/api/v1/fairs/sealed/offers/FFFF2222",
    "/api/v1/fairs/sealed/offers/FFFF3333",
    "/api/v1/fairs/sealed/openings",
)


def make_world(number):
    """An offer to our own pair; world 1 differs in why the place is free, who left and who waits."""
    organizer = make_organization("주최기관", kind="association", code="RG22222X")
    fair = make_fair("상담회", slug="sealed", organizer=organizer)
    slots = make_slots(fair)
    buyer = make_buyer(
        fair, code="BBBB2222", organization=make_organization("한빛전자", code="RG33332X")
    )
    own = make_supplier(
        fair, code="SSSS2222", organization=make_organization("가온정밀", code="RG44442X")
    )
    others = [make_supplier(fair, name) for name in ("나래소재", "다솔화학", "라온시스템")]
    request = make_request(buyer, own, code="RRRR2222", supplier_wish="must")
    rivals = [make_request(buyer, one) for one in others]
    make_published(fair)
    left_by, cause = (rivals[0], "absent") if number else (rivals[1], "late")
    opening = make_opening(
        fair, slots[0], buyer.tables.get(), left_by, cause=cause, code="PPPP2222"
    )
    if number:
        make_mark(others[0], "absent", slots[0].starts_at, request=rivals[0])
        make_offer(opening, rivals[2], state="declined")
        make_forbidden(buyer, others[1])
        elsewhere = make_opening(fair, slots[2], buyer.tables.get(), rivals[0])
        make_offer(elsewhere, rivals[2], code="FFFF3333")
    make_offer(opening, request, code="FFFF2222")
    return fair, {
        "supplier": make_staff(own, name="김가온", email="gaon@example.org"),
        "buyer": make_staff(buyer, name="박한빛", email="hanbit@example.org"),
        "desk": make_desk(fair, name="안내", email="desk@example.org"),
    }


def read(client, number, who, paths=PATHS):
    """What one person is answered in one world, which is gone afterward."""
    answers = []
    with transaction.atomic(), travel("2026-11-25T10:01:00+09:00", tick=False):
        _fair, people = make_world(number)
        client.force_login(people[who])
        for path in paths:
            answer = client.get(path)
            answers.append((path, answer.status_code, plain(answer.content)))
        transaction.set_rollback(True)
    return answers


def plain(content):
    """A page without what differs by chance: the token of its forms and the codes of polling."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode())
    return re.sub(r'(?<=/live/)[A-Z0-9]{16}|data-live="[^"]*"', "", text)


def test_supplier_who_is_asked_reads_the_same_in_both_worlds(client):
    first, second = (read(client, number, "supplier") for number in (0, 1))

    for left, right in zip(first, second, strict=True):
        assert left == right
    statuses = {path: status for path, status, _text in first}
    assert statuses["/fairs/sealed/offers/FFFF2222/"] == 200
    assert statuses["/fairs/sealed/offers/FFFF3333/"] == 404


def test_buyer_who_sits_there_learns_no_more_of_its_offer(client):
    own = [path for path in PATHS if "FFFF2222" in path]
    first, second = (read(client, number, "buyer", own) for number in (0, 1))

    assert first == second


def test_the_two_worlds_do_differ_at_the_desk(client):
    """The twin: whoever may see it all sees the difference, so the comparison can fail."""
    path = [reverse("desk_openings", args=["sealed"])]

    assert read(client, 0, "desk", path) != read(client, 1, "desk", path)
