"""Who came without being planned is taken in, is here, and waits like everybody else."""

from datetime import timedelta

import pytest
from tests.factories import make_organization
from tests.fairs.factories import make_away, make_buyer, make_fair, make_forbidden, make_officer
from tests.fairs.floor import make_day, make_day_of_one_population

from sangsaeng.fairs.actions.answering import expire_overdue
from sangsaeng.fairs.actions.the_day.booking import book_place
from sangsaeng.fairs.actions.the_day.walking_in import WalkIn, welcome_walk_in
from sangsaeng.fairs.models import Mark, Participant
from sangsaeng.fairs.queries.the_day.waiting import places_for
from sangsaeng.fairs.refusals.asking import WishUnknown
from sangsaeng.fairs.refusals.setting_up import NotOfThisFair, SidesDoNotMeet
from sangsaeng.fairs.refusals.the_day import MayNotMeet, MustWantSomebody
from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.refusals import AlreadyKnown

pytestmark = pytest.mark.django_db


@pytest.fixture
def day():
    return make_day()


def welcome(day, who, *wanted, **more):
    return welcome_walk_in(
        day.fair, WalkIn(who, wanted or (day.buyer,), **more), actor=day.desk, at=day.at
    )


def test_known_organization_takes_part_is_here_and_asks(day):
    organization = make_organization("새길테크")

    welcomed = welcome(day, organization, topic="밸브", purpose="purchase", is_first_timer=True)

    [request] = welcomed.requests
    assert welcomed.participant.organization == organization
    assert (welcomed.participant.side, welcomed.participant.is_first_timer) == ("supplier", True)
    assert (request.buyer, request.state, request.topic) == (day.buyer, "asked", "밸브")
    assert (request.supplier_wish, request.buyer_wish) == ("want", "unstated")
    assert Mark.objects.get(participant=welcomed.participant).kind == "arrived"


def test_request_made_at_the_desk_does_not_end_with_the_time_to_answer(day):
    day.fair.answer_by = day.at - timedelta(days=7)
    day.fair.save()

    [request] = welcome(day, make_organization("새길테크")).requests
    expire_overdue(day.fair, at=day.at)

    request.refresh_from_db()
    assert (request.state, request.asking_side) == ("asked", "")


def test_new_organization_is_entered(day):
    welcomed = welcome(day, OrganizationFacts("새길테크", size_class="sme"))

    assert welcomed.participant.organization.name == "새길테크"


def test_new_organization_that_is_known_is_not_entered_twice(day):
    make_organization("새길테크").names.create(name="새길테크", key="새길테크", use="official")

    with pytest.raises(AlreadyKnown):
        welcome(day, OrganizationFacts("새길테크"))
    assert not Mark.objects.exists()


def test_who_takes_part_already_keeps_its_place_and_its_requests(day):
    other = make_buyer(day.fair, "두리중공업")

    welcomed = welcome(day, day.first.supplier.organization, day.buyer, other)

    assert welcomed.participant == day.first.supplier
    assert welcomed.requests[0] == day.first
    assert welcomed.requests[1].buyer == other
    assert Participant.objects.filter(organization=day.first.supplier.organization).count() == 1


def test_walk_in_is_asked_about_a_place_that_waits_for_somebody(day):
    opening = day.vacate()
    day.fair.requests.filter(pk__in=[day.first.pk, day.second.pk]).update(state="withdrawn")
    opening.offers.all().delete()

    welcomed = welcome(day, make_organization("새길테크"))

    assert opening.offers.get().request == welcomed.requests[0]


def test_walk_in_is_given_a_place_in_two_steps(day):
    [request] = welcome(day, make_organization("새길테크")).requests
    place = places_for(request, day.at)[0]

    meeting = book_place(request, day.place(1), actor=day.desk, at=day.at)

    assert place.slot == day.slots[1]
    assert meeting.supplier.organization.name == "새길테크"


def test_only_places_where_both_are_free_are_told(day):
    make_away(day.buyer, day.slots[1], day.slots[2])

    [request] = welcome(day, make_organization("새길테크")).requests

    assert [one.slot for one in places_for(request, day.at)] == [day.slots[3]]


def test_whom_it_cannot_meet_is_refused_by_name(day):
    make_forbidden(day.buyer, day.first.supplier)
    with pytest.raises(MayNotMeet, match="한빛전자는 만날 수 없는 상대"):
        welcome(day, day.first.supplier.organization)

    day.second.state = "declined"
    day.second.save()
    with pytest.raises(MayNotMeet, match="원하지 않는다고"):
        welcome(day, day.second.supplier.organization)


def test_wishes_that_make_no_sense_are_refused(day):
    with pytest.raises(MustWantSomebody):
        WalkIn(day.buyer.organization, ())
    with pytest.raises(WishUnknown):
        WalkIn(day.buyer.organization, (day.buyer,), purpose="fun")
    with pytest.raises(SidesDoNotMeet):
        welcome(day, make_organization(), day.first.supplier)
    with pytest.raises(NotOfThisFair):
        welcome(day, make_organization(), make_buyer(make_fair()))


def test_among_one_population_a_walk_in_is_a_member():
    day = make_day_of_one_population()

    welcomed = welcome(day, make_organization("새길테크"))

    [request] = welcomed.requests
    assert welcomed.participant.side == "member"
    assert {request.buyer, request.supplier} == {day.buyer, welcomed.participant}
    assert "want" in {request.buyer_wish, request.supplier_wish}


def test_only_the_desk_of_this_fair_welcomes(day):
    walk_in = WalkIn(make_organization(), (day.buyer,))

    for person in (day.people["first"], make_officer(make_fair())):
        with pytest.raises(NotAllowed):
            welcome_walk_in(day.fair, walk_in, actor=person, at=day.at)
