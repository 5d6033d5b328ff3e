"""Telling: who is told, once each, and what stands after a crash."""

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories import make_member, make_operator, make_organization, make_person
from tests.notices.factories import make_notice, make_story

from sangsaeng.kernel.house import the_house
from sangsaeng.notices.actions.telling import tell
from sangsaeng.notices.kinds import GROUP_OF, USUAL, Group, Kind, Way
from sangsaeng.notices.models import Notice, Preference
from sangsaeng.notices.news import News
from sangsaeng.notices.wording import _WORDS
from sangsaeng.organizations.actions import merge_organizations

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return make_story()


def news(participant, kind=Kind.FAIR_ENDED, once="told"):
    return News.of(participant, kind, once, "/my/", {})


def readers():
    return set(Notice.objects.values_list("person", flat=True))


def test_every_running_active_member_is_told(story, at):
    colleague = make_member(story.supplier.organization)
    gone, asleep = (make_member(story.supplier.organization) for _ in range(2))
    gone.memberships.update(ended_at=at)
    asleep.is_active = False
    asleep.save()

    tell([news(story.supplier)], by=None, at=at)

    assert readers() == {story.supplier_person.pk, colleague.pk}


def test_who_did_it_is_not_told(story, at):
    colleague = make_member(story.supplier.organization)

    tell([news(story.supplier)], by=story.supplier_person, at=at)

    assert readers() == {colleague.pk}


def test_house_is_never_told(story, at):
    make_member(story.supplier.organization)
    house = the_house()
    story.supplier.organization.memberships.create(person=house, role="staff", began_at=at)

    tell([news(story.supplier)], by=None, at=at)

    assert house.pk not in readers()


def test_same_news_is_told_once_to_each_person(story, at, later):
    tell([news(story.supplier)], by=None, at=at)
    tell([news(story.supplier), news(story.supplier, once="more")], by=None, at=later)

    assert sorted(Notice.objects.values_list("once", flat=True)) == ["more", "told"]


def test_crash_in_the_middle_leaves_nothing_and_the_second_run_tells_all_once(story, at):
    class Crash(Exception):
        pass

    def run(*, crashes):
        with transaction.atomic():
            tell([news(story.supplier)], by=None, at=at)
            if crashes:
                raise Crash
            tell([news(story.buyer)], by=None, at=at)

    with pytest.raises(Crash):
        run(crashes=True)
    assert readers() == set()

    run(crashes=False)
    run(crashes=False)
    assert Notice.objects.count() == 2


def test_database_allows_no_second_notice_under_one_key(story):
    make_notice(story.supplier_person, story.supplier, once="told")

    with pytest.raises(IntegrityError, match=r"once"), transaction.atomic():
        make_notice(story.supplier_person, story.supplier, once="told")


@pytest.mark.parametrize(
    ("wrong", "guard"),
    [
        ({"kind": "gossip"}, "notice_kind_known"),
        ({"path": "https://elsewhere.example"}, "notice_leads_to_this_site"),
        ({"path": "//elsewhere.example"}, "notice_leads_to_this_site"),
        ({"mailing": "carried"}, "notice_mailing_known"),
        ({"mailing": "mailed"}, "notice_mailed_at_some_time"),
    ],
)
def test_database_refuses_what_no_notice_is(story, wrong, guard):
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        make_notice(story.supplier_person, story.supplier, **wrong)


def test_each_way_is_the_persons_own_or_the_usual_one(story, at):
    other = make_member(story.supplier.organization)
    Preference.objects.create(person=other, group=Group.AFTERWARD, way=Way.AT_ONCE, set_at=at)

    tell([news(story.supplier)], by=None, at=at)

    ways = dict(Notice.objects.values_list("person", "mailing"))
    assert ways == {story.supplier_person.pk: "digest", other.pk: "at_once"}


def test_people_of_the_sample_get_no_mail(story, at):
    sample = make_person(is_sample=True)
    story.supplier.organization.memberships.create(person=sample, role="staff", began_at=at)

    tell([news(story.supplier)], by=None, at=at)

    assert Notice.objects.get(person=sample).mailing == "site_only"


def test_telling_takes_three_queries_for_any_number(story, at, django_assert_num_queries):
    with django_assert_num_queries(0):
        tell([], by=None, at=at)
    with django_assert_num_queries(3):
        tell([news(story.supplier)], by=None, at=at)
    with django_assert_num_queries(3):
        tell([news(one, once="two") for one in (story.supplier, story.buyer)], by=None, at=at)


def test_every_kind_has_words_and_a_group_with_a_usual_way():
    assert set(_WORDS) == set(Kind.values) == set(GROUP_OF)
    assert set(USUAL) == set(Group.values)


def test_notices_follow_an_organization_into_the_one_it_becomes(story, at):
    notice = make_notice(story.supplier_person, story.supplier)
    into = make_organization()

    merge_organizations(into, story.supplier.organization, actor=make_operator(), at=at)

    notice.refresh_from_db()
    assert notice.organization == into


@pytest.mark.django_db(transaction=True)
def test_without_the_database_guard_the_same_news_would_be_told_twice(story, at, monkeypatch):
    """The twin: it is the key for each person that keeps a second telling away."""
    guards = Notice._meta.constraints
    guard = next(each for each in guards if each.name == "notice_once_to_a_person")
    # SQLite builds the table anew from what the model says of itself.
    with monkeypatch.context() as patched, connection.schema_editor() as editor:
        patched.setattr(Notice._meta, "constraints", [one for one in guards if one != guard])
        editor.remove_constraint(Notice, guard)
    try:
        for _run in range(2):
            tell([news(story.supplier)], by=None, at=at)
        assert Notice.objects.count() == 2
    finally:
        Notice.objects.all().delete()
        with connection.schema_editor() as editor:
            editor.add_constraint(Notice, guard)


def test_people_without_an_organization_are_told_alone(at):
    person, other = make_person(), make_person()

    tell(
        [News(None, Kind.SEARCH_FOUND, "once", "/", people=frozenset({person.pk}))], by=None, at=at
    )

    assert Notice.objects.visible_to(person).count() == 1
    assert not Notice.objects.visible_to(other).exists()


def test_only_the_named_people_of_an_organization_are_told(at):
    organization = make_organization()
    told, colleague, stranger = (
        make_member(organization),
        make_member(organization),
        make_person(),
    )
    named = frozenset({told.pk, stranger.pk})

    tell([News(organization.pk, Kind.SEARCH_FOUND, "once", "/", people=named)], by=None, at=at)

    assert set(Notice.objects.values_list("person", flat=True)) == {told.pk}
    assert colleague.pk not in named
