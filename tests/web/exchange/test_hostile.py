"""Input that no form of ours would send is declined; it never breaks a page."""

import pytest
from tests.disclosure.factories import make_world, written
from tests.exchange.factories import make_need
from tests.factories import MOMENT, make_member, make_operator, make_organization
from time_machine import travel

from sangsaeng.organizations.models import Role

pytestmark = pytest.mark.django_db
ENDLESS = "9" * 5000
BROKEN = 500


@pytest.fixture(autouse=True)
def moment():
    with travel(MOMENT, tick=False):
        yield


@pytest.fixture
def owner():
    return make_member(make_organization(), Role.OWNER)


def listing_of(person, **fields):
    return make_need(person.memberships.get().organization, **fields)


@pytest.mark.parametrize("side", ["", "elsewhere", "needs", "\x00"])
def test_search_of_no_side_is_not_kept(client, owner, side):
    client.force_login(owner)

    answer = client.post("/my/searches/new/", {"side": side, "name": "검사"})

    assert answer.status_code < BROKEN
    assert not owner.saved_searches.exists()


@pytest.mark.parametrize("until", ["2026-02-31", "2026-13-45", "내일", "0000-00-00"])
@pytest.mark.parametrize("verb", ["publish", "renew"])
def test_day_that_is_none_publishes_nothing(client, owner, verb, until):
    state = "checked" if verb == "publish" else "published"
    listing = listing_of(owner, state=state, particulars={"problem": "누설을 찾습니다."})
    before = listing.expires_on
    client.force_login(owner)

    answer = client.post(f"/listings/{listing.code}/step/{verb}/", {"until": until})

    listing.refresh_from_db()
    assert answer.status_code < BROKEN
    assert listing.expires_on == before


def test_endless_number_of_a_version_is_an_old_one(client, owner):
    listing = listing_of(owner, state="draft")
    client.force_login(owner)
    said = {"title": "다른 제목", "audience": "public", "version": ENDLESS}

    answer = client.post(f"/listings/{listing.code}/edit/", said)

    listing.refresh_from_db()
    assert answer.status_code < BROKEN
    assert listing.title != "다른 제목"


@pytest.mark.parametrize("many", [False, True])
def test_endless_number_of_a_version_checks_nothing(client, owner, many):
    listing = listing_of(owner, state="submitted")
    client.force_login(make_operator())
    one = (f"/listings/{listing.code}/check/", {"version": ENDLESS})
    all_of_them = ("/checking/many/", {"chosen": f"{listing.code}:{ENDLESS}"})

    answer = client.post(*(all_of_them if many else one))

    listing.refresh_from_db()
    assert answer.status_code < BROKEN
    assert listing.state == "submitted"


def test_endless_number_of_a_text_agrees_to_nothing(client):
    world = written(make_world())
    client.force_login(world.supplier)

    answer = client.post(f"/disclosures/{world.demand.code}/agreement/agree/", {"seen": ENDLESS})

    assert answer.status_code < BROKEN
    assert world.agreement.state == "drafting"
