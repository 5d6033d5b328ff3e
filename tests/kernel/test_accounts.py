"""Mails about an account: their links stand alone, lead to the site, and carry no stranger's words."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db

PHRASE = "a long enough pass phrase"
LINE = re.compile(r"^http://site\.example(/\S+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def site(settings):
    settings.BASE_URL = "http://site.example"
    cache.clear()


def sign_up(client, email, name="김새봄"):
    fields = {"email": email, "name": name, "password1": PHRASE, "password2": PHRASE}
    return client.post(reverse("account_signup"), fields)


def known_person():
    person = make_person()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def test_address_is_confirmed_by_the_line_of_the_mail(client, mailoutbox):
    sign_up(client, "new@example.org")
    place = LINE.search(mailoutbox[0].body)[1]

    seen = client.get(place)
    client.post(place)

    assert seen.status_code == 200
    assert EmailAddress.objects.get(email="new@example.org").verified


def test_name_of_a_stranger_is_not_mailed(client, mailoutbox):
    sign_up(client, "new@example.org", name="https://evil.example")

    assert "evil" not in mailoutbox[0].body


def test_password_is_set_anew_by_the_line_of_the_mail(client, mailoutbox):
    person = known_person()
    client.post(reverse("account_reset_password"), {"email": person.email})
    place = LINE.search(mailoutbox[0].body)[1]

    form = client.get(place, follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PHRASE, "password2": PHRASE})

    person.refresh_from_db()
    assert person.check_password(PHRASE)
    assert not person.check_password(PASSWORD)


def test_known_address_gets_the_same_answer_and_a_mail_that_helps(client, mailoutbox):
    person = known_person()

    answer = sign_up(client, person.email)

    assert answer.url == reverse("account_email_verification_sent")
    assert LINE.search(mailoutbox[0].body)[1] == reverse("account_reset_password")
