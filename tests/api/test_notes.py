"""Programs read both sides' notes and write their own side's, as on the pages."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.fairs.factories import FAIR_DAY, make_staff
from tests.fairs.factories_after import AFTER, make_met, make_note
from tests.fairs.personas import PERSONAS, make_world
from tests.web.matrix_api_after import PRESSES, ROUTES
from time_machine import travel

from sangsaeng.fairs.models import MeetingNote

pytestmark = pytest.mark.django_db

TOLD = {
    "held": {"rung": "quoted", "amount": 360_000_000},
    "result": "도면 전달",
    "step": {"text": "견적 회신", "owner": "김하늘", "due_on": "2026-12-10"},
    "memo": "단가 여유",
}


@pytest.fixture
def world():
    """A fair with a version in force, and a note of the supplier on the meeting."""
    world = make_world()
    make_note(world.request, next_step="견적 회신", due_on=FAIR_DAY, memo="비밀")
    with travel(AFTER + timedelta(days=1), tick=False):
        yield world


@pytest.fixture
def ask(world, client):
    """Ask for an address below the world's fair as a persona, and return status and body."""

    def asked(persona, path, body=None, method="put"):
        client.logout()
        if persona != "anonymous":
            client.force_login(world.people[persona])
        url = f"/api/v1/fairs/{world.fair.slug}{path}"
        if body is None:
            response = client.get(url)
        else:
            response = getattr(client, method)(url, body, content_type="application/json")
        return response.status_code, response.json()

    return asked


def test_each_persona_reads_what_the_matrix_says(world, ask):
    paths = {
        "api:list_notes": "/notes",
        "api:read_notes": f"/requests/{world.request.code}/notes",
    }
    answers = {
        route: {persona: ask(persona, path)[0] for persona in PERSONAS}
        for route, path in paths.items()
    }

    assert answers == ROUTES


def test_each_persona_writes_what_the_matrix_says(world, ask):
    answers = {route: {} for route in PRESSES}
    written = MeetingNote.objects.get().written_at.isoformat()
    for persona in PERSONAS:
        told = TOLD | ({"seen": written} if persona == "supplier_staff" else {})
        for route, path, body, method in [
            ("api:write_note", "note", told, "put"),
            ("api:finish_step", "note/done", {}, "post"),
        ]:
            with transaction.atomic():
                status, _body = ask(persona, f"/requests/{world.request.code}/{path}", body, method)
                answers[route][persona] = status
                transaction.set_rollback(True)

    assert answers == PRESSES


def test_note_is_written_exactly_and_read_by_the_other_side_without_its_memo(world, ask):
    status, _body = ask("buyer_staff", f"/requests/{world.request.code}/note", TOLD)
    assert status == 200

    _status, both = ask("supplier_staff", f"/requests/{world.request.code}/notes")
    by_party = {note["participant"]["code"]: note for note in both["notes"]}
    theirs, own = by_party[world.buyer.code], by_party[world.supplier.code]
    assert (theirs["rung"], theirs["amount"], theirs["memo"]) == ("quoted", 360_000_000, None)
    assert (theirs["next_step"], theirs["due_on"]) == ("견적 회신", "2026-12-10")
    assert own["memo"] == "비밀"


@pytest.mark.parametrize("persona", ["fair_officer", "fair_desk", "operator", "buyer_staff"])
def test_memo_is_nobody_elses_in_any_answer(ask, world, persona):
    for path in ("/notes", f"/requests/{world.request.code}/notes"):
        status, body = ask(persona, path)
        assert status == 200
        assert "비밀" not in str(body)
        assert "견적 회신" in str(body)


def test_stranger_to_a_meeting_finds_no_note_in_the_list(ask):
    assert ask("other_supplier", "/notes")[1]["items"] == []


def test_meeting_that_was_not_held_has_neither_rung_nor_amount(world, ask):
    _status, both = ask("buyer_staff", f"/requests/{world.request.code}/note", {"held": None})

    [note] = [one for one in both["notes"] if not one["was_held"]]
    assert (note["rung"], note["amount"]) == (None, None)


def test_older_reading_does_not_overwrite(world, ask):
    status, problem = ask("supplier_staff", f"/requests/{world.request.code}/note", TOLD)

    assert (status, problem["code"]) == (409, "changed_meanwhile")


def test_amount_beyond_what_is_exact_is_refused(world, ask):
    told = TOLD | {"held": {"rung": "paid", "amount": 2**53}}

    assert ask("buyer_staff", f"/requests/{world.request.code}/note", told)[0] == 422


def test_list_takes_the_same_queries_for_one_note_as_for_three(world, client):
    url = f"/api/v1/fairs/{world.fair.slug}/notes"
    client.force_login(make_staff(world.supplier))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        return len(asked)

    once = queries()
    for slot in (2, 3):
        request = make_met(world.fair, slot, supplier=world.supplier)
        make_note(request)
        make_note(request, request.buyer)

    assert queries() == once
