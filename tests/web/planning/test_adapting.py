"""An officer plans anew around the meetings people were told of, and reads what that changed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_forbidden,
    make_officer,
    make_published,
    make_request,
    make_slots,
    make_supplier,
    make_timetable,
)

from sangsaeng.fairs.models import Population, Timetable
from sangsaeng.kernel.models import Job

pytestmark = pytest.mark.django_db

PRESS = "조금만 바꾸어 다시 편성"


@pytest.fixture
def fair(client):
    fair = make_fair()
    fair.made_slots = make_slots(fair, 6)
    fair.buyer = make_buyer(fair, "가전자")
    client.force_login(make_officer(fair))
    return fair


def meetings(fair, number):
    slots = fair.made_slots[:number]
    return [(make_request(fair.buyer, make_supplier(fair)), slot) for slot in slots]


def room(fair):
    return reverse("plan", args=[fair.slug])


def draft_of(timetable):
    return reverse("plan_draft", args=[timetable.fair.slug, timetable.serial])


def press(client, fair, **fields):
    return client.post(reverse("plan_start", args=[fair.slug]), fields)


def test_room_offers_to_start_from_the_version_in_force(client, fair):
    in_force = make_published(fair, meetings(fair, 1))
    make_timetable(fair)

    answer = client.get(room(fair))

    assert answer.context["offer"].serial == in_force.serial
    assert "발표한 1판의 상담을 되도록 그대로 두고" in answer.content.decode()


def test_room_offers_to_start_from_the_newest_draft_before_anything_is_published(client, fair):
    make_timetable(fair, meetings(fair, 1))
    make_timetable(fair)

    answer = client.get(room(fair))

    assert "초안 2의 상담을 되도록 그대로 두고" in answer.content.decode()


def test_room_offers_nothing_to_keep_where_nothing_is_planned(client, fair):
    make_request(fair.buyer, make_supplier(fair))

    assert PRESS not in client.get(room(fair)).content.decode()


def test_room_of_one_population_offers_only_planning_anew(client):
    fair = make_fair(population=Population.ONE)
    client.force_login(make_officer(fair))
    timetable = make_timetable(fair)

    assert client.get(room(fair)).context["offer"] is None
    assert PRESS not in client.get(draft_of(timetable)).content.decode()


def test_press_leads_to_a_draft_that_says_what_it_changed(
    client, fair, django_capture_on_commit_callbacks
):
    placed = meetings(fair, 3)
    make_published(fair, placed)
    gone = placed[0][0]
    make_forbidden(gone.buyer, gone.supplier)

    with django_capture_on_commit_callbacks(execute=True):
        press(client, fair, keeping=1)

    job = reverse("job", args=[Job.objects.get().code])
    made = Timetable.objects.get(serial=2)
    page = client.get(job, follow=True).content.decode()
    assert "1판에서 옮긴 상담 0건, 취소 1건, 더한 상담 0건" in page
    assert f"{draft_of(made)}compare/?with=1" in page
    assert "조금만 바꿈" in page


@pytest.mark.parametrize("named", ["7", "x", "-1", "²", "9" * 40])
def test_timetable_that_does_not_exist_is_missing(client, fair, named):
    make_request(fair.buyer, make_supplier(fair))

    assert press(client, fair, keeping=named).status_code == 404
    assert not Job.objects.exists()


def test_replaced_version_offers_no_press_and_is_refused(client, fair):
    earlier = make_published(fair, meetings(fair, 1))
    make_published(fair)

    assert PRESS not in client.get(draft_of(earlier)).content.decode()
    assert press(client, fair, keeping=earlier.serial).status_code == 409


def test_published_version_offers_the_press_to_officers_alone(client, fair):
    make_published(fair, meetings(fair, 1))
    url = reverse("timetable", args=[fair.slug])
    assert PRESS in client.get(url).content.decode()

    client.force_login(make_desk(fair))

    assert PRESS not in client.get(url).content.decode()


def test_draft_short_of_the_bound_in_idle_slots_alone_says_so(client, fair):
    timetable = make_timetable(fair, gaps=3, bound_gaps=0, is_proved_best=False)

    page = client.get(draft_of(timetable)).content.decode()

    assert "증명된 상한과의 차이: 빈 시간 3칸" in page


def test_draft_takes_the_same_queries_however_much_it_changed(client, fair):
    def queries(number):
        earlier = make_timetable(fair, meetings(fair, number))
        later = make_timetable(fair, meetings(fair, number), based_on=earlier)
        client.get(draft_of(later))
        with CaptureQueriesContext(connection) as asked:
            assert client.get(draft_of(later)).status_code == 200
        return len(asked)

    assert queries(1) == queries(3)
