"""Profiles: written by the participant, thin ones sent back by an officer with a word on why."""

import pytest
from tests.factories import make_person
from tests.fairs.factories import (
    FULL_PROFILE,
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_staff,
    make_supplier,
)

from sangsaeng.fairs.actions import profiles
from sangsaeng.fairs.actions.profiles import (
    Profile,
    complete_profile,
    edit_profile,
    send_back,
    send_back_thin,
)
from sangsaeng.fairs.events import ProfileSentBack
from sangsaeng.fairs.profiles import completeness, words_of
from sangsaeng.fairs.refusals.asking import NoteMissing, ProfileThin
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db
FULL = Profile(**FULL_PROFILE)


@pytest.fixture
def fair():
    return make_fair(state="collecting")


@pytest.fixture
def supplier(fair):
    return make_supplier(fair)


@pytest.fixture
def announced(monkeypatch):
    heard = []
    monkeypatch.setattr(profiles, "announce", heard.append)
    return heard


def test_completeness_is_the_share_of_pieces_that_say_enough(supplier):
    assert completeness(supplier).percent == 0
    for field, value in FULL_PROFILE.items():
        setattr(supplier, field, value)
    assert (completeness(supplier).percent, completeness(supplier).is_thin) == (100, False)
    supplier.about = "노즐"
    supplier.headline = "  "

    assert [piece.key for piece in completeness(supplier).missing] == ["headline", "about"]
    assert completeness(supplier).is_thin


def test_words_are_told_apart_whatever_stands_between_them():
    assert words_of("정밀 가공, CNC·표면", "x cnc") == {"정밀", "가공", "cnc", "표면"}


def test_participant_writes_its_own_profile_and_calls_it_complete(supplier, at):
    staff = make_staff(supplier)

    edit_profile(supplier, Profile(headline="노즐"), actor=staff, at=at)
    assert (supplier.headline, supplier.profile_state) == ("노즐", "draft")
    with pytest.raises(ProfileThin) as refused:
        complete_profile(supplier, Profile(headline="노즐"), actor=staff, at=at)
    assert "소개" in refused.value.sentence
    complete_profile(supplier, FULL, actor=staff, at=at)
    assert supplier.profile_state == "complete"
    edit_profile(supplier, Profile(headline="고침"), actor=staff, at=at)

    supplier.refresh_from_db()
    assert (supplier.headline, supplier.profile_state) == ("고침", "draft")


def test_nobody_writes_for_another_and_nobody_after_the_end(fair, supplier, at):
    for actor in (make_staff(make_buyer(fair)), make_desk(fair), make_person()):
        with pytest.raises(NotAllowed):
            edit_profile(supplier, FULL, actor=actor, at=at)
    supplier.fair.state = "ended"
    with pytest.raises(NotAllowed):
        edit_profile(supplier, FULL, actor=make_staff(supplier), at=at)


def test_sent_back_with_a_word_and_complete_again(fair, supplier, announced, at):
    officer = make_officer(fair)

    with pytest.raises(NoteMissing):
        send_back(supplier, "  ", actor=officer, at=at)
    send_back(supplier, "실적을 적어 주십시오.", actor=officer, at=at)
    assert (supplier.profile_state, supplier.profile_note) == (
        "sent_back",
        "실적을 적어 주십시오.",
    )
    assert announced == [ProfileSentBack(supplier, at)]
    complete_profile(supplier, FULL, actor=make_staff(supplier), at=at)

    assert (supplier.profile_state, supplier.profile_note) == ("complete", "")


def test_all_thin_ones_are_sent_back_once(fair, supplier, announced, at):
    make_supplier(fair, **FULL_PROFILE)
    make_buyer(fair)
    officer = make_officer(fair)

    assert send_back_thin(fair, "소개를 채워 주십시오.", actor=officer, at=at) == 2
    assert send_back_thin(fair, "소개를 채워 주십시오.", actor=officer, at=at) == 0

    assert len(announced) == 2
    supplier.refresh_from_db()
    assert supplier.profile_state == "sent_back"


def test_only_officers_send_back(fair, supplier, at):
    for actor in (make_staff(supplier), make_desk(fair)):
        with pytest.raises(NotAllowed):
            send_back(supplier, "x", actor=actor, at=at)
        with pytest.raises(NotAllowed):
            send_back_thin(fair, "x", actor=actor, at=at)
