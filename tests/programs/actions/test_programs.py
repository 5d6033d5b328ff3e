"""Programs are set up by who leads a body that hosts, and run by officers."""

import pytest
from tests.factories import MOMENT, make_member, make_operator, make_organization, make_person
from tests.programs.factories import make_program, officer_of

from sangsaeng.kernel.refusals import NotAllowed
from sangsaeng.organizations.models import Kind, Role
from sangsaeng.programs.actions.programs import (
    ProgramFacts,
    edit_program,
    end_officer,
    name_officer,
    open_program,
)
from sangsaeng.programs.models import Officer, Program
from sangsaeng.programs.refusals import AlreadyOfficer, LastOfficer, SlugTaken

pytestmark = pytest.mark.django_db

FACTS = ProgramFacts("honors", "윈윈 아너스")


def test_who_leads_a_hosting_body_opens_a_program_and_runs_it():
    host = make_organization("재단", kind=Kind.PUBLIC_INSTITUTION)
    leader = make_member(host, Role.OWNER)
    program = open_program(host, FACTS, actor=leader, at=MOMENT)

    assert Officer.objects.running().get(program=program).person == leader


@pytest.mark.parametrize("kind", [Kind.COMPANY])
def test_a_company_hosts_no_program(kind):
    host = make_organization("회사", kind=kind)
    with pytest.raises(NotAllowed):
        open_program(host, FACTS, actor=make_member(host, Role.OWNER), at=MOMENT)


def test_staff_do_not_open_programs():
    host = make_organization("재단", kind=Kind.PUBLIC_INSTITUTION)
    with pytest.raises(NotAllowed):
        open_program(host, FACTS, actor=make_member(host, Role.STAFF), at=MOMENT)


def test_an_address_is_taken_once():
    make_program("honors")
    host = make_organization("다른 재단", kind=Kind.PUBLIC_INSTITUTION)
    with pytest.raises(SlugTaken):
        open_program(host, FACTS, actor=make_operator(), at=MOMENT)
    assert Program.objects.count() == 1


def test_officers_name_and_end_officers_but_the_last_one_stays():
    program = make_program()
    officer = officer_of(program)
    second = name_officer(program, make_person(), actor=officer, at=MOMENT)
    with pytest.raises(AlreadyOfficer):
        name_officer(program, second.person, actor=officer, at=MOMENT)
    end_officer(program.officers.get(person=officer), actor=second.person, at=MOMENT)
    with pytest.raises(LastOfficer):
        end_officer(second, actor=second.person, at=MOMENT)
    with pytest.raises(NotAllowed):
        edit_program(program, actor=officer, at=MOMENT, summary="나는 이제 아님")
