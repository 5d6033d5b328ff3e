"""What the pages of honors and plaques show."""

import json

import pytest
from django.conf import settings
from django.urls import reverse
from tests.factories import MOMENT, make_organization
from tests.honors.factories import given_honor, make_honor
from tests.programs.factories import make_entry, make_program
from time_machine import travel

from sangsaeng.honors.addresses import honor_address, plaque_address, status_address
from sangsaeng.honors.bundles import read_bundle
from sangsaeng.honors.checking import check
from sangsaeng.honors.models import Honor, Plaque
from sangsaeng.honors.proving import keys_in

pytestmark = pytest.mark.django_db
SITE = settings.BASE_URL
JWT = {"HTTP_ACCEPT": "application/vc+jwt"}


@pytest.fixture
def given():
    with travel(MOMENT, tick=False):
        world, honor = given_honor(MOMENT, part="기술협력", summary="함께 고쳤습니다.")
        yield world, honor, Plaque.objects.order_by("pk").first()


def revoked(client, world, honor):
    client.force_login(world.officer)
    client.post(reverse("honor_revoke", args=[honor.code]), {"reason": "허위 실적이 드러남"})
    client.logout()


def test_what_is_signed_and_printed_leads_to_where_it_is_checked(given):
    _world, honor, plaque = given
    assert plaque_address(plaque) == SITE + reverse("plaque_verify", args=[plaque.code])
    assert honor_address(honor) == SITE + reverse("honor", args=[honor.code])
    assert status_address(1) == SITE + reverse("honor_status", args=[1])


def test_a_sound_plaque_is_called_valid_with_what_it_says(client, given):
    _world, _honor, plaque = given
    page = client.get(reverse("plaque_verify", args=[plaque.code])).content.decode()
    for said in ("유효한 기념패입니다", "한빛전자", "다솜세정", plaque.number, "2026-11-20"):
        assert said in page


def test_a_revoked_plaque_says_why_and_since_when(client, given):
    world, honor, plaque = given
    revoked(client, world, honor)
    page = client.get(reverse("plaque_verify", args=[plaque.code])).content.decode()
    assert "취소된 기념패입니다" in page
    assert "2026-11-02 · 허위 실적이 드러남" in page
    assert "유효한 기념패" not in page


@pytest.mark.usefixtures("given")
def test_an_unknown_plaque_is_called_so_and_never_valid(client):
    answer = client.get(reverse("plaque_verify", args=["ABCDEFGH2345"]))
    assert answer.status_code == 404
    assert "이런 기념패는 없습니다" in answer.content.decode()


def test_a_number_typed_or_pasted_leads_to_its_plaque(client, given):
    _world, _honor, plaque = given
    for typed in (plaque.code.lower(), f" {plaque_address(plaque)}/ "):
        answer = client.get(reverse("plaque_look_up"), {"code": typed})
        assert answer["Location"] == reverse("plaque_verify", args=[plaque.code])


def test_a_program_gets_the_credential_at_the_same_address(client, given):
    _world, _honor, plaque = given
    url = reverse("plaque_verify", args=[plaque.code])
    answer = client.get(url, **JWT)
    assert answer["Content-Type"] == "application/vc+jwt"
    assert answer.content.decode() == plaque.credential
    assert "Accept" in answer["Vary"]
    browser = client.get(url, HTTP_ACCEPT="text/html,application/xhtml+xml,*/*;q=0.8")
    assert browser["Content-Type"].startswith("text/html")


def test_everything_published_together_proves_the_plaque(client, given, later):
    world, honor, plaque = given
    package = read_bundle(client.get(reverse("plaque_json", args=[plaque.code])).content)
    keys = keys_in(json.loads(client.get("/.well-known/did.json").content))
    assert keys == keys_in(json.loads(client.get("/honors/keys.json").content)) == package.keys
    assert check(package.tokens[0], keys, package.lists).standing == "valid"
    with travel(later, tick=False):
        revoked(client, world, honor)
        package = read_bundle(client.get(reverse("plaque_json", args=[plaque.code])).content)
    assert check(package.tokens[0], keys, package.lists).standing == "revoked"


def test_a_revoked_honor_stays_in_the_gallery_and_says_so(client, given):
    world, honor, _plaque = given
    revoked(client, world, honor)
    assert "취소됨" in client.get(reverse("honors")).content.decode()
    page = client.get(reverse("honor", args=[honor.code])).content.decode()
    assert "이 포상은 취소되었습니다" in page


def test_the_gallery_is_narrowed_by_program_round_part_and_name(client, given):
    world, honor, _plaque = given
    past = make_honor(world.program, make_organization("옛기업"), round="2023 1차", title="옛 사례")
    for query, found in (
        ({"round": "2023 1차"}, {past.code}),
        ({"part": "기술협력"}, {honor.code}),
        ({"q": "옛기업"}, {past.code}),
        ({"q": "세정 공정"}, {honor.code}),
        ({"program": world.program.slug}, {honor.code, past.code}),
        ({"q": "없는 이름"}, set()),
    ):
        told = client.get(reverse("honors_export", args=["json"]), query).json()
        assert {one["code"] for one in told["honors"]} == found, query
    assert "찾는 사례가 없습니다" in client.get(reverse("honors"), {"q": "없는"}).content.decode()


@pytest.mark.usefixtures("given")
@pytest.mark.parametrize("form", ["xlsx", "csv", "json"])
def test_the_gallery_is_given_as_a_file(client, form):
    assert client.get(reverse("honors_export", args=[form])).status_code == 200


def test_an_empty_gallery_says_what_comes_here(client):
    assert "아직 포상 사례가 없습니다" in client.get(reverse("honors")).content.decode()


def test_a_past_honor_names_its_source_and_has_no_plaque(client, given):
    world, _honor, _plaque = given
    past = make_honor(world.program, make_organization("옛기업"), source="https://news.example/1")
    page = client.get(reverse("honor", args=[past.code])).content.decode()
    assert "news.example" in page
    assert "기념패가 없습니다" in page


def test_the_officer_sees_what_would_be_given_before_giving(client, given):
    world, _honor, _plaque = given
    make_entry(world.call, world.other, world.other_small, state="selected", title="기다리는 사례")
    client.force_login(world.officer)
    page = client.get(reverse("honor_giving", args=[world.call.slug])).content.decode()
    assert "기다리는 사례" in page
    assert "1건 모두 수여" in page
    assert Honor.objects.count() == 1
    client.post(reverse("honor_give_all", args=[world.call.slug]), {"awarded_on": "2026-11-20"})
    assert Honor.objects.get(title="기다리는 사례").number == 2


def test_a_form_without_its_day_comes_back_and_nothing_is_given(client, given):
    world, _honor, _plaque = given
    make_entry(world.call, world.other, world.other_small, state="selected")
    client.force_login(world.officer)
    answer = client.post(reverse("honor_give_all", args=[world.call.slug]), {"awarded_on": ""})
    assert answer.status_code == 422
    assert Honor.objects.count() == 1


def test_an_organization_shows_what_it_holds(client, given):
    world, honor, _plaque = given
    page = client.get(reverse("organization", args=[world.small.code])).content.decode()
    assert "받은 포상" in page
    assert reverse("honor", args=[honor.code]) in page


def test_of_the_entry_only_what_was_asked_for_the_public_is_shown(client, given):
    world, honor, _plaque = given
    page = client.get(reverse("honor", args=[honor.code])).content.decode()
    assert "해결한 문제에 대한 답" in page
    for kept in ("이행 노력에 대한 답", "담당자 연락처에 대한 답"):
        assert kept not in page
    world.call.questions.update(scope="public")
    assert (
        "담당자 연락처에 대한 답"
        in client.get(reverse("honor", args=[honor.code])).content.decode()
    )


def test_names_that_hold_markup_are_only_names(client, given):
    _world, honor, plaque = given
    Honor.objects.filter(pk=honor.pk).update(title="<script>alert(1)</script>")
    for url in (
        reverse("honors"),
        reverse("honor", args=[honor.code]),
        reverse("plaque_verify", args=[plaque.code]),
    ):
        assert "<script>alert" not in client.get(url).content.decode()


@pytest.mark.parametrize("url", ["honors", "honors_export", "honor_giving", "organization"])
def test_a_list_costs_the_same_with_one_row_and_with_three(
    client, given, django_assert_max_num_queries, url
):
    world, _honor, _plaque = given
    arguments = {
        "honors": [],
        "honors_export": ["json"],
        "honor_giving": [world.call.slug],
        "organization": [world.large.code],
    }[url]
    address = reverse(url, args=arguments)
    client.force_login(world.officer)
    client.get(address)
    with django_assert_max_num_queries(60) as few:
        client.get(address)
    for number in range(3):
        make_honor(world.program, world.large, world.small, round=f"{number}차", call=world.call)
    with django_assert_max_num_queries(len(few)):
        client.get(address)


@pytest.mark.usefixtures("given")
def test_programs_of_others_are_offered_only_where_they_gave_an_honor(client):
    make_program(slug="empty", name="빈 사업")
    assert "빈 사업" not in client.get(reverse("honors")).content.decode()
