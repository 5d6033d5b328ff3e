"""The sample shows technical material behind its gate."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests.factories import MOMENT, make_member, make_organization
from time_machine import travel

from sangsaeng.disclosure.models import Demand
from sangsaeng.sample.disclosures import load_disclosures

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    owner, receiver = make_organization("예시정밀"), make_organization("한국수력원자력")
    people = {
        "supplier": make_member(owner, "owner", name="박기술", email="supplier@example.com"),
        "buyer": make_member(receiver, "owner", name="이구매", email="buyer@example.com"),
    }
    load_disclosures(owner, receiver, people, at=MOMENT)
    return people


@pytest.mark.usefixtures("loaded")
def test_one_is_in_force_and_one_waits():
    waiting, running = Demand.objects.order_by("-pk")

    assert running.agreement.state == "in_force"
    assert waiting.state == "sent"
    assert running.is_sample
    assert waiting.is_sample


def test_the_buyer_looks_at_the_drawing_marked_with_its_name(loaded):
    running = Demand.objects.order_by("pk").first()
    client = Client()
    client.force_login(loaded["buyer"])
    with travel(MOMENT + timedelta(days=1), tick=False):
        answer = client.get(reverse("disclosure_view", args=[running.code, 1]))

    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    assert "이구매" in text
    assert "예시 자료" in text
