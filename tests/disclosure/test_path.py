"""The lawful path: a demand, an agreement, two signatures, a view, an end and its proof."""

from datetime import date, timedelta

import pytest
from tests.disclosure.factories import (
    ASKED,
    LAST_DAY,
    PDF,
    WITHIN,
    agreed,
    day_after,
    drafted,
    granted,
    holders_of,
    make_world,
    sent,
    seoul,
    sign_for,
    signed,
    written,
)
from tests.factories import MOMENT, make_member

from sangsaeng.disclosure.actions.demanding import (
    answer_about_secrecy,
    ask_about_secrecy,
    decline_demand,
    edit_demand,
    grant_demand,
    send_demand,
    withdraw_demand,
    write_demand,
)
from sangsaeng.disclosure.actions.drafting import (
    Draft,
    agree_on_text,
    call_off,
    reopen_text,
    write_text,
)
from sangsaeng.disclosure.actions.running import (
    Returned,
    accept_certificate,
    end_early,
    hand_in_certificate,
    send_certificate_back,
)
from sangsaeng.disclosure.models import Certificate, Demand, Document
from sangsaeng.disclosure.refusals import (
    GateClosed,
    NameDoesNotMatch,
    NotTheSamePaper,
    NoVersionChosen,
    OthersTurn,
    SignedAlready,
    TermsMissing,
)
from sangsaeng.disclosure.terms import AGREEMENT_TERMS, DEMAND_TERMS
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotAllowed, WrongState

pytestmark = pytest.mark.django_db
RETURNED = Returned("전자 사본을 지우고 인쇄물을 파쇄함", date(2026, 12, 1), "책임")


@pytest.fixture
def world():
    return make_world()


def test_law_asks_for_seventeen_things():
    # The period is one of them, written as its first and its last day; the holders are another.
    assert len(AGREEMENT_TERMS) - 1 + 1 == 17
    assert len(DEMAND_TERMS) == 10


def test_whole_path_stands_on_the_ledger(world):
    signed(world)

    assert world.look() == PDF
    hand_in_certificate(world.demand, RETURNED, actor=world.buyer, at=WITHIN)
    accept_certificate(world.demand, actor=world.supplier, at=WITHIN)

    assert world.kinds() == [
        "demand_sent",
        "demand_granted",
        "text_agreed",
        "signed",
        "signed",
        "viewed",
        "ended",
        "certificate_handed_in",
        "certificate_accepted",
    ]
    papers = list(world.demand.documents.values_list("kind", flat=True))
    assert papers == ["demand", "agreement", "signatures", "certificate"]


# The demand


@pytest.mark.parametrize("term", [one.key for one in DEMAND_TERMS if one.key != "demanded_on"])
def test_demand_that_lacks_what_the_law_asks_is_not_sent(world, term):
    empty = None if term == "provide_on" else ""
    drafted(world, asked=type(ASKED)(**{**vars(ASKED), term: empty}))

    with pytest.raises(TermsMissing):
        send_demand(world.demand, actor=world.buyer, at=MOMENT)
    assert world.kinds() == []


def test_day_of_the_demand_is_the_day_it_is_sent_in_seoul(world):
    drafted(world)
    send_demand(world.demand, actor=world.buyer, at=seoul(date(2026, 11, 4), 0, 0, 1))

    assert world.fresh().demanded_on == date(2026, 11, 4)


def test_owner_sees_nothing_of_a_demand_that_was_not_sent(world):
    drafted(world)
    assert not Demand.objects.visible_to(world.supplier).exists()

    send_demand(world.demand, actor=world.buyer, at=MOMENT)
    assert Demand.objects.visible_to(world.supplier).get() == world.demand


def test_demand_is_sent_and_answered_by_those_who_lead(world):
    drafted(world)
    with pytest.raises(NotAllowed):
        send_demand(world.demand, actor=world.holder, at=MOMENT)
    send_demand(world.demand, actor=world.buyer, at=MOMENT)
    versions = list(world.material.versions.all())
    for person in (world.supplier_staff, world.buyer, world.outsider):
        with pytest.raises(NotAllowed):
            grant_demand(world.demand, versions, actor=person, at=MOMENT)
        with pytest.raises(NotAllowed):
            decline_demand(world.demand, "안 됨", actor=person, at=MOMENT)


def test_sent_demand_is_a_paper_and_changes_no_more(world):
    sent(world)

    with pytest.raises(WrongState):
        edit_demand(world.demand, ASKED, seen=1, actor=world.buyer, at=MOMENT)


def test_two_who_edit_one_demand_do_not_overwrite_each_other(world):
    drafted(world)
    edit_demand(world.demand, ASKED, seen=1, actor=world.buyer, at=MOMENT)

    with pytest.raises(ChangedMeanwhile):
        edit_demand(world.demand, ASKED, seen=1, actor=world.holder, at=MOMENT)


def test_own_material_is_not_demanded(world):
    with pytest.raises(Invalid):
        write_demand(world.owner, world.owner, ASKED, actor=world.supplier, at=MOMENT)


def test_declining_needs_a_reason_and_ends_the_matter(world):
    sent(world)
    with pytest.raises(Invalid):
        decline_demand(world.demand, "  ", actor=world.supplier, at=MOMENT)
    decline_demand(world.demand, "양산 뒤에 다시 논의", actor=world.supplier, at=MOMENT)

    assert world.fresh().state == "declined"
    assert world.demand.documents.get().keep_until == date(2033, 11, 2)
    with pytest.raises(WrongState):
        withdraw_demand(world.demand, actor=world.buyer, at=MOMENT)


def test_only_the_owners_own_versions_are_granted(world):
    from tests.disclosure.factories import make_material

    sent(world)
    foreign = make_material(world.receiver, world.buyer).versions.get()
    for versions in ([], [foreign]):
        with pytest.raises(NoVersionChosen):
            grant_demand(world.demand, versions, actor=world.supplier, at=MOMENT)
    assert world.fresh().state == "sent"


def test_owner_says_within_fifteen_days_whether_it_keeps_the_material_secret(world):
    sent(world)
    question = ask_about_secrecy(world.demand, actor=world.buyer, at=MOMENT)

    assert question.answer_by == date(2026, 11, 17)
    assert not question.is_late(date(2026, 11, 17))
    assert question.is_late(date(2026, 11, 18))
    answer_about_secrecy(world.demand, "잠금 보관", is_kept=True, actor=world.supplier, at=MOMENT)
    question.refresh_from_db()
    assert question.is_kept
    assert not question.is_late(date(2027, 1, 1))


# The text


def test_agreement_is_drafted_from_the_demand(world):
    granted(world)
    text = world.agreement.texts.get()

    assert {key: text.terms[key] for key in ("purpose", "name", "scope", "provide_on")} == {
        "purpose": ASKED.purpose,
        "name": ASKED.name,
        "scope": ASKED.scope,
        "provide_on": "2026-11-10",
    }
    assert text.holders == []
    # Whoever drafted cannot agree in the other side's place; without holders nobody can.
    with pytest.raises(TermsMissing):
        agree_on_text(world.demand, world.receiver, seen=1, actor=world.buyer, at=MOMENT)


@pytest.mark.parametrize("term", [one.key for one in AGREEMENT_TERMS])
def test_text_that_lacks_what_the_law_asks_is_not_agreed(world, term):
    written(world, **{term: ""})

    with pytest.raises(TermsMissing):
        agree_on_text(world.demand, world.owner, seen=2, actor=world.supplier, at=MOMENT)


def test_who_wrote_the_text_does_not_agree_to_it(world):
    written(world)

    with pytest.raises(OthersTurn):
        agree_on_text(world.demand, world.receiver, seen=2, actor=world.buyer, at=MOMENT)


def test_nobody_agrees_to_a_text_that_changed_since_they_read_it(world):
    written(world)
    text = world.agreement.texts.get(number=2)
    draft = Draft({**text.terms, "damages": "없음"}, text.holders)
    write_text(world.demand, world.receiver, draft, seen=2, actor=world.buyer, at=MOMENT)

    with pytest.raises(ChangedMeanwhile):
        agree_on_text(world.demand, world.owner, seen=2, actor=world.supplier, at=MOMENT)


def test_two_who_write_at_once_do_not_overwrite_each_other(world):
    written(world)
    text = world.agreement.texts.get(number=2)
    draft = Draft(text.terms, text.holders)
    write_text(world.demand, world.owner, draft, seen=2, actor=world.supplier, at=MOMENT)

    with pytest.raises(ChangedMeanwhile):
        write_text(world.demand, world.receiver, draft, seen=2, actor=world.buyer, at=MOMENT)
    assert list(world.agreement.texts.values_list("number", flat=True)) == [3, 2, 1]


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        ({"period_until": "2026-11-01"}, "period_until"),
        ({"return_by": "2026-12-01"}, "return_by"),
    ],
)
def test_days_that_do_not_follow_one_another_are_refused(world, terms, field):
    with pytest.raises(Invalid) as refused:
        written(world, **terms)
    assert field in refused.value.faults


def test_two_holders_of_one_address_are_refused(world):
    with pytest.raises(Invalid) as refused:
        written(world, holders=holders_of(world.holder, world.holder))
    assert "holders" in refused.value.faults


def test_called_off_agreement_shows_nothing_and_begins_the_seven_years(world):
    agreed(world)
    call_off(world.demand, world.owner, actor=world.supplier, at=MOMENT)

    with pytest.raises(GateClosed):
        world.look()
    assert {one.keep_until for one in world.demand.documents.all()} == {date(2033, 11, 2)}


# Signing


def test_each_signs_exactly_the_bytes_that_were_agreed(world):
    agreed(world)

    with pytest.raises(NotTheSamePaper):
        sign_for(world, world.owner, world.supplier, sha256="0" * 64)
    signed_one = sign_for(world, world.owner, world.supplier).signatures.get()
    assert signed_one.sha256 == world.agreement.document.sha256
    assert (signed_one.name, signed_one.title) == ("박기술", "대표")


def test_name_is_typed_as_it_is(world):
    agreed(world)

    with pytest.raises(NameDoesNotMatch):
        sign_for(world, world.owner, world.supplier, name="박기슬")
    sign_for(world, world.owner, world.supplier, name=" 박 기술 ")


def test_only_those_who_lead_sign_and_for_their_own_side(world):
    agreed(world)

    for side, person in [
        (world.owner, world.supplier_staff),
        (world.owner, world.buyer),
        (world.receiver, world.supplier),
        (world.outsider.memberships.get().organization, world.outsider),
    ]:
        with pytest.raises(NotAllowed):
            sign_for(world, side, person)


def test_one_person_does_not_sign_for_both_sides(world):
    agreed(world)
    both = world.supplier
    both.memberships.create(organization=world.receiver, role="owner", began_at=MOMENT)
    sign_for(world, world.owner, both)

    with pytest.raises(SignedAlready):
        sign_for(world, world.receiver, both)
    assert world.agreement.state == "half_signed"


def test_a_side_signs_once(world):
    agreed(world)
    second = make_member(world.owner, "owner")
    sign_for(world, world.owner, world.supplier)

    with pytest.raises(SignedAlready):
        sign_for(world, world.owner, second)


def test_text_that_was_opened_again_is_not_signed(world):
    agreed(world)
    read = world.agreement.document.sha256
    reopen_text(world.demand, world.receiver, actor=world.buyer, at=MOMENT)
    with pytest.raises(WrongState):
        sign_for(world, world.owner, world.supplier, sha256=read)

    text = world.agreement.texts.get(number=2)
    draft = Draft({**text.terms, "price": "100만 원"}, text.holders)
    write_text(world.demand, world.receiver, draft, seen=2, actor=world.buyer, at=MOMENT)
    agree_on_text(world.demand, world.owner, seen=3, actor=world.supplier, at=MOMENT)
    with pytest.raises(NotTheSamePaper):
        sign_for(world, world.owner, world.supplier, sha256=read)


def test_nobody_opens_a_text_again_that_one_side_signed(world):
    agreed(world)
    sign_for(world, world.owner, world.supplier)

    with pytest.raises(WrongState):
        reopen_text(world.demand, world.receiver, actor=world.buyer, at=MOMENT)


# The end


def test_ending_early_closes_the_gate_at_once(world):
    signed(world)
    world.look()
    end_early(world.demand, world.owner, actor=world.supplier, at=WITHIN)

    with pytest.raises(GateClosed):
        world.look(at=WITHIN + timedelta(seconds=1))
    certificate = Certificate.objects.get()
    assert certificate.state == "due"
    assert certificate.due_on == date(2026, 12, 15)


def test_certificate_is_sent_back_with_what_is_missing(world):
    signed(world)
    hand_in_certificate(world.demand, RETURNED, actor=world.buyer, at=WITHIN)
    with pytest.raises(Invalid):
        send_certificate_back(world.demand, " ", actor=world.supplier, at=WITHIN)
    send_certificate_back(world.demand, "인쇄물 매수", actor=world.supplier, at=WITHIN)

    assert Certificate.objects.get().state == "due"
    hand_in_certificate(world.demand, RETURNED, actor=world.buyer, at=WITHIN)
    accept_certificate(world.demand, actor=world.supplier, at=WITHIN)
    assert world.demand.documents.filter(kind="certificate").count() == 2


def test_certificate_of_a_day_to_come_is_refused(world):
    signed(world)
    tomorrow = Returned("파쇄", day_after(date(2026, 12, 1)), "책임")

    with pytest.raises(Invalid):
        hand_in_certificate(world.demand, tomorrow, actor=world.buyer, at=WITHIN)
    assert world.agreement.state == "signed"


def test_there_is_no_certificate_before_there_is_an_agreement_in_force(world):
    agreed(world)

    with pytest.raises(WrongState):
        hand_in_certificate(world.demand, RETURNED, actor=world.buyer, at=WITHIN)


def test_papers_are_kept_seven_years_after_the_end(world):
    signed(world)
    assert {one.keep_until for one in Document.objects.all()} == {None}
    end_early(world.demand, world.receiver, actor=world.buyer, at=seoul(LAST_DAY))

    assert {one.keep_until for one in Document.objects.all()} == {date(2034, 3, 31)}
