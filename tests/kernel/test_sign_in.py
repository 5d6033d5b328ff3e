"""Signing in: by e-mail and password, limited, without telling who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.urls import reverse
from tests.factories import PASSWORD, make_person

from sangsaeng.kernel import clock
from sangsaeng.kernel.invitations import invite
from sangsaeng.kernel.models import OutboxMail, Person

pytestmark = pytest.mark.django_db
SIGN_UP = {
    "email": "new@example.org",
    "name": "새사람",
    "password1": PASSWORD,
    "password2": PASSWORD,
}


@pytest.fixture(autouse=True)
def _outbox(settings):
    settings.EMAIL_BACKEND = "sangsaeng.kernel.mail.OutboxBackend"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def person():
    """A person whose address is confirmed."""
    person = make_person(email="known@example.org")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client, email, password=PASSWORD):
    """Press «sign in»."""
    return client.post(reverse("account_login"), {"login": email, "password": password})


@pytest.mark.usefixtures("person")
def test_person_signs_in_with_any_case_of_the_address(client):
    answer = sign_in(client, "Known@Example.org")

    assert (answer.status_code, answer.url) == (302, reverse("my"))


@pytest.mark.usefixtures("person")
def test_unknown_address_and_wrong_password_get_the_same_answer(client):
    texts = []
    for email in ("known@example.org", "nobody@example.org"):
        answer = sign_in(client, email, "wrong password here")
        assert answer.status_code == 200
        text = answer.content.decode().replace(email, "")
        texts.append(re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text))

    assert texts[0] == texts[1]


@pytest.mark.usefixtures("person")
def test_guessing_is_stopped_even_with_the_right_password_at_the_end(client):
    for number in range(12):
        sign_in(client, "known@example.org", f"guess number {number}")

    answer = sign_in(client, "known@example.org")

    assert answer.status_code in {200, 429}
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("person")
def test_guessing_is_not_stopped_without_the_limit(client, settings):
    settings.ACCOUNT_RATE_LIMITS = False
    for number in range(12):
        sign_in(client, "known@example.org", f"guess number {number}")

    assert sign_in(client, "known@example.org").status_code == 302


def test_new_account_waits_for_its_address_to_be_confirmed(client):
    client.post(reverse("account_signup"), SIGN_UP)

    assert Person.objects.get().name == "새사람"
    assert "_auth_user_id" not in client.session
    link = re.search(r"/accounts/confirm-email/\S+", OutboxMail.objects.get().body).group()
    client.post(link)
    assert sign_in(client, "new@example.org").status_code == 302


def test_sign_up_for_a_known_address_does_not_tell(client, person):
    answer = client.post(reverse("account_signup"), {**SIGN_UP, "email": person.email})

    assert answer.url == reverse("account_email_verification_sent")
    assert Person.objects.count() == 1


def test_closed_site_opens_only_to_the_invited(client, settings):
    settings.SIGN_UP_IS_OPEN = False
    closed = client.get(reverse("account_signup"))
    assert 'name="password1"' not in closed.content.decode()

    _row, token = invite("new@example.org", "test", {}, actor=make_person(), at=clock.now())
    session = client.session
    session["invitation"] = token
    session.save()
    opened = client.get(reverse("account_signup"))
    assert 'name="password1"' in opened.content.decode()


def test_session_ends_with_the_password(client, person):
    client.force_login(person)
    assert client.get(reverse("my")).status_code == 200

    person.set_password("another long enough word")
    person.save()

    assert client.get(reverse("my")).status_code == 302


@pytest.mark.usefixtures("person")
def test_configured_provider_is_offered(client, settings):
    assert "기관 로그인" not in client.get(reverse("account_login")).content.decode()

    app = {"provider_id": "oidc", "name": "기관 로그인", "client_id": "c", "secret": "s"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"APPS": [{**app, "settings": {"server_url": "https://id.example"}}]}
    }
    assert "기관 로그인" in client.get(reverse("account_login")).content.decode()
