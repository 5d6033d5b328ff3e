"""An action is atomic, names its actor and leaves a record."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from tests.factories import make_person

from sangsaeng.kernel.actions import Unrecorded, action, change, record
from sangsaeng.kernel.models import AuditEvent, Person

pytestmark = pytest.mark.django_db


@action
def rename(person, name, *, actor, at):  # noqa: ARG001 - the decorator takes actor and at
    change(person, name=name)


@action
def rename_silently(person, name, *, actor, at):  # noqa: ARG001 - the decorator takes actor and at
    Person.objects.filter(pk=person.pk).update(name=name)


def test_action_records_old_and_new_value_with_actor_and_moment(at):
    actor, person = make_person(), make_person("홍길동")

    rename(person, "임꺽정", actor=actor, at=at)

    event = AuditEvent.objects.get()
    assert (event.actor, event.at, event.action) == (actor, at, "tests.kernel.test_actions.rename")
    assert (event.old, event.new) == ({"name": "홍길동"}, {"name": "임꺽정"})


def test_action_without_a_record_is_undone(at):
    actor, person = make_person(), make_person("홍길동")

    with pytest.raises(Unrecorded):
        rename_silently(person, "임꺽정", actor=actor, at=at)

    assert Person.objects.get(pk=person.pk).name == "홍길동"


def test_action_refuses_a_stranger_as_actor(at):
    with pytest.raises(TypeError):
        rename(make_person(), "임꺽정", actor=AnonymousUser(), at=at)


def test_record_outside_an_action_is_an_error():
    with pytest.raises(Unrecorded):
        record(make_person(), name="임꺽정")


def test_audit_trail_is_never_edited(at):
    actor, person = make_person(), make_person()
    rename(person, "임꺽정", actor=actor, at=at)

    with pytest.raises(DatabaseError, match="never edited"):
        AuditEvent.objects.update(new={})
