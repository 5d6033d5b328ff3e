"""Who may open and press what about a panel, and that nothing of an entry is told too early."""

import re

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.factories import MOMENT, make_member, make_organization, make_person
from tests.judging.factories import make_judge, make_review
from tests.judging.panel_world import CANARY, panel_world
from tests.programs.factories import make_entry
from tests.web.matrix_panels import PERSONAS, PRESSES, ROUTES, arguments
from time_machine import travel

from sangsaeng.judging.actions.assigning import plan_of, sign_of
from sangsaeng.judging.actions.conflicts import look_again
from sangsaeng.judging.models import Conflict, Judge, Review
from sangsaeng.judging.queries.pool import read_pool
from sangsaeng.kernel.models import AuditEvent, OutboxMail
from sangsaeng.programs.models import EntryPartner

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A panel with everybody around it."""
    with travel(MOMENT, tick=False):
        yield panel_world()


def sign_in(client, world, persona):
    client.logout()
    if persona in world.people:
        client.force_login(world.people[persona])


def bodies(world):
    """What is entered where."""
    return {
        "panel": {"email": "new@example.org", "name": "새위원", "stages": [world.stage.pk]},
        "panel_judge_facts": {"affiliation": "상생대학교", "sectors": "C26"},
        "panel_judge_seats": {"stages": [world.stage.pk]},
        "panel_judge_tie": {"organization": "다솜세정", "kind": "advice"},
        "panel_judge_leave": {"reason": "일정"},
        "panel_conflict_lift": {"reason": "동명이인"},
        "panel_assignment_apply": {"seen": sign_of(plan_of(read_pool(world.stage)))},
        "panel_assignment_add": {"entry": [world.entry.code]},
        "panel_assignment_release": {"reason": "일정"},
        "judge_leave": {"reason": "일정"},
        "judge_declare": {
            "seen": world.small.code,
            "has_read": "on",
            "confirm": "yes",
        },
        "judge_answer": {"verb": "accept"},
    }


def test_each_persona_gets_the_answer_of_the_matrix(client, world):
    given = arguments(world)
    answers = {}
    for route in ROUTES:
        url = reverse(route, kwargs=given[route])
        answers[route] = {}
        for persona in PERSONAS:
            sign_in(client, world, persona)
            answers[route][persona] = client.get(url).status_code

    assert answers == ROUTES


@pytest.mark.parametrize("route", PRESSES)
def test_each_persona_may_press_only_what_the_matrix_says(client, world, route):
    url = reverse(route, kwargs=arguments(world)[route])
    body = bodies(world).get(route, {})
    answers, changed = {}, {}
    for persona in PERSONAS:
        sign_in(client, world, persona)
        before = AuditEvent.objects.count()
        with transaction.atomic():
            answers[persona] = client.post(url, body).status_code
            changed[persona] = AuditEvent.objects.count() > before
            transaction.set_rollback(True)

    assert answers == PRESSES[route]
    assert changed == {
        persona: status == 302 and persona != "anonymous"
        for persona, status in PRESSES[route].items()
    }


def test_ids_of_another_call_are_not_found_under_this_one(client, world):
    other = call_world_beside(world)
    stage = other.stages.get()
    judge = make_judge(other, stage)
    entry = make_entry(other, make_organization())
    review = make_review(judge, entry, stage)
    client.force_login(world.officer)
    slug = world.call.slug

    assert client.get(reverse("panel_judge", args=[slug, judge.code])).status_code == 404
    assert client.get(reverse("panel_assignment", args=[slug, 99])).status_code == 404
    url = reverse("panel_assignment_judge", args=[slug, 1, judge.code])
    assert client.get(url).status_code == 404
    url = reverse("panel_assignment_release", args=[slug, 1, review.code])
    assert client.post(url).status_code == 404
    add = reverse("panel_assignment_add", args=[slug, 1, world.judge.code])
    assert client.post(add, {"entry": [entry.code]}).status_code == 409


def call_world_beside(world):
    """Another call of the same officer."""
    from tests.programs.factories import make_call

    return make_call(world.program, slug="another", state="closed")


def as_read(answer, code):
    """A page without its form's token and without the address that was asked for."""
    page = answer.content.decode().replace(code, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"|X-CSRFToken[^}]+', "", page)


def test_what_is_forbidden_answers_like_what_is_missing(client, world):
    client.force_login(world.outsider)
    forbidden = client.get(reverse("judge_invitation", args=[world.judge.code]))
    missing = client.get(reverse("judge_invitation", args=["ZZZZZZZZ"]))

    assert as_read(forbidden, world.judge.code) == as_read(missing, "ZZZZZZZZ")


class TestNothingTooEarly:
    """Before a judge has declared, no page of theirs knows an entry or who is in it together."""

    def pages(self, client, judge):
        yield client.get(reverse("judge_invitation", args=[judge.code]))
        yield client.get(reverse("judge_declare", args=[judge.code]))
        yield client.post(reverse("judge_declare", args=[judge.code]), {"seen": "", "tied": []})

    def test_invited_judge_reads_neither_entries_nor_organizations(self, client, world):
        client.force_login(world.invited.person)
        page = client.get(reverse("judge_invitation", args=[world.invited.code]))

        for hidden in (CANARY, world.entry.code, "한빛전자", "다솜세정", "누리화학"):
            assert hidden not in page.content.decode()

    def test_declaring_judge_reads_names_alone_and_in_their_order(self, client, world):
        judge = make_judge(world.call, world.stage, declared=False)
        make_review(judge, world.entry, world.stage)
        client.force_login(judge.person)
        for answer in self.pages(client, judge):
            page = answer.content.decode()
            for hidden in (CANARY, world.rival.title, world.entry.code, world.entry.number):
                assert hidden not in page
        listed = client.get(reverse("judge_declare", args=[judge.code])).content.decode()
        names = ["가온소재", "누리화학", "다솜세정", "한빛전자"]
        assert sorted(names, key=listed.index) == names

    def test_who_is_in_a_team_with_whom_changes_nothing_the_judge_reads(self, client, world):
        """Two worlds that differ only in the teams look the same before declaring."""
        judge = make_judge(world.call, world.stage, declared=False)
        client.force_login(judge.person)
        url = reverse("judge_declare", args=[judge.code])
        client.get(url)
        with CaptureQueriesContext(connection) as once:
            before = client.get(url)
        moved = EntryPartner.objects.get(entry=world.entry, organization=world.small)
        moved.entry = world.rival
        moved.save()
        with CaptureQueriesContext(connection) as again:
            after = client.get(url)

        assert as_read(before, "") == as_read(after, "")
        assert len(once) == len(again)


class TestPages:
    """What the pages do."""

    def test_judge_declares_in_two_steps(self, client, world):
        judge = make_judge(world.call, world.stage, declared=False)
        client.force_login(judge.person)
        url = reverse("judge_declare", args=[judge.code])
        page = client.get(url).content.decode()
        seen = re.search(r'name="seen" value="([^"]+)"', page).group(1)
        first = client.post(url, {"seen": seen, "tied": [world.small.code]})
        assert first.status_code == 200
        body = {"seen": seen, "tied": [world.small.code], "confirm": "yes"}
        assert client.post(url, body).status_code == 422
        body |= {"has_read": "on", f"kind-{world.small.code}": "family"}
        assert client.post(url, body).status_code == 302

        conflict = Conflict.objects.get(judge=judge)
        assert (conflict.entry, conflict.origin) == (world.entry, "declared")
        assert "관계가 있다고 밝힌 곳" in client.get(url).content.decode()

    def test_accepting_leads_to_the_declaration(self, client, world):
        client.force_login(world.invited.person)
        answer = reverse("judge_answer", args=[world.invited.code])
        response = client.post(answer, {"verb": "accept"})

        assert response.url == reverse("judge_declare", args=[world.invited.code])
        assert Judge.objects.get(pk=world.invited.pk).state == "accepted"

    def test_check_before_inviting_tells_the_way_and_keeps_nothing(self, client, world):
        client.force_login(world.officer)
        before = AuditEvent.objects.count()
        url = reverse("panel_check", args=[world.call.slug])
        page = client.post(url, {"email": "", "affiliation": "다솜세정"}).content.decode()

        assert "다솜세정(재직)" in page
        assert CANARY in page
        assert AuditEvent.objects.count() == before

    def test_plan_that_changed_meanwhile_is_not_applied(self, client, world):
        client.force_login(world.officer)
        url = reverse("panel_assignment_apply", args=[world.call.slug, 1])
        before = Review.objects.count()

        assert client.post(url, {"seen": "0" * 16}).status_code == 409
        assert Review.objects.count() == before

    def test_what_is_short_is_named_on_the_page(self, client, world):
        client.force_login(world.officer)
        world.stage.least_judges = 3
        world.stage.save()
        page = client.get(reverse("panel_assignment", args=[world.call.slug, 1])).content.decode()

        assert "모자란 신청" in page
        assert "이해충돌·거둠이 1명" in page

    def test_entry_is_moved_to_another_judge_by_hand(self, client, world):
        other = make_judge(world.call, world.stage, make_person(name="대신"))
        client.force_login(world.officer)
        url = reverse("panel_assignment_release", args=[world.call.slug, 1, world.review.code])
        client.post(url, {"judge": other.code, "reason": "일정"})

        assert [one.judge for one in Review.objects.standing()] == [other]

    @pytest.mark.parametrize(
        "route", ["panel", "panel_conflicts", "panel_assignment", "panel_export"]
    )
    def test_lists_ask_as_often_for_many_as_for_few(self, client, world, route):
        given = arguments(world)[route]
        client.force_login(world.officer)

        def statements():
            with CaptureQueriesContext(connection) as seen:
                assert client.get(reverse(route, kwargs=given)).status_code == 200
            return len(seen)

        few = statements()
        for _each in range(3):
            company = make_organization()
            entry = make_entry(world.call, company)
            judge = make_judge(world.call, world.stage)
            make_review(judge, entry, world.stage)
            make_judge(world.call, world.stage, make_member(company))
        look_again(world.call, at=MOMENT)
        assert statements() == few


def test_somebody_new_sets_a_password_by_mail_and_comes_in(client, world):
    """Who was named without an account is told how, and the way they are told works."""
    client.force_login(world.officer)
    body = {"email": "new@example.org", "name": "새위원", "stages": [world.stage.pk]}
    client.post(reverse("panel", args=[world.call.slug]), body)
    judge = Judge.objects.get(person__email="new@example.org")
    client.post(reverse("panel_judge_invite", args=[world.call.slug, judge.code]))
    client.logout()
    client.post(reverse("account_reset_password"), {"email": "new@example.org"})
    told = OutboxMail.objects.filter(to="new@example.org")

    assert any(reverse("judge_invitation", args=[judge.code]) in one.body for one in told)
    (reset,) = mail.outbox
    assert (reset.to, "/accounts/password/reset/key/" in reset.body) == (["new@example.org"], True)
