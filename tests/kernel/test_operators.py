"""Operators are named at the server or by another operator."""

import pytest
from click.testing import CliRunner
from tests.factories import make_operator, make_person

from sangsaeng.cli.main import main
from sangsaeng.kernel.models import AuditEvent, Person
from sangsaeng.kernel.operators import appoint_operator
from sangsaeng.kernel.refusals import NotAllowed

pytestmark = pytest.mark.django_db


def test_first_operator_is_named_at_the_shell_and_recorded():
    make_person(email="first@example.org")

    answered = CliRunner().invoke(main, ["operator", "first@example.org"])

    assert answered.exit_code == 0, answered.output
    assert Person.objects.get().is_operator
    assert AuditEvent.objects.get().new == {"is_operator": True}


def test_nobody_is_refused_by_name():
    answered = CliRunner().invoke(main, ["operator", "who@example.org"])

    assert answered.exit_code == 2
    assert "who@example.org" in answered.stderr


def test_operator_names_another_and_others_do_not(at):
    person = make_person()

    with pytest.raises(NotAllowed):
        appoint_operator(person, actor=make_person(), at=at)
    appoint_operator(person, actor=make_operator(), at=at)

    assert person.is_operator
