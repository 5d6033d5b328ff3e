"""Programs find, ask, rank and answer as the same person does on the pages."""

import pytest
from django.urls import reverse
from tests.factories import make_organization
from tests.fairs.factories import make_buyer, make_table_row
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_api_asking import PRESSES, ROUTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """The world while its fair takes requests; the supplier asked the buyer."""
    made = make_world()
    made.fair.state = "collecting"
    made.fair.save()
    made.request.asking_side, made.request.supplier_wish = "supplier", "must"
    made.request.save()
    return made


@pytest.fixture
def ask(world, client):
    """Ask for an address below the world's fair as a persona, and return status and body."""

    def asked(persona, path, body=None):
        client.logout()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        url = f"/api/v1/fairs/{world.fair.slug}{path}"
        answer = (
            client.get(url)
            if body is None
            else client.post(url, body, content_type="application/json")
        )
        return answer.status_code, answer.json()

    return asked


@pytest.mark.parametrize("persona", PERSONAS)
def test_every_persona_is_answered_what_the_matrix_says(persona, world, client):
    if persona != "anonymous":
        client.force_login(world.people[persona])
    fair = {"slug": world.fair.slug}
    received = reverse("api:list_received", kwargs=fair | {"code": world.buyer.code})
    answer = reverse("api:answer_asking", kwargs=fair | {"code": world.request.code})
    body = {"side": "buyer", "wish": "want"}

    assert client.get(received).status_code == ROUTES["api:list_received"][persona]
    pressed = client.post(answer, body, content_type="application/json")
    assert pressed.status_code == PRESSES["api:answer_asking"][persona]


def test_counterparts_say_who_may_not_be_asked_and_why(world, ask):
    large = make_buyer(world.fair, organization=make_organization("포스코", size_class="large"))
    make_table_row(world.fair, "large", "small", supplier_may_ask=False)

    _status, found = ask("supplier_staff", f"/participants/{world.supplier.code}/counterparts")
    wanted = {"asking": world.supplier.code, "asked": large.code, "wish": "must"}

    assert [(one["company_class"], one["may_ask"]) for one in found] == [("large", False)]
    assert "대기업에 먼저 신청하지 않습니다" in found[0]["why_not"]
    assert ask("supplier_staff", "/requests", wanted)[1]["code"] == "fair.not_for_this_class"


def test_what_was_received_comes_ranked_with_the_wish_of_who_asked(world, ask):
    _status, found = ask("buyer_staff", f"/participants/{world.buyer.code}/received")

    first = found[0]
    assert first["request"]["code"] == world.request.code
    assert (first["request"]["supplier_wish"], first["points"]) == ("must", 40)
    assert [part["key"] for part in first["parts"]] == ["wish", "fit", "met", "profile"]


@pytest.mark.parametrize(("shares", "read"), [(True, "올해는 어렵습니다."), (False, None)])
def test_who_asked_reads_the_answer_and_a_shared_reason(world, ask, shares, read):
    path = f"/requests/{world.request.code}"
    said = {"side": "buyer", "wish": "no_thanks", "note": "올해는 어렵습니다."}

    status, own = ask("buyer_staff", f"{path}/answer", said | {"shares_note": shares})
    _status, other = ask("supplier_staff", path)

    assert (status, own["state"], own["answer_note"]) == (200, "declined", "올해는 어렵습니다.")
    assert (other["state"], other["buyer_wish"], other["answer_note"]) == ("declined", None, read)


def test_answer_that_is_none_is_refused(world, ask):
    path = f"/requests/{world.request.code}/answer"

    for said in ({"side": "buyer", "wish": "unstated"}, {"side": "member", "wish": "want"}, {}):
        assert ask("buyer_staff", path, said)[0] == 422
