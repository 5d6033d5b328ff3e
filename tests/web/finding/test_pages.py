"""Needs and offers are found, read and matched on pages."""

import json
import re

import pytest
from django.urls import reverse
from tests.exchange.factories import let_in, make_interest, make_need, make_offer
from tests.factories import make_member, make_organization

from sangsaeng.exchange.models import Listing, MatchSetting, Verdict
from sangsaeng.organizations.models import Role

pytestmark = pytest.mark.django_db


def plain(answer):
    """The page without what differs each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def make_pair():
    """A need, and an offer that answers it in other words."""
    need = make_need(make_organization("가온전자"), title="배터리 셀 외관 불량 검사")
    offer = make_offer(
        make_organization("나래비전"),
        title="머신비전 외관검사기",
        abstract="이차전지 배터리의 외관 불량을 카메라로 찾는 검사 장비",
        region="seoul",
        readiness=8,
    )
    return need, offer


def test_offer_is_found_by_words_which_are_lit_and_taken_along_as_a_file(client):
    make_pair()
    make_offer(title="백화점 입점 상담", kind="sales_channel", abstract="판로")

    page = client.get("/offers/", {"q": "배터리 불량", "region": "seoul"}).content.decode()

    assert "<mark>배터리</mark>" in page
    assert "백화점 입점" not in page
    assert "서울 (1)" in page
    answer = client.get("/offers.json", {"q": "배터리 불량", "region": "seoul"}).json()
    assert [one["title"] for one in answer["offers"]] == ["머신비전 외관검사기"]
    for form in ("csv", "xlsx"):
        assert client.get(f"/offers.{form}", {"q": "배터리"}).status_code == 200


def test_empty_answer_says_what_to_give_up(client):
    make_pair()

    page = client.get("/offers/", {"region": "seoul", "kind": "training"}).content.decode()

    assert "찾는 제안이 없습니다" in page
    assert "‘종류: 교육’ 조건을 빼면 1건이 더 나옵니다" in page
    assert 'href="/offers/?region=seoul"' in page


def test_no_listing_at_all_invites_to_write_the_first(client):
    page = client.get("/needs/").content.decode()

    assert "아직 올라온 수요가 없습니다" in page
    assert 'href="/needs/new/"' in page


def test_page_of_an_offer_shows_what_is_public_and_points_to_its_linked_data(client):
    _need, offer = make_pair()

    page = client.get(f"/offers/{offer.code}/").content.decode()
    linked = client.get(f"/offers/{offer.code}.jsonld")

    assert "나래비전" in page
    assert offer.detail not in page
    assert f'href="/offers/{offer.code}.jsonld"' in page
    assert linked["Content-Type"].startswith("application/ld+json")
    about = linked.json()
    assert (about["@type"], about["seller"]["name"]) == ("Offer", "나래비전")
    assert client.get(f"/needs/{offer.code}/").status_code == 404
    assert client.get(f"/offers/{offer.code}.json").json()["detail"] is None


def test_need_is_a_demand_that_its_owner_seeks(client):
    need, _offer = make_pair()

    about = client.get(f"/needs/{need.code}.jsonld").json()

    assert about["@type"] == "Demand"
    assert about["@reverse"]["seeks"]["name"] == "가온전자"


def test_who_is_let_in_reads_the_detail(client):
    need, _offer = make_pair()
    guest = make_organization()
    let_in(need, guest)
    client.force_login(make_member(guest))

    assert need.detail in client.get(f"/needs/{need.code}/").content.decode()
    assert client.get(f"/needs/{need.code}.json").json()["detail"] == need.detail


def test_owner_sees_ranked_offers_with_reasons_and_judges_them_by_one_press(client):
    need, offer = make_pair()
    make_offer(title="재활용 포장재", abstract="포장", kind="product")
    client.force_login(make_member(need.owner, Role.STAFF))
    matches = reverse("listing_matches", args=["need", need.code])

    page = client.get(matches).content.decode()
    assert f"/offers/{offer.code}/" in page
    assert "이어진 말" in page

    judge = reverse("listing_judge", args=["need", need.code, offer.code])
    assert (
        client.post(judge, {"word": "fits", "back": f"{matches}?page=1"}).url == f"{matches}?page=1"
    )
    assert Verdict.objects.get().word == "fits"
    assert "되돌리기" in client.get(matches).content.decode()
    assert client.post(judge, {"word": "", "back": "https://evil.example"}).url == matches
    assert not Verdict.objects.exists()


def test_press_with_script_answers_with_the_same_buttons(client):
    need, offer = make_pair()
    client.force_login(make_member(need.owner))
    judge = reverse("listing_judge", args=["need", need.code, offer.code])

    answer = client.post(judge, {"word": "misses"}, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "맞지 않음" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_matches_are_narrowed_and_taken_along(client):
    need, offer = make_pair()
    client.force_login(make_member(need.owner))
    matches = reverse("listing_matches", args=["need", need.code])

    assert "맞는 제안이 아직 없습니다" in client.get(matches, {"region": "busan"}).content.decode()
    taken = client.get(f"/needs/{need.code}/matches.json").json()["matches"]
    assert [(one["code"], one["score"] > 0) for one in taken] == [(offer.code, True)]


def test_why_is_lit_in_both_texts_and_why_not_is_told(client):
    need, offer = make_pair()
    other = make_offer(title="판로", abstract="수출", kind="sales_channel")
    far = make_offer(title="zzz", abstract="yyy", region="busan")
    client.force_login(make_member(need.owner))
    why = reverse("listing_why", args=["need", need.code])

    page = client.get(why, {"with": offer.code}).content.decode()
    assert "1번째로 맞는 글입니다" in page
    assert page.count("<mark>") >= 2
    assert "어떤 조건" in client.get(why).content.decode()
    filtered = client.get(why, {"with": offer.code, "region": "busan"}).content.decode()
    assert "지역 조건에 맞지 않습니다" in filtered
    assert "종류 조건에 맞지 않습니다" in client.get(why, {"with": other.code}).content.decode()
    assert "이어진 말이 없습니다" in client.get(why, {"with": far.code}).content.decode()
    assert "같은 편" in client.get(why, {"with": f"http://x/needs/{need.code}/"}).content.decode()
    draft = make_offer(state="draft")
    hidden = plain(client.get(why, {"with": draft.code}))
    assert "그런 글이 없거나 볼 수 없습니다" in hidden
    assert hidden.replace(draft.code, "22222222") == plain(client.get(why, {"with": "22222222"}))


def test_learned_words_are_shown_switched_off_forgotten_and_taken_up_again(client):
    need, offer = make_pair()
    others = [make_offer(abstract=f"머신비전 카메라 {n}") for n in range(3)]
    missing = [make_offer(abstract=f"수작업 검사 인력 {n}", kind="expertise") for n in range(3)]
    member = make_member(need.owner)
    client.force_login(member)
    for one, word in [*((o, "fits") for o in others), *((o, "misses") for o in missing)]:
        client.post(reverse("listing_judge", args=["need", need.code, one.code]), {"word": word})
    here, change = reverse("matching"), reverse("matching_change", args=[need.owner.code])

    page = client.get(here).content.decode()
    assert "맞음 3건, 맞지 않음 3건" in page
    assert "카메" in page
    assert "답한 쌍이 6쌍" in page

    client.post(change, {"deed": "ignore"})
    assert "지금은 반영하지 않습니다" in client.get(here).content.decode()
    assert not MatchSetting.objects.get().follows_history
    client.post(change, {"deed": "follow"})
    client.post(change, {"deed": "anew"})
    assert "아직 배운 말이 없습니다" in client.get(here).content.decode()
    client.post(change, {"deed": "all"})
    assert "맞음 3건, 맞지 않음 3건" in client.get(here).content.decode()
    assert Verdict.objects.count() == 6
    refused = client.post(change, {"deed": "weigh"})
    assert refused.status_code == 409
    assert client.post(change, {"deed": "other"}).status_code == 404
    assert offer.state == "published"


def test_answered_interest_is_learned_from_too(client):
    need, offer = make_pair()
    make_interest(need, offer.owner, state="declined", answering=offer, answer="", message="")
    client.force_login(make_member(need.owner))

    assert "맞음 0건, 맞지 않음 1건" in client.get(reverse("matching")).content.decode()
    client.force_login(make_member(offer.owner))
    assert "맞음 1건, 맞지 않음 0건" in client.get(reverse("matching")).content.decode()


@pytest.mark.parametrize("words", ["", "배터리 불량"])
def test_list_asks_as_often_for_many_as_for_one(client, django_assert_max_num_queries, words):
    make_offer(abstract="배터리 불량")
    client.get("/offers/", {"q": words})
    with django_assert_max_num_queries(14) as asked:
        client.get("/offers/", {"q": words})
        once = len(asked)
    for _ in range(4):
        make_offer(abstract="배터리 불량")
    client.get("/offers/", {"q": words})

    with django_assert_max_num_queries(once):
        client.get("/offers/", {"q": words})


def test_json_says_what_the_page_says(client):
    _need, offer = make_pair()

    data = json.loads(client.get(f"/offers/{offer.code}.json").content)

    assert data["title"] == offer.title
    assert data["url"].endswith(f"/offers/{offer.code}/")
    assert Listing.objects.count() == 2
