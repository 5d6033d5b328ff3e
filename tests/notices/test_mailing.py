"""Mailing: at once or each morning, each notice in one mail, with a way out in every mail."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from threading import Barrier

import pytest
from django.core import mail as django_mail
from django.core.signing import Signer
from django.db import connection
from tests.factories import make_member
from tests.notices.factories import make_notice, make_story

from sangsaeng.kernel.house import keep_house
from sangsaeng.kernel.models import OutboxMail
from sangsaeng.kernel.refusals import Invalid, NotFound
from sangsaeng.notices.actions import mailing
from sangsaeng.notices.actions.mailing import mail_at_once, mail_digests, this_morning
from sangsaeng.notices.actions.preferring import leave, prefer
from sangsaeng.notices.addresses import ALL, DIGEST, leaving_address, leaving_of
from sangsaeng.notices.kinds import Group
from sangsaeng.notices.models import Notice
from sangsaeng.notices.queries import ways_of
from sangsaeng.notices.refusals import NotYours

pytestmark = pytest.mark.django_db

# Seven in the evening, and eight the next morning, in Seoul.
EVENING = datetime(2026, 11, 2, 10, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 2, 23, 0, tzinfo=UTC)


@pytest.fixture
def story():
    return make_story()


@pytest.fixture
def person(story):
    return story.supplier_person


def waiting(story, way="at_once", **fields):
    fields = {"made_at": EVENING, "mailing": way} | fields
    return make_notice(fields.pop("person", story.supplier_person), story.supplier, **fields)


def test_what_cannot_wait_is_mailed_at_once_and_once(story, person):
    notice = waiting(story)

    assert mail_at_once(at=EVENING) == 1
    assert mail_at_once(at=EVENING) == 0

    mail = OutboxMail.objects.get()
    assert mail.to == person.email
    assert mail.subject == "[상생] 상담회가 끝났습니다: 기술협력 상담회"
    assert f"{story.supplier.organization.name} 구성원께" in mail.body
    assert "http://localhost:8000/my/" in mail.body
    notice.refresh_from_db()
    assert (notice.mailing, notice.mailed_at) == ("mailed", EVENING)


def test_mail_is_written_in_the_readers_language(story, person):
    story.fair.name_en = "Tech Fair"
    person.language = "en"
    person.save()
    waiting(story, facts={"fair": {"ko": "기술협력 상담회", "en": "Tech Fair"}, "count": 2})

    mail_at_once(at=EVENING)

    assert "Tech Fair" in OutboxMail.objects.get().subject


@pytest.mark.parametrize(
    ("at", "hour"),
    [
        (EVENING, MORNING - timedelta(days=1)),
        (MORNING - timedelta(seconds=1), MORNING - timedelta(days=1)),
        (MORNING, MORNING),
        (MORNING + timedelta(hours=3), MORNING),
    ],
)
def test_morning_is_eight_in_seoul(at, hour):
    assert this_morning(at) == hour


def test_digest_gathers_a_persons_notices_into_one_mail_in_the_morning(story):
    for _ in range(3):
        waiting(story, "digest")
    waiting(story, "digest", person=story.buyer_person, organization=story.buyer.organization)

    assert mail_digests(at=MORNING - timedelta(minutes=1)) == 0
    assert mail_digests(at=MORNING) == 4
    assert mail_digests(at=MORNING + timedelta(hours=1)) == 0

    mine = OutboxMail.objects.get(to=story.supplier_person.email)
    assert mine.subject == "[상생] 새 소식 3건"
    assert mine.body.count("■ 상담회가 끝났습니다") == 3
    assert OutboxMail.objects.count() == 2


def test_digest_missed_while_the_house_slept_is_sent_when_it_wakes(story):
    waiting(story, "digest")

    assert mail_digests(at=MORNING + timedelta(hours=5)) == 1


def test_what_came_after_the_hour_waits_for_the_next_morning(story):
    waiting(story, "digest", made_at=MORNING + timedelta(minutes=1))

    assert mail_digests(at=MORNING + timedelta(hours=5)) == 0
    assert mail_digests(at=MORNING + timedelta(days=1)) == 1


def test_notice_that_is_seen_late_still_finds_its_mail(story):
    waiting(story, "digest")
    mail_digests(at=MORNING)
    waiting(story, "digest", made_at=MORNING - timedelta(seconds=1))

    assert mail_digests(at=MORNING + timedelta(seconds=5)) == 1
    assert OutboxMail.objects.count() == 2


def test_what_was_read_on_the_site_is_not_mailed_as_well(story):
    notice = waiting(story, "digest", read_at=EVENING)

    mail_digests(at=MORNING)

    assert OutboxMail.objects.count() == 0
    notice.refresh_from_db()
    assert notice.mailing == "site_only"


def test_who_left_meanwhile_gets_no_mail_about_the_organization(story, person):
    waiting(story, "digest")
    person.memberships.update(ended_at=EVENING)

    mail_digests(at=MORNING)

    assert OutboxMail.objects.count() == 0


def test_who_is_blocked_gets_no_mail(story, person):
    waiting(story)
    person.is_active = False
    person.save()

    mail_at_once(at=EVENING)

    assert OutboxMail.objects.count() == 0


def test_house_costs_two_questions_when_nothing_waits(story, django_assert_num_queries):
    waiting(story, "site_only")

    with django_assert_num_queries(2):
        mail_at_once(at=EVENING)
        mail_digests(at=EVENING)


def test_many_are_mailed_in_few_queries_and_whole_people_at_a_time(
    story, monkeypatch, django_assert_max_num_queries
):
    people = [make_member(story.supplier.organization) for _ in range(4)]
    for person in people * 2:
        waiting(story, "digest", person=person)
    monkeypatch.setattr(mailing, "BATCH", 3)

    with django_assert_max_num_queries(1 + 4 * 9):
        assert mail_digests(at=MORNING) == 8

    assert OutboxMail.objects.count() == 4


def test_crash_between_the_mail_and_its_mark_leaves_neither(story, monkeypatch):
    waiting(story)

    class Crash(Exception):
        pass

    def crash(*_args, **_kwargs):
        raise Crash

    with monkeypatch.context() as patched:
        patched.setattr(mailing.MAILING_STATES.__class__, "after", crash)
        with pytest.raises(Crash):
            mail_at_once(at=EVENING)
    assert OutboxMail.objects.count() == 0

    assert mail_at_once(at=EVENING) == 1
    assert OutboxMail.objects.count() == 1


def test_outbox_key_keeps_a_notice_from_a_second_mail_even_if_its_mark_were_lost(story):
    notice = waiting(story)
    mail_at_once(at=EVENING)
    Notice.objects.filter(pk=notice.pk).update(mailing="at_once", mailed_at=None)

    mail_at_once(at=EVENING)

    assert OutboxMail.objects.count() == 1


def test_house_writes_and_sends_in_one_round(story, settings):
    settings.MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    settings.MAIL_TRANSPORT_OPTIONS = {}
    django_mail.outbox = []
    waiting(story)

    keep_house(at=EVENING)

    [sent] = django_mail.outbox
    read = message_from_bytes(sent.message().as_bytes(), policy=policy.default)
    link = leaving_address(story.supplier_person, "afterward")
    assert read["List-Unsubscribe"].strip() == f"<{link}>"
    assert read["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in read.get_content()
    assert "/my/notices/settings/" in read.get_content()
    assert read.get_content_type() == "text/plain"


def test_link_opens_one_group_and_only_its_own_persons(story, person, at):
    link = leaving_of(leaving_address(person, "afterward").split("/")[-2])

    with pytest.raises(NotYours):
        leave(link, actor=story.buyer_person, at=at)
    leave(link, actor=person, at=at)

    assert {group for group, way in ways_of(person).items() if way == "site_only"} == {"afterward"}


@pytest.mark.parametrize(
    ("scope", "quiet"),
    [
        (ALL, set(Group.values)),
        (DIGEST, {"requests", "afterward"}),
    ],
)
def test_wider_links_keep_more_away(person, at, scope, quiet):
    leave(leaving_of(leaving_address(person, scope).split("/")[-2]), actor=person, at=at)

    assert {group for group, way in ways_of(person).items() if way == "site_only"} == quiet


def test_what_waited_is_not_mailed_after_leaving(story, person, at):
    waiting(story)
    waiting(story, "digest", kind="no_show_recorded")

    prefer({"afterward": "site_only"}, actor=person, at=at)
    mail_at_once(at=EVENING)
    mail_digests(at=MORNING)

    assert OutboxMail.objects.count() == 0


def test_forged_link_opens_nothing(person):
    good = leaving_address(person, "afterward").split("/")[-2]

    for token in (good[:-2] + "xx", "nonsense", Signer().sign_object([person.pk, ALL])):
        with pytest.raises(NotFound):
            leaving_of(token)


def test_link_to_a_group_that_does_not_exist_opens_nothing(person):
    with pytest.raises(NotFound):
        leaving_of(leaving_address(person, "gossip").split("/")[-2])


def test_unknown_way_or_group_is_refused(person, at):
    for ways in ({"afterward": "pigeon"}, {"gossip": "at_once"}):
        with pytest.raises(Invalid):
            prefer(ways, actor=person, at=at)


@pytest.mark.django_db(transaction=True)
def test_two_houses_at_once_write_each_mail_once(story):
    for _ in range(30):
        waiting(story)
    together = Barrier(2)

    def house():
        together.wait()
        try:
            return mail_at_once(at=EVENING)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as houses:
        settled = [run.result() for run in [houses.submit(house) for _ in range(2)]]

    assert sum(settled) == OutboxMail.objects.count() == 30
