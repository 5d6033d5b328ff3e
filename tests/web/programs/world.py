"""An open call with an entry on its way, and everybody who may knock at its door."""

from datetime import timedelta
from types import SimpleNamespace

from tests.factories import make_member, make_operator, make_organization
from tests.programs.factories import call_world

from sangsaeng.kernel import clock
from sangsaeng.organizations.models import Kind, OrganizationName, Role
from sangsaeng.organizations.names import name_key
from sangsaeng.programs.actions.attaching import Upload, add_file
from sangsaeng.programs.actions.entering import (
    Beginning,
    Typed,
    begin_entry,
    name_entry,
    save_answer,
)
from sangsaeng.programs.actions.handing_in import hand_in
from sangsaeng.programs.actions.recommending import Recommended, recommend
from sangsaeng.programs.actions.team import answer_partner, ask_partner
from sangsaeng.programs.models import Call, Officer, Question

PERSONAS = (
    "anonymous",
    "outsider",
    "lead",
    "lead_staff",
    "partner_staff",
    "invited",
    "officer",
    "sealed_officer",
    "recommender",
    "operator",
)


def entries_world(*, handed_in=False):
    """The world at the real clock: pages read the moment at their door."""
    now = clock.now()
    world = call_world(state="open")
    Call.objects.filter(pk=world.call.pk).update(
        opens_at=now - timedelta(days=3),
        closes_at=now + timedelta(days=5),
        announced_at=now - timedelta(days=4),
        recommenders=["association", "company", "citizen"],
    )
    world.call.refresh_from_db()
    Question.objects.create(
        call=world.call, position=8, key="evidence", label="증빙", form="file", limit=3
    )
    sealed = make_member(world.small, Role.STAFF, name="겸직")
    Officer.objects.create(program=world.program, person=sealed, began_at=now)
    invited = make_organization("미리내소재")
    association = make_organization("세정협회", kind=Kind.ASSOCIATION)
    recommender = make_member(association, Role.STAFF, name="추천인")
    for one in (world.small, world.other_small, world.large, invited):
        OrganizationName.objects.create(
            organization=one,
            name=one.name,
            key=name_key(one.name),
            use=OrganizationName.Use.OFFICIAL,
        )
    own = _entry(world, now)
    seat = world.call.seats.get(key="supply")
    if handed_in:
        submission = hand_in(own.entry, key="one", actor=world.large_lead, at=now)
    else:
        submission = None
        own.asked = ask_partner(own.entry, invited, seat, actor=world.large_staff, at=now)
    recommendation = recommend(
        world.call,
        Recommended(world.large, "추천된 사례", "함께 잘했습니다.", association),
        actor=recommender,
        at=now,
    )
    people = {
        "anonymous": None,
        "outsider": world.outsider,
        "lead": world.large_lead,
        "lead_staff": world.large_staff,
        "partner_staff": make_member(world.small, Role.STAFF, name="다솜직원"),
        "invited": make_member(invited, Role.OWNER, name="초대대표"),
        "officer": world.officer,
        "sealed_officer": sealed,
        "recommender": recommender,
        "operator": make_operator(),
    }
    return SimpleNamespace(
        **vars(own),
        calls=world,
        call=world.call,
        people=people,
        submission=submission,
        recommendation=recommendation,
        invited=invited,
        now=now,
    )


def _entry(world, now):
    beginning = Beginning(world.call, world.large, world.call.seats.get(key="demand"))
    entry = begin_entry(beginning, actor=world.large_lead, at=now)
    name_entry(entry, "CANARY-TITLE 세정", seen="", actor=world.large_lead, at=now)
    for question in world.call.questions.exclude(form="file"):
        typed = Typed(f"CANARY-{question.key}")
        save_answer(entry, question, typed, actor=world.large_staff, at=now)
    evidence = world.call.questions.get(key="evidence")
    upload = Upload("CANARY-FILE.pdf", b"%PDF-1.4 canary")
    file = add_file(entry, evidence, upload, actor=world.large_staff, at=now)
    seat = world.call.seats.get(key="supply")
    partner = ask_partner(entry, world.small, seat, actor=world.large_staff, at=now)
    answer_partner(partner, joins=True, actor=world.small_lead, at=now)
    return SimpleNamespace(entry=entry, file=file, partner=partner, asked=None)
