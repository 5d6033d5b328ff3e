"""An invitation gives one address one place, once."""

from datetime import timedelta

import pytest
from tests.factories import make_person

from sangsaeng.kernel.invitations import (
    InvitationClosed,
    InvitationForAnother,
    accept,
    find,
    invite,
)
from sangsaeng.kernel.models import Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def link(at):
    """The secret of an invitation to guest@example.org."""
    return invite("Guest@example.org", "test", {}, actor=make_person(), at=at)[1]


def test_invited_person_takes_the_place_once(link, at):
    guest = make_person(email="guest@example.org")

    assert accept(link, actor=guest, at=at).purpose == "test"
    with pytest.raises(InvitationClosed):
        accept(link, actor=guest, at=at)


def test_looking_does_not_use_it_up(link, at):
    for _ in range(5):
        find(link, at=at)

    accept(link, actor=make_person(email="guest@example.org"), at=at)


def test_another_person_cannot_take_it(link, at):
    with pytest.raises(InvitationForAnother):
        accept(link, actor=make_person(), at=at)


def test_it_ends_after_its_life(link, at):
    with pytest.raises(InvitationClosed):
        find(link, at=at + timedelta(days=15))


def test_secret_is_not_kept(link):
    assert link not in str(Invitation.objects.values())
