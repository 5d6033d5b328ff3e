"""Neither side learns what is the other's alone: two worlds that differ in it give the same bytes.

Hidden from a party are what the other side answered third parties, pairs that are kept apart, how
much it wished what it accepted, the reasons it did not share, how it ranks, what it put up without
its name, and whatever an officer's own request drew from it.
"""

import re
from datetime import timedelta

import pytest
from django.db import transaction
from tests.exchange.factories import make_need
from tests.factories import MOMENT, make_organization
from tests.fairs.factories import (
    FULL_PROFILE,
    make_buyer,
    make_fair,
    make_forbidden,
    make_officer,
    make_request,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.actions.fitting import bring_fits_up_to_date
from sangsaeng.kernel.house import the_house

pytestmark = pytest.mark.django_db

NARROWED = ("", "?state=accepted", "?state=declined", "?state=asked", "?state=expired", "?page=2")
SEARCHED = ("", "?q=노즐", "?term=노즐", "?company_class=small", "?company_class=large")
CODES = {
    "supplier": ("RRRRS222", "RRRRD222", "RRRRF222"),
    "buyer": ("RRRRB222", "RRRRE222", "RRRRG222", "RRRRS222"),
}


def party(make, fair, name, code, **fields):
    """A participant whose codes are the same in every world."""
    organization = make_organization(name, code=f"X{code[:6]}X", size_class="sme")
    fields = {"interests": "노즐"} | fields
    return make(fair, code=code, organization=organization, **fields)


def make_world(hidden, side=""):
    """One fair around a supplier and a buyer; ``hidden`` changes what the side may not learn."""
    organizer = make_organization("주최기관", kind="association", code="RG22222X")
    fair = make_fair("상담회", slug="sealed", state="collecting", organizer=organizer)
    make_slots(fair, 3)
    own_supplier = party(make_supplier, fair, "가온정밀", "SSSS2222", **FULL_PROFILE)
    own_buyer = party(make_buyer, fair, "한빛전자", "BBBB2222")
    ours = party(make_supplier, fair, "나래소재", "SSSS3333")
    theirs = party(make_buyer, fair, "두리중공업", "BBBB3333")
    fourth = party(make_buyer, fair, "마루전기", "BBBB4444")
    # How much the buyer wishes what it accepted is the buyer's own to read.
    accepted_with = "must" if hidden and side == "supplier" else "possible"
    _around_the_supplier(hidden, accepted_with, own_supplier, own_buyer, theirs, fourth)
    rest = [
        party(make_supplier, fair, name, code)
        for name, code in (("바다기계", "SSSS4444"), ("사람정공", "SSSS5555"))
    ]
    _around_the_buyer(hidden, own_buyer, ours, *rest)
    # Whom a declined supplier may turn to: kept apart from it or not, it has been asked once.
    free = party(make_buyer, fair, "자람화학", "BBBB5555")
    make_request(free, ours, asking_side="supplier", state="declined" if hidden else "accepted")
    # A request of others, there in both worlds; its answer is theirs alone.
    answered = "no_thanks" if hidden else "must"
    make_request(
        theirs,
        ours,
        asking_side="supplier",
        supplier_wish="must" if hidden else "possible",
        buyer_wish=answered,
        state="declined" if hidden else "accepted",
        answer_note="감춘말" if hidden else "",
        shares_answer_note=bool(hidden),
    )
    if hidden:
        make_forbidden(theirs, own_supplier, "감춘말")
        make_forbidden(fourth, own_supplier, "감춘말")
        make_forbidden(own_buyer, ours, "감춘말")
        make_forbidden(free, own_supplier, "감춘말")
        # What others put up without their name fits well, and tells nobody that it is theirs.
        own = own_supplier if side == "supplier" else own_buyer
        for one in fair.participants.exclude(pk=own.pk).select_related("organization"):
            make_need(one.organization, title="감춘말 정밀 노즐", is_anonymous=True)
    bring_fits_up_to_date(fair, actor=the_house(), at=MOMENT)
    return fair, {"supplier": own_supplier, "buyer": own_buyer}


def _around_the_supplier(hidden, accepted_with, supplier, buyer, theirs, fourth):
    """What the supplier asked: accepted, declined without a shared reason, and by an officer."""
    asked = {"asking_side": "supplier", "supplier_wish": "want", "entered_at": MOMENT}
    make_request(
        buyer, supplier, code="RRRRS222", state="accepted", buyer_wish=accepted_with, **asked
    )
    make_request(
        theirs,
        supplier,
        code="RRRRD222",
        state="declined",
        buyer_wish="no_thanks",
        answer_note="감춘말 이유" if hidden else "",
        answered_at=MOMENT + timedelta(hours=hidden),
        **asked,
    )
    make_request(
        fourth,
        supplier,
        code="RRRRF222",
        supplier_wish="want",
        buyer_wish="no_thanks" if hidden else "unstated",
        state="declined" if hidden else "asked",
        answer_note="감춘말 이유" if hidden else "",
    )


def _around_the_buyer(hidden, buyer, ours, silent, last):
    """What the buyer asked: accepted with the supplier's own wish, declined silently; and by an
    officer."""
    asked = {"asking_side": "buyer", "buyer_wish": "want", "entered_at": MOMENT}
    make_request(
        buyer,
        ours,
        code="RRRRB222",
        state="accepted",
        supplier_wish="possible" if hidden else "must",
        answer_note="감춘말 이유" if hidden else "",
        **asked,
    )
    make_request(
        buyer,
        last,
        code="RRRRG222",
        supplier_wish="no_thanks" if hidden else "unstated",
        state="declined" if hidden else "asked",
        answer_note="감춘말" if hidden else "",
    )
    make_request(
        buyer,
        silent,
        code="RRRRE222",
        state="declined",
        supplier_wish="no_thanks",
        answer_note="감춘말 이유" if hidden else "",
        **asked,
    )


def addresses(side):
    """Everything that a party may read of asking and answering."""
    fair, api = "/fairs/sealed", "/api/v1/fairs/sealed"
    own, other = ("SSSS2222", "BBBB") if side == "supplier" else ("BBBB2222", "SSSS")
    return [
        f"{fair}/",
        "/my/",
        *(f"{fair}/directory/{query}" for query in SEARCHED),
        *(f"{fair}/directory.json{query}" for query in SEARCHED),
        *(f"{fair}/{name}/{query}" for name in ("received", "sent") for query in NARROWED),
        *(f"{fair}/{name}.{form}" for name in ("received", "sent") for form in ("json", "csv")),
        *(f"{fair}/requests.{form}" for form in ("json", "csv")),
        *(f"{fair}/directory/{other}{number}/" for number in ("2222", "3333", "4444")),
        f"{fair}/participants/{own}/",
        f"{fair}/participants/{own}/profile/",
        *(f"{fair}/requests/{code}/" for code in CODES[side]),
        *(f"{api}/requests/{code}" for code in CODES[side]),
        f"{api}/requests",
        f"{api}/participants",
        f"{api}/participants/{own}/counterparts",
        f"{api}/participants/{own}/received",
    ]


def read(client, hidden, side):
    """What the party is answered in one world, which is gone afterward."""
    with transaction.atomic():
        _fair, own = make_world(hidden, side)
        client.force_login(make_staff(own[side], name="김가온", email="gaon@example.org"))
        answers = []
        for path in addresses(side):
            answer = client.get(path)
            answers.append((path, answer.status_code, plain(answer.content)))
        transaction.set_rollback(True)
    return answers


def plain(content):
    """A page without what differs by chance: the token of its forms and the keys of rows."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", content.decode())
    return re.sub(r'name="away" value="\d+"', "", text)


@pytest.mark.parametrize("side", ["supplier", "buyer"])
def test_party_reads_the_same_in_both_worlds(client, side):
    first, second = (read(client, hidden, side) for hidden in (0, 1))

    for left, right in zip(first, second, strict=True):
        assert left == right
    assert {status for _path, status, _text in first} == {200}
    assert not any("감춘말" in text for _path, _status, text in second)


@pytest.mark.parametrize("path", ["/fairs/sealed/requests.json", "/api/v1/fairs/sealed/requests"])
def test_the_two_worlds_do_differ_for_an_officer(client, path):
    """The twin: whoever may see it all sees the difference, so the comparison can fail."""
    seen = []
    for hidden in (0, 1):
        with transaction.atomic():
            fair, _own = make_world(hidden)
            client.force_login(make_officer(fair))
            seen.append(client.get(path).content)
            transaction.set_rollback(True)

    assert seen[0] != seen[1]


def test_shared_reason_is_read_and_only_by_who_asked(client):
    with transaction.atomic():
        fair, own = make_world(0)
        request = fair.requests.get(code="RRRRD222")
        request.answer_note, request.shares_answer_note = "올해는 어렵습니다.", True
        request.save()
        client.force_login(make_staff(own["supplier"]))
        assert "올해는 어렵습니다." in client.get("/fairs/sealed/sent/").content.decode()
        client.force_login(make_staff(own["buyer"]))
        pages = [client.get(path).content.decode() for path in addresses("buyer")]
        assert not any("올해는 어렵습니다." in text for text in pages)
        transaction.set_rollback(True)


def test_pair_kept_apart_is_proposed_like_any_other(client):
    """The comparison above covers the proposals: here they are, in the world that hides most."""
    _fair, own = make_world(1, "supplier")
    client.force_login(make_staff(own["supplier"]))
    for path in ("/fairs/sealed/sent/", "/fairs/sealed/requests/RRRRD222/"):
        assert "자람화학" in client.get(path).content.decode()


def test_ranking_is_never_shown_to_the_side_that_is_ranked(client):
    _fair, own = make_world(0)
    client.force_login(make_staff(own["supplier"]))
    for path in ("/fairs/sealed/sent/", "/fairs/sealed/requests/RRRRS222/"):
        assert "왜 이 순서인가" not in client.get(path).content.decode()
    url = "/api/v1/fairs/sealed/participants/BBBB2222/received"
    assert client.get(url).status_code == 404


def test_rankings_and_proposals_compared_above_do_show_how_well_two_fit(client):
    _fair, own = make_world(1, "supplier")
    client.force_login(make_staff(own["supplier"]))
    assert "잘 맞음 " in client.get("/fairs/sealed/sent/").content.decode()
    client.force_login(make_staff(own["buyer"]))
    assert "두 기업의 글을 이은 말" in client.get("/fairs/sealed/received/").content.decode()
