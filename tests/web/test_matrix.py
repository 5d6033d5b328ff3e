"""Every address is in the role × route matrix; one that is not listed fails here."""

import importlib
from collections import Counter
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse
from tests.factories import make_operator, make_person
from tests.web import matrix_site

HERE = Path(__file__).parent


def listed():
    """The names of every route that some part of the matrix answers for."""
    names = []
    for path in sorted(HERE.glob("matrix_*.py")):
        part = importlib.import_module(f"tests.web.{path.stem}")
        names += [*part.ROUTES, *getattr(part, "PRESSES", ())]
    return names


def routes(patterns, space=""):
    """The names of every route of the site."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            inner = ":".join(part for part in (space, pattern.namespace) if part)
            yield from routes(pattern.url_patterns, inner)
        elif pattern.name:
            yield f"{space}:{pattern.name}" if space else pattern.name


def test_every_route_is_in_the_matrix():
    assert set(routes(get_resolver().url_patterns)) - set(listed()) == set()


def test_no_two_routes_share_a_name():
    named = Counter(routes(get_resolver().url_patterns))

    assert [name for name, times in named.items() if times > 1] == []


def test_matrix_names_no_route_that_is_gone():
    assert set(listed()) - set(routes(get_resolver().url_patterns)) == set()


def test_no_two_routes_of_the_interface_share_a_name_and_so_a_row_of_the_matrix():
    named = Counter(name for name in routes(get_resolver().url_patterns) if name[:4] == "api:")

    assert [name for name, count in named.items() if count > 1] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", matrix_site.ROUTES)
def test_each_persona_gets_the_answer_of_the_matrix(name, client):
    url = reverse(name, kwargs=matrix_site.ARGUMENTS.get(name))
    people = {"anonymous": None, "person": make_person(), "operator": make_operator()}
    answers = {}
    for persona, person in people.items():
        client.logout()
        if person is not None:
            client.force_login(person)
        answers[persona] = client.get(url).status_code

    assert answers == matrix_site.ROUTES[name]
