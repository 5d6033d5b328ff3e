"""The sample shows a panel: six judges, two of them in conflict, entries assigned."""

from datetime import timedelta

import pytest
from tests.factories import MOMENT, make_operator, make_organization, make_person

from sangsaeng.judging.kinds import Origin, TieKind
from sangsaeng.judging.models import Conflict, Judge, Review
from sangsaeng.judging.rules import has_declared
from sangsaeng.organizations.models import SizeClass
from sangsaeng.programs.models import Entry, EntryPartner, Submission
from sangsaeng.sample.judges import GROUP, SISTER, load_judges
from sangsaeng.sample.programs import load_programs

pytestmark = pytest.mark.django_db


@pytest.fixture
def call():
    """The sample's round that is judged, with eight entries of made-up companies and real ones."""
    people = {"operator": make_operator(), "officer": make_person("김담당")}
    call = load_programs(people, at=MOMENT).judged
    seats = list(call.seats.all())
    for number in range(8):
        team = [
            make_organization(f"실제기업{number}", size_class=SizeClass.LARGE),
            make_organization(f"예시기업{number}", is_sample=True),
        ]
        entry = Entry.objects.create(
            call=call,
            lead=team[0],
            title=f"예시 신청 {number}",
            state="submitted",
            begun_by=people["officer"],
            begun_at=MOMENT,
            submitted_at=MOMENT - timedelta(days=50),
            is_sample=True,
        )
        for one, seat in zip(team, seats, strict=False):
            EntryPartner.objects.create(
                entry=entry, organization=one, seat=seat, state="joined", asked_at=MOMENT
            )
        Submission.objects.create(
            entry=entry,
            number=1,
            content={},
            sha256="0" * 64,
            edition=call.editions.get(),
            submitted_by=people["officer"],
            submitted_at=entry.submitted_at,
        )
    load_judges(call, people, at=MOMENT)
    return call


def test_six_judges_accepted_and_declared_and_the_first_can_sign_in(call):
    judges = Judge.objects.filter(call=call, state="accepted")

    assert judges.count() == 6
    assert all(has_declared(judge, entry) for judge in judges for entry in call.entries.all())
    assert judges.get(person__email="judge@example.com").person.has_usable_password()


@pytest.mark.usefixtures("call")
def test_one_conflict_is_computed_by_group_and_one_declared():
    by_group = Conflict.objects.get(kind=TieKind.GROUP)
    declared = Conflict.objects.get(origin=Origin.DECLARED)

    assert by_group.path.startswith(f"{SISTER}(재직) → {GROUP} → ")
    assert declared.kind == TieKind.FAMILY
    assert by_group.organization.is_sample
    assert declared.organization.is_sample


def test_every_entry_has_its_judges_and_no_conflict_is_among_them(call):
    reviews = Review.objects.standing().filter(stage__call=call)
    barred = set(Conflict.objects.values_list("judge", "entry"))

    assert reviews.count() == 8 * 3
    assert not barred & set(reviews.values_list("judge", "entry"))


def test_without_entries_nobody_is_asked():
    people = {"operator": make_operator(), "officer": make_person("김담당")}
    load_judges(load_programs(people, at=MOMENT).judged, people, at=MOMENT)

    assert not Judge.objects.exists()
