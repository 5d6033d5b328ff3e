"""Every address of one's own needs and offers, by everybody."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.exchange.factories import let_in, make_competitor, make_listing
from tests.exchange.stories import FACTS, make_story
from tests.factories import make_organization
from tests.web.matrix_own_listings import PERSONAS, PRESSES, ROUTES

from sangsaeng.exchange.actions.writing import attach
from sangsaeng.exchange.models import Listing

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 test"


@pytest.fixture
def world(at, settings, tmp_path):
    """What the addresses point to."""
    settings.FILES_ROOT = tmp_path
    story = make_story()
    said = {**FACTS.as_fields, "author": story.staff, "checker": story.association}
    out = make_listing(owner=story.owner, **said)
    waiting = make_listing(owner=story.owner, state="submitted", **said)
    file = attach(out, "성능 시험", "test.pdf", PDF, actor=story.staff, at=at)
    guest = story.other.memberships.get().organization
    admission = let_in(out, guest)
    rival = make_organization("경쟁정밀")
    one, form = {"code": out.code}, {"form": "json"}
    owner = {"organization": story.owner.code}
    sheet = owner | {"number": "AAAAAAAA"}
    story.out, story.waiting, story.rival = out, waiting, rival
    story.arguments = {
        "listing_own": one,
        "listing_edit": one,
        "listing_file_add": one,
        "listing_admit": one,
        "listing_step": one | {"verb": "renew"},
        "listing_file": one | {"number": file.pk},
        "listing_file_remove": one | {"number": file.pk},
        "listing_admission_end": one | {"number": admission.pk},
        "listing_check": {"code": waiting.code},
        "listing_guide": {"side": "offer", "kind": "technology"},
        "listings_mine_export": form,
        "listings-import": owner,
        "listings-import-template": owner,
        "listings-import-columns": sheet,
        "listings-import-preview": sheet,
        "listings-import-report": sheet,
        "competitor_remove": {"number": 0},
    }
    return story


def address(world, route):
    return reverse(route, kwargs=world.arguments.get(route))


def sign_in(client, world, persona):
    client.logout()
    if persona != "anonymous":
        client.force_login(world.people[persona])


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("route", ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(client, world, route, persona):
    sign_in(client, world, persona)

    assert client.get(address(world, route)).status_code == ROUTES[route][persona]


def body(world, route):
    """What is pressed with."""
    bodies = {
        "listing_edit": {
            "title": "고친 제목",
            "abstract": "고친 글",
            "problem": "새 문제",
            "audience": "public",
            "version": "2",
        },
        "listing_file_add": {"file": SimpleUploadedFile("more.pdf", PDF)},
        "listing_admit": {"organization": make_organization().code},
        "listings_mine_many": {"deed": "renew", "chosen": [world.out.code]},
        "listings_check_many": {"chosen": [f"{world.waiting.code}:1"]},
        "listing_check": {"check": "1", "version": "1"},
        "competitor_name": {"owner": world.owner.code, "competitor": world.rival.code},
    }
    return bodies.get(route, {})


@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("route", PRESSES)
def test_each_press_is_answered_as_the_matrix_says(client, world, route, persona):
    if route == "competitor_remove":
        world.arguments[route] = {"number": make_competitor(world.owner, world.rival).pk}
    sign_in(client, world, persona)

    answer = client.post(address(world, route), body(world, route))

    assert answer.status_code == PRESSES[route][persona]
    if persona == "anonymous":
        assert "/accounts/login/" in answer.headers.get("Location", "/accounts/login/")


def test_many_of_anothers_cannot_be_changed(client, world):
    client.force_login(world.other)
    client.post(reverse("listings_mine_many"), {"deed": "close", "chosen": [world.out.code]})
    client.post(reverse("listings_mine_many"), {"deed": "close", "everything": "1"})

    assert Listing.objects.get(pk=world.out.pk).state == "published"
