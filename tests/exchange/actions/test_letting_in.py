"""Letting in, the quiet list, and files: who may, what follows, and what is seen after."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from tests.exchange.factories import make_listing
from tests.exchange.stories import FACTS, PERSONAS, make_story
from tests.factories import make_member, make_organization

from sangsaeng.exchange.actions.admitting import end_admission, let_in
from sangsaeng.exchange.actions.competitors import name_competitor, remove_competitor
from sangsaeng.exchange.actions.writing import MOST_FILES, attach, detach
from sangsaeng.exchange.models import Admission, Attachment, Competitor, Listing
from sangsaeng.exchange.queries.shown import shown_to
from sangsaeng.exchange.refusals.listing import OnTheQuietList, OwnOrganization, TooManyFiles
from sangsaeng.kernel.files import FileKindRefused
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()
PDF = b"%PDF-1.4 test"


@pytest.fixture
def story():
    return make_story()


@pytest.fixture
def listing(story):
    said = FACTS.as_fields | {"author": story.staff, "detail": "상세", "is_anonymous": True}
    return make_listing(owner=story.owner, **said)


@pytest.mark.parametrize("persona", sorted(set(PERSONAS) - {"manager"}))
def test_only_who_leads_the_owner_lets_in_and_keeps_the_list(story, listing, persona, at):
    guest, actor = make_organization(), story.people[persona]

    with pytest.raises(NotAllowed):
        let_in(listing, guest, actor=actor, at=at)
    with pytest.raises(NotAllowed):
        name_competitor(story.owner, guest, actor=actor, at=at)
    admission = let_in(listing, guest, actor=story.manager, at=at)
    with pytest.raises(NotAllowed):
        end_admission(admission, actor=actor, at=at)


def test_who_is_let_in_reads_the_detail_until_it_is_closed(story, listing, at, later):
    guest = make_organization()
    reader = make_member(guest)
    (before,) = shown_to(reader, [listing])

    admission = let_in(listing, guest, actor=story.manager, at=at)
    (during,) = shown_to(reader, [listing])
    end_admission(admission, actor=story.manager, at=later)
    (after,) = shown_to(reader, [listing])

    assert [before.detail, during.detail, after.detail] == [None, "상세", None]
    assert [before.owner, during.owner, after.owner] == [None, story.owner, None]


def test_letting_in_twice_is_once_and_the_database_holds_to_it(story, listing, at):
    guest = make_organization()
    one = let_in(listing, guest, actor=story.manager, at=at)

    assert let_in(listing, guest, actor=story.manager, at=at) == one
    with pytest.raises(IntegrityError), transaction.atomic():
        Admission.objects.create(
            listing=listing, organization=guest, let_in_by=story.manager, let_in_at=at
        )


def test_neither_oneself_nor_a_competitor_is_let_in(story, listing, at):
    rival = make_organization()
    name_competitor(story.owner, rival, actor=story.manager, at=at)

    with pytest.raises(OwnOrganization):
        let_in(listing, story.owner, actor=story.manager, at=at)
    with pytest.raises(OnTheQuietList):
        let_in(listing, rival, actor=story.manager, at=at)
    with pytest.raises(OwnOrganization):
        name_competitor(story.owner, story.owner, actor=story.manager, at=at)


def test_a_competitor_and_strangers_see_nothing_until_the_list_is_empty(story, listing, later):
    rival = make_organization()
    watcher = make_member(rival)
    seen = lambda viewer: Listing.objects.visible_to(viewer).filter(pk=listing.pk).exists()  # noqa: E731 - asked thrice

    row = name_competitor(story.owner, rival, actor=story.manager, at=later)
    listing.refresh_from_db()
    assert listing.touched_at == later
    assert (seen(watcher), seen(STRANGER), seen(story.other)) == (False, False, True)
    remove_competitor(row, actor=story.manager, at=later)
    assert (seen(watcher), seen(STRANGER)) == (True, True)
    assert not Competitor.objects.exists()


def test_a_file_of_the_detail_leaves_what_is_out_as_it_is_and_a_public_one_does_not(
    story, listing, at, settings, tmp_path
):
    settings.FILES_ROOT = tmp_path
    attach(listing, "", "도면.pdf", PDF, actor=story.staff, at=at)
    assert (listing.state, Attachment.objects.get().title) == ("published", "도면.pdf")

    attach(listing, "소개", "about.pdf", PDF, is_detail=False, actor=story.staff, at=at)
    assert listing.state == "submitted"
    (shown,) = shown_to(STRANGER, [listing])
    assert shown.attachments == ()


def test_files_are_few_and_of_kinds_one_can_open(story, listing, at, settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    with pytest.raises(FileKindRefused):
        attach(listing, "", "x.exe", b"MZ\x00\x00", actor=story.staff, at=at)
    for _ in range(MOST_FILES):
        one = attach(listing, "", "a.pdf", PDF, actor=story.staff, at=at)
    with pytest.raises(TooManyFiles):
        attach(listing, "", "a.pdf", PDF, actor=story.staff, at=at)
    with pytest.raises(NotAllowed):
        detach(one, actor=story.other, at=at)
    detach(one, actor=story.staff, at=at)
    assert listing.attachments.count() == MOST_FILES - 1
