"""Two worlds that differ only in what a party may not know look the same to it, to the byte."""

import re

import pytest
from django.db import transaction
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import (
    make_away,
    make_buyer,
    make_fair,
    make_forbidden,
    make_officer,
    make_pin,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)

pytestmark = pytest.mark.django_db

QUERIES = (
    "",
    "?wish=must",
    "?wish=no_thanks",
    "?wish=unstated",
    "?buyer=BBBB2222",
    "?supplier=SSSS3333",
    "?placed=yes",
    "?placed=no",
    "?q=노즐",
    "?purpose=purchase",
    "?page=2",
    "?sort=weight",
)


def make_world(number):
    """A party's own request, and around it everything it must not learn when ``number`` is 1."""
    organizer = make_organization("주최기관", kind="association", code="RG22222X")
    fair = make_fair("상담회", slug="sealed", state="collecting", organizer=organizer)
    slots = make_slots(fair)
    buyer = make_buyer(
        fair,
        code="BBBB2222",
        organization=make_organization("한빛전자", code="RG33332X"),
    )
    own = make_supplier(
        fair,
        code="SSSS2222",
        organization=make_organization("가온정밀", code="RG44442X"),
    )
    other = make_supplier(
        fair,
        code="SSSS3333",
        organization=make_organization("나래소재", code="RG55552X"),
    )
    second = make_buyer(
        fair,
        code="BBBB3333",
        organization=make_organization("두리중공업", code="RG66662X"),
    )
    request = make_request(
        buyer, own, code="RRRR2222", supplier_wish="want", asking_side="supplier", topic="노즐"
    )
    if number:
        request.buyer_wish = "no_thanks"
        request.save()
        make_forbidden(buyer, own, "계열사")
        make_forbidden(second, own)
        make_request(buyer, other, supplier_wish="must", buyer_wish="must", topic="노즐")
        make_pin(request, slots[1])
        make_away(other, slots[0])
    staff = make_staff(own, name="김가온", email="gaon@example.org")
    return fair, staff


def read(client, number, paths):
    """What the party is answered in one world, which is gone afterward."""
    answers = []
    with transaction.atomic():
        _fair, staff = make_world(number)
        client.force_login(staff)
        for path in paths:
            answer = client.get(path)
            answers.append((path, answer.status_code, plain(answer.content)))
        transaction.set_rollback(True)
    return answers


def plain(content):
    """A page without what differs by chance: the token of its forms and the keys of rows."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode())
    return re.sub(r'name="away" value="\d+"', "", text)


def paths():
    one = ["sealed"]
    return [
        reverse("fair", args=one),
        *(reverse("fair_requests", args=one) + query for query in QUERIES),
        *(f"/fairs/sealed/requests.json{query}" for query in QUERIES),
        "/fairs/sealed/requests.csv",
        reverse("fair_request_new", args=one),
        reverse("fair_request", args=["sealed", "RRRR2222"]),
        reverse("fair_participant", args=["sealed", "SSSS2222"]),
        reverse("fair_participants", args=one),
        reverse("fair_request", args=["sealed", "ZZZZ9999"]),
    ]


def test_party_reads_the_same_in_both_worlds(client):
    first, second = (read(client, number, paths()) for number in (0, 1))

    for left, right in zip(first, second, strict=True):
        assert left == right
    assert [status for _path, status, _text in first][-2:] == [403, 404]


def test_the_two_worlds_do_differ_for_an_officer(client):
    """The twin: whoever may see it all sees the difference, so the comparison can fail."""
    seen = []
    for number in (0, 1):
        with transaction.atomic():
            fair, _staff = make_world(number)
            client.force_login(make_officer(fair))
            seen.append(client.get("/fairs/sealed/requests.json").json())
            transaction.set_rollback(True)

    assert seen[0] != seen[1]


def test_public_page_names_buyers_and_no_suppliers(client):
    make_world(1)

    text = client.get(reverse("fair", args=["sealed"])).content.decode()

    assert "한빛전자" in text
    assert "가온정밀" not in text
    assert "나래소재" not in text
