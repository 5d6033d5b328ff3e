"""The interface keeps what its description promises, whatever it is sent."""

import re
from collections import Counter
from pathlib import Path

import pytest
import schemathesis
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.middleware.csrf import _get_new_csrf_string
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    ignored_auth,
    negative_data_rejection,
    positive_data_acceptance,
)
from tests.fairs.factories import make_buyer
from tests.fairs.personas import make_world

from sangsaeng.api.router import api

pytestmark = pytest.mark.django_db

API = Path(__file__).parents[2] / "src/sangsaeng/api"


@pytest.fixture
def caller():
    """An officer of a fair that takes requests: the session, and the names of what there is."""
    world = make_world()
    world.fair.state = "collecting"
    world.fair.save()
    client = Client()
    client.force_login(world.people["fair_officer"])
    token = _get_new_csrf_string()
    cookies = {"sessionid": client.cookies["sessionid"].value, "csrftoken": token}
    names = {
        "slug": world.fair.slug,
        "serial": world.draft.serial,
        "request": world.request.code,
        "asking": world.supplier.code,
        "asked": make_buyer(world.fair).code,
    }
    return {"cookies": cookies, "headers": {"X-CSRFToken": token}}, names


@pytest.fixture(autouse=True)
def _connection_stays_open():
    """Keep the test's transaction open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


schema = schemathesis.openapi.from_dict(api.get_openapi_schema(path_prefix="/api/v1/"))
schema.app = WSGIHandler()


@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_every_answer_is_as_described(case, caller):
    session, names = caller
    _lead_to_what_there_is(case, names)

    # That a session is needed is tested where the session can be left out.
    excluded = [ignored_auth]
    if _lacks_only_the_session(case):
        excluded.append(negative_data_rejection)
    if "/organizations" in case.path:
        # A number's check digit, or a size of what is no company, is beyond any description.
        excluded.append(positive_data_acceptance)
    case.call_and_validate(excluded_checks=excluded, **session)


@schema.parametrize()
@settings(max_examples=3, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_stranger_is_answered_without_a_fault(case):
    case.call_and_validate(checks=[not_a_server_error])


def _lacks_only_the_session(case):
    """Tell whether nothing but the cookie, which the caller has, makes the case unsound.

    A name in the query that no parameter bears is left aside by every list, so that it may be all
    that is unsound there.
    """
    unsound = {
        str(place.value)
        for place, component in case.meta.components.items()
        if component.mode.is_negative
    }
    named = {parameter.name for parameter in case.operation.query}
    if set(case.query or {}) - named:
        unsound.discard("query")
    return unsound <= {"cookie"}


def _lead_to_what_there_is(case, names):
    """Put real names into half of the sound cases, since drawn ones name nothing."""
    drawn = case.path_parameters or {}
    if case.meta.generation.mode.is_positive and len(str(drawn.get("slug", ""))) % 2:
        known = names | {"code": names["request" if "/requests/" in case.path else "asking"]}
        case.path_parameters.update({name: known.get(name, drawn[name]) for name in drawn})
        (case.query or {}).pop("after", None)
        if isinstance(case.body, dict) and "asking" in case.body:
            case.body.update(asking=names["asking"], asked=names["asked"])


def test_each_shape_has_a_name_of_its_own():
    written = Counter(
        name
        for path in API.glob("*.py")
        for name in re.findall(r"(?m)^class (\w+)\(Schema\)", path.read_text())
    )

    assert [name for name, times in written.items() if times > 1] == []
