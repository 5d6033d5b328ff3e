"""Every permission answer is a plain bool, and no is the default."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.factories import make_operator, make_person

from sangsaeng.kernel.permissions import may_operate, registry, require, rule
from sangsaeng.kernel.refusals import NotAllowed, SignInNeeded


@pytest.fixture
def _registry_as_it_was():
    before = dict(registry)
    yield
    registry.clear()
    registry.update(before)


@pytest.mark.usefixtures("_registry_as_it_was")
@pytest.mark.parametrize("answer", [(True, "reason"), (False, "reason"), "yes", 1, None, []])
def test_rule_that_answers_anything_but_a_bool_is_an_error(answer):
    asked = rule(lambda _viewer: answer)

    with pytest.raises(TypeError, match="not a bool"):
        asked(AnonymousUser())


@pytest.mark.usefixtures("_registry_as_it_was")
def test_rule_that_answers_with_a_bool_is_heard():
    assert rule(lambda _viewer: True)(AnonymousUser()) is True


def test_refusal_of_a_stranger_asks_to_sign_in():
    with pytest.raises(SignInNeeded):
        require(False, AnonymousUser())


@pytest.mark.django_db
def test_refusal_of_a_person_says_no():
    with pytest.raises(NotAllowed):
        require(False, make_person())


@pytest.mark.django_db
def test_only_active_operators_operate():
    assert may_operate(make_operator()) is True
    assert may_operate(make_operator(is_active=False)) is False
    assert may_operate(make_person()) is False
    assert may_operate(AnonymousUser()) is False
