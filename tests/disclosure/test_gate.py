"""The gate: viewing is providing. Each condition by itself, and each shown failing when it is off."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.disclosure.factories import (
    ASKED,
    FIRST_DAY,
    LAST_DAY,
    PDF,
    SEOUL,
    WITHIN,
    agreed,
    day_after,
    granted,
    holders_of,
    make_material,
    make_world,
    sent,
    seoul,
    sign_for,
    signed,
)
from tests.factories import MOMENT, make_member, make_operator, make_person

from sangsaeng.disclosure import rules
from sangsaeng.disclosure.actions.demanding import (
    answer_about_secrecy,
    ask_about_secrecy,
    decline_demand,
)
from sangsaeng.disclosure.actions.drafting import call_off
from sangsaeng.disclosure.actions.keeping import place_hold
from sangsaeng.disclosure.actions.materials import (
    MaterialFacts,
    Upload,
    describe_material,
    seal_version,
)
from sangsaeng.disclosure.actions.naming import (
    Named,
    consent_to_change,
    propose_holder,
    propose_removal,
    refuse_change,
)
from sangsaeng.disclosure.actions.running import (
    Returned,
    end_early,
    hand_in_certificate,
    send_certificate_back,
)
from sangsaeng.disclosure.actions.viewing import Way, show_material
from sangsaeng.disclosure.kinds import Channel
from sangsaeng.disclosure.models import Demand, Granted, Holder, Material
from sangsaeng.disclosure.queries.access import get_granted_for
from sangsaeng.disclosure.refusals import GateClosed, NotStoredWhole
from sangsaeng.kernel.files import _path
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.permissions import registry
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.organizations.actions import end_membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return make_world()


def events(world):
    return list(LedgerEvent.objects.of(f"disclosure:{world.demand.code}"))


# What closes the gate: how it comes about, who tries and when, and the rule that says no


def incomplete(world):
    """A demand that lost a field, as if somebody had changed the row."""
    signed(world)
    # The database refuses an empty text; blanks get past it, and not past the gate.
    Demand.objects.filter(pk=world.demand.pk).update(purpose="  ")
    return world.holder, WITHIN


def one_signature(world):
    agreed(world)
    Holder.objects.create(
        agreement=world.agreement, name="김설계", email=world.holder.email, since=MOMENT
    )
    sign_for(world, world.owner, world.supplier)
    return world.holder, WITHIN


def signature_of_another_paper(world):
    signed(world)
    document = world.agreement.document
    other = world.demand.documents.exclude(pk=document.pk).first()
    agreement = world.agreement
    agreement.document = other
    agreement.save()
    return world.holder, WITHIN


def not_named(world):
    signed(world)
    return world.colleague, WITHIN


def leads_but_is_not_named(world):
    signed(world)
    return world.buyer, WITHIN


def taken_off(world):
    signed(world)
    propose_removal(world.demand, world.agreement.holders.get(), actor=world.buyer, at=MOMENT)
    return world.holder, WITHIN


def early(world):
    signed(world)
    return world.holder, seoul(FIRST_DAY) - timedelta(seconds=1)


def late(world):
    signed(world)
    return world.holder, seoul(day_after(LAST_DAY))


def ended(world):
    signed(world)
    end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)
    return world.holder, WITHIN


CLOSED = {
    incomplete: ("demand_incomplete", "is_demand_complete"),
    one_signature: ("not_in_force", "is_signed_by_both"),
    signature_of_another_paper: ("not_in_force", "is_signed_by_both"),
    ended: ("not_in_force", "is_signed_by_both"),
    not_named: ("not_a_holder", "is_named_holder"),
    leads_but_is_not_named: ("not_a_holder", "is_named_holder"),
    taken_off: ("not_a_holder", "is_named_holder"),
    early: ("outside_period", "is_within_period"),
    late: ("outside_period", "is_within_period"),
}


@pytest.mark.parametrize("case", CLOSED, ids=lambda case: case.__name__)
def test_gate_is_closed_and_the_try_stands_on_the_ledger(world, case):
    person, at = case(world)
    before = len(events(world))

    with pytest.raises(GateClosed) as refused:
        world.look(person, at)
    assert refused.value.why == CLOSED[case][0]
    assert world.kinds()[before:] == ["refused"]
    facts = events(world)[-1].facts
    assert facts["because"] == CLOSED[case][0]
    assert facts["actor"]["name"] == person.name


@pytest.mark.parametrize("case", CLOSED, ids=lambda case: case.__name__)
def test_gate_opens_when_that_one_condition_is_taken_away(world, case, monkeypatch):
    """The twin: without its rule the very same try is let through, so the rule is what refuses."""
    person, at = case(world)
    monkeypatch.setattr(rules, CLOSED[case][1], lambda *_any: True)
    assert rules.may_view(person, world.granted, world.agreement, at)


def test_gate_is_open_when_everything_holds(world):
    signed(world)

    assert rules.may_view(world.holder, world.granted, world.agreement, WITHIN)
    assert world.look() == PDF


@pytest.mark.parametrize("who", ["supplier", "supplier_staff"])
def test_not_even_the_owner_looks_through_the_gate(world, who):
    signed(world)

    with pytest.raises(GateClosed) as refused:
        world.look(getattr(world, who))
    assert refused.value.why == "not_a_member"


def test_who_left_is_refused_at_once_and_learns_nothing(world):
    signed(world)
    world.look()
    membership = world.holder.memberships.get()
    end_membership(membership, actor=world.buyer, at=WITHIN)

    with pytest.raises(NotFound):
        world.look(at=WITHIN + timedelta(seconds=1))
    last = events(world)[-1]
    assert last.kind == "disclosure.refused"
    assert last.facts["because"] == "not_a_member"
    assert last.facts["is_named_holder"] is True


def test_without_the_rule_about_membership_who_left_would_still_see_it(world, monkeypatch):
    signed(world)
    end_membership(world.holder.memberships.get(), actor=world.buyer, at=MOMENT)
    assert not rules.may_view(world.holder, world.granted, world.agreement, WITHIN)

    monkeypatch.setattr(rules, "belongs_to_receiver", lambda *_any: True)
    assert rules.may_view(world.holder, world.granted, world.agreement, WITHIN)


def test_what_was_granted_to_another_demand_is_not_shown_under_this_one(world, monkeypatch):
    signed(world)
    other = signed(make_world())

    assert not rules.may_view(world.holder, other.granted, world.agreement, WITHIN)
    monkeypatch.setattr(rules, "is_granted", lambda *_any: True)
    assert rules.may_view(world.holder, other.granted, world.agreement, WITHIN)


def test_version_sealed_after_the_grant_is_not_part_of_it(world):
    signed(world)
    seal_version(
        world.material, Upload("v2", "v2.pdf", PDF + b"2"), actor=world.supplier, at=WITHIN
    )

    assert Granted.objects.filter(demand=world.demand).count() == 1
    assert world.look() == PDF
    with pytest.raises(NotFound):
        get_granted_for(world.holder, world.demand.code, 2)


def test_holder_is_named_by_address_until_the_account_is_known(world):
    late_comer = "late@example.org"
    signed(world, holders=[{"name": "늦은이", "email": late_comer, "title": ""}])
    person = make_member(world.receiver, "staff", name="늦은이", email=late_comer)

    world.look(person)
    assert world.agreement.holders.get().person == person
    # Somebody else who takes the address later is not the holder.
    person.email = "gone@example.org"
    person.save()
    usurper = make_member(world.receiver, "staff", email=late_comer)
    with pytest.raises(GateClosed):
        world.look(usurper)
    world.look(person)


def test_who_is_named_twice_under_two_addresses_is_shown_it_like_anybody_named_once(world):
    signed(world)
    world.holder.email = "new-address@example.org"
    world.holder.save()
    named = Named(world.holder.name, world.holder.email)
    change = propose_holder(world.demand, named, actor=world.buyer, at=MOMENT)
    consent_to_change(change, actor=world.supplier, at=MOMENT)

    assert world.look() == PDF

    (first, second) = world.agreement.holders.all()
    assert first.person == second.person == world.holder


def test_address_alone_opens_nothing_without_a_place_in_the_organization(world):
    signed(world, holders=[{"name": "밖", "email": "out@example.org", "title": ""}])
    person = make_person(email="out@example.org")

    with pytest.raises(NotFound):
        world.look(person)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (seoul(FIRST_DAY) - timedelta(microseconds=1), False),
        (seoul(FIRST_DAY), True),
        (seoul(LAST_DAY, 23, 59, 59), True),
        (seoul(day_after(LAST_DAY)) - timedelta(microseconds=1), True),
        (seoul(day_after(LAST_DAY)), False),
        # The same days in UTC begin and end nine hours later: they do not count.
        (seoul(FIRST_DAY, 8, 59), True),
        (seoul(day_after(LAST_DAY), 8, 59), False),
    ],
)
def test_period_begins_and_ends_at_midnight_in_seoul(world, moment, is_open):
    signed(world)

    assert rules.may_view(world.holder, world.granted, world.agreement, moment) is is_open
    assert moment.tzinfo is SEOUL


def test_gate_goes_by_the_calendar_even_if_the_house_sleeps(world):
    """Nobody ticked: the row still says that it runs, and the gate is closed all the same."""
    signed(world)

    assert world.agreement.state == "signed"
    with pytest.raises(GateClosed):
        world.look(at=seoul(day_after(LAST_DAY), 12))


@pytest.mark.parametrize("channel", list(Channel))
def test_every_look_is_one_event_with_what_the_law_asks(world, channel):
    signed(world)
    before = len(events(world))
    world.look(way=Way(channel, "a" * 64, "b" * 64))

    [event] = events(world)[before:]
    facts = event.facts
    assert event.actor == world.holder
    assert (
        event.kind
        == f"disclosure.{ {'view': 'viewed', 'download': 'downloaded', 'print': 'printed'}[channel.value] }"
    )
    assert facts["receiver"]["name"] == "가전자"
    assert facts["owner"]["name"] == "한빛정밀"
    assert facts["is_named_holder"] is True
    assert facts["material"]["sha256"] == world.material.versions.get().sha256
    assert facts["material"]["title"] == "모델 X 회로도"
    assert facts["purpose"] == ASKED.purpose
    assert (facts["demand"], facts["agreement"]) == (
        world.demand.number,
        world.agreement.number,
    )
    assert (facts["from"], facts["until"]) == (str(FIRST_DAY), str(LAST_DAY))
    assert (facts["address_digest"], facts["device_digest"]) == ("a" * 64, "b" * 64)
    assert facts["channel"] == channel.value


def test_no_event_holds_what_the_material_says_or_what_its_file_is_called(world):
    signed(world)
    world.look()
    with pytest.raises(GateClosed):
        world.look(world.colleague)

    told = "".join(one.body for one in events(world))
    assert "CANARY" not in told


def test_file_that_changed_on_the_disk_is_not_handed_out(world):
    signed(world)
    path = _path(world.material.versions.get().file.key)
    path.write_bytes(PDF + b"!")

    with pytest.raises(NotStoredWhole):
        world.look()
    assert "viewed" not in world.kinds()


def test_pages_that_cannot_be_marked_were_not_shown(world):
    signed(world)

    def broken(_content):
        raise NotStoredWhole

    with pytest.raises(NotStoredWhole):
        show_material(world.granted, world.agreement, Way(), broken, actor=world.holder, at=WITHIN)
    assert world.kinds()[-1] == "signed"


def test_gate_that_closes_while_the_pages_are_marked_lets_nothing_out(world):
    """The owner ends the agreement while the pages are made: the last word is the event's."""
    signed(world)

    def slowly(content):
        end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)
        return content

    with pytest.raises(GateClosed):
        show_material(world.granted, world.agreement, Way(), slowly, actor=world.holder, at=WITHIN)
    assert world.kinds()[-2:] == ["ended", "refused"]


# Who learns that material exists


def test_audit_trail_tells_operators_what_was_done_and_not_with_what(world):
    signed(world, holders=holders_of(world.holder, world.colleague))
    facts = MaterialFacts("새 이름 CANARYTITLE", "formula", secret="CANARYSECRET 배합")
    describe_material(world.material, facts, actor=world.supplier, at=MOMENT)
    world.look()
    place_hold(world.demand, world.owner, "CANARYREASON", actor=world.supplier, at=WITHIN)
    named = Named("CANARYNAME", "canary@example.org")
    asked = propose_holder(world.demand, named, actor=world.buyer, at=WITHIN)
    refuse_change(asked, "CANARYREFUSAL", actor=world.supplier, at=WITHIN)
    ask_about_secrecy(world.demand, actor=world.buyer, at=WITHIN)
    answer_about_secrecy(world.demand, "CANARYSAFE", is_kept=True, actor=world.supplier, at=WITHIN)
    returned = Returned("CANARYMETHOD", WITHIN.date(), "책임")
    hand_in_certificate(world.demand, returned, actor=world.buyer, at=WITHIN)
    send_certificate_back(world.demand, "CANARYMORE", actor=world.supplier, at=WITHIN)
    other = sent(make_world())
    decline_demand(other.demand, "CANARYNO", actor=other.supplier, at=WITHIN)

    trail = "".join(f"{one.old}{one.new}" for one in AuditEvent.objects.all())
    for secret in ("CANARY", "회로도", "canary@", ASKED.purpose, ASKED.scope, world.holder.email):
        assert secret not in trail, secret
    assert AuditEvent.objects.filter(action__contains="disclosure").count() > 20


def test_nobody_outside_the_owners_people_sees_a_material(world):
    signed(world)
    for viewer in (
        AnonymousUser(),
        make_person(),
        make_operator(),
        world.outsider,
        world.buyer,
        world.holder,
    ):
        assert not Material.objects.visible_to(viewer).exists()
    for viewer in (world.supplier, world.supplier_staff):
        assert Material.objects.visible_to(viewer).get() == world.material


def test_nobody_outside_the_two_sides_sees_a_demand(world):
    granted(world)
    make_material(world.owner, world.supplier, title="또 다른 자료")
    for viewer in (AnonymousUser(), make_person(), make_operator(), world.outsider):
        assert not Demand.objects.visible_to(viewer).exists()
    for viewer in (world.supplier, world.supplier_staff, world.buyer, world.holder):
        assert Demand.objects.visible_to(viewer).get() == world.demand


@pytest.mark.parametrize("name", [one for one in registry if ".disclosure.rules." in one])
def test_every_rule_is_held_to_a_plain_answer(name):
    question = registry[name]
    assert question.__wrapped__.__annotations__["return"] is bool


def test_called_off_agreement_is_not_in_force(world):
    agreed(world)
    call_off(world.demand, world.receiver, actor=world.buyer, at=MOMENT)

    assert not rules.may_view(world.holder, world.granted, world.agreement, WITHIN)
