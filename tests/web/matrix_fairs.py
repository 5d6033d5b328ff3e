"""Who may open which address about setting up a fair and its requests, and who may press what."""

from dataclasses import dataclass

from tests.factories import make_operator, make_person
from tests.fairs.factories import (
    make_buyer,
    make_desk,
    make_fair,
    make_officer,
    make_request,
    make_session,
    make_slots,
    make_staff,
    make_supplier,
)

from sangsaeng.organizations.models import Membership

PERSONAS = (
    "anonymous",
    "outsider",
    "supplier_staff",
    "other_supplier",
    "buyer_staff",
    "fair_officer",
    "fair_desk",
    "other_officer",
    "ex_member",
    "operator",
)
FOUND, DONE, SIGN_IN, REFUSED, MISSING, NOT_THIS_WAY = 200, 302, 302, 403, 404, 405
RUNNING = ("fair_officer", "operator")
WATCHING = (*RUNNING, "fair_desk")
ASKED = ("supplier_staff", "buyer_staff")
TAKING_PART = (*ASKED, "other_supplier")


def everybody(status):
    return dict.fromkeys(PERSONAS, status)


def only(*personas, status=FOUND, others=REFUSED):
    return {
        persona: SIGN_IN if persona == "anonymous" else status if persona in personas else others
        for persona in PERSONAS
    }


OFFICERS = only(*RUNNING)
PRESS = everybody(NOT_THIS_WAY)

ROUTES = {
    "fairs": everybody(FOUND),
    "fairs_export": everybody(FOUND),
    "fair_new": only("operator"),
    "fair": everybody(FOUND),
    "fair_step": PRESS,
    "fair_settings": OFFICERS,
    "fair_people": OFFICERS,
    "fair_role_end": PRESS,
    "fair_days": OFFICERS,
    "fair_day_remove": PRESS,
    "fair_sessions": OFFICERS,
    "fair_session_new": OFFICERS,
    "fair_session": OFFICERS,
    "fair_session_remove": PRESS,
    "fair_import": OFFICERS,
    "fair_import-template": OFFICERS,
    # A sheet is seen by the officer who handed it in; this one does not exist.
    "fair_import-columns": only(*RUNNING, status=MISSING),
    "fair_import-preview": only(*RUNNING, status=MISSING),
    "fair_import-report": only(*RUNNING, status=MISSING),
    "fair_participants": only(*WATCHING),
    "fair_participants_export": only(*WATCHING),
    "fair_participant_new": OFFICERS,
    "fair_times": OFFICERS,
    "fair_participant": only(*WATCHING, "supplier_staff", others=MISSING),
    "fair_participant_remove": PRESS,
    # A party is led to what it received, and to the directory when it wants to ask.
    "fair_requests": {**only(*WATCHING), **dict.fromkeys(TAKING_PART, DONE)},
    "fair_requests_export": only(*WATCHING, *TAKING_PART),
    "fair_request_new": {**only(*RUNNING), **dict.fromkeys(TAKING_PART, DONE)},
    "fair_request": only(*WATCHING, *ASKED, others=MISSING),
    "fair_request_wish": PRESS,
    "fair_request_about": PRESS,
    "fair_request_withdraw": PRESS,
    "fair_request_pin": PRESS,
    "fair_request_forbid": PRESS,
}

_RULED = only(*RUNNING, status=DONE)
# The asked side and the desk see the request, so they learn that they may not; others see none.
_ASKING = {
    **only(*RUNNING, "supplier_staff", status=DONE, others=MISSING),
    "buyer_staff": REFUSED,
    "fair_desk": REFUSED,
}
PRESSES = {
    "fair_step": _RULED,
    "fair_settings": _RULED,
    "fair_people": _RULED,
    "fair_role_end": _RULED,
    "fair_days": _RULED,
    "fair_day_remove": _RULED,
    "fair_session_new": _RULED,
    "fair_session_remove": _RULED,
    "fair_participant_remove": _RULED,
    "fair_times": _RULED,
    "fair_participant": {
        **only(*RUNNING, "supplier_staff", status=DONE, others=MISSING),
        "fair_desk": REFUSED,
    },
    "fair_request_wish": _ASKING,
    "fair_request_about": _ASKING,
    "fair_request_withdraw": _ASKING,
    "fair_request_pin": _RULED,
    "fair_request_forbid": _RULED,
}


@dataclass
class World:
    """A fair with people of every kind, and what the addresses point to."""

    people: dict
    arguments: dict
    bodies: dict

    def sign_in(self, client, persona):
        """Let the client be this persona."""
        client.logout()
        if self.people[persona] is not None:
            client.force_login(self.people[persona])


def make_world(at):
    """One fair that collects requests, another one, and a row behind every address."""
    fair = make_fair(state="collecting")
    slots = make_slots(fair)
    supplier, other, buyer = make_supplier(fair), make_supplier(fair), make_buyer(fair)
    request = make_request(buyer, supplier, asking_side="supplier")
    session = make_session(fair)
    left = make_staff(supplier)
    Membership.objects.filter(person=left).update(ended_at=at)
    people = {
        "anonymous": None,
        "outsider": make_person(),
        "supplier_staff": make_staff(supplier),
        "other_supplier": make_staff(other),
        "buyer_staff": make_staff(buyer),
        "fair_officer": make_officer(fair),
        "fair_desk": make_desk(fair),
        "other_officer": make_officer(make_fair(state="collecting")),
        "ex_member": left,
        "operator": make_operator(),
    }
    colleague = make_desk(fair)
    one = {"slug": fair.slug}
    asked, sheet = {**one, "code": request.code}, {**one, "sheet": "requests"}
    handed_in = {**sheet, "number": "AAAAAAAA"}
    arguments = {
        **{route: one for route in ROUTES if route not in {"fairs", "fair_new"}},
        "fairs_export": {"form": "json"},
        "fair_role_end": {**one, "role": fair.roles.get(person=colleague).pk},
        "fair_day_remove": {**one, "day": slots[0].day.date.isoformat()},
        "fair_session": {**one, "session": session.pk},
        "fair_session_remove": {**one, "session": session.pk},
        "fair_import": sheet,
        "fair_import-template": sheet,
        "fair_import-columns": handed_in,
        "fair_import-preview": handed_in,
        "fair_import-report": handed_in,
        "fair_participants_export": {**one, "form": "json"},
        "fair_participant": {**one, "code": supplier.code},
        "fair_participant_remove": {**one, "code": other.code},
        "fair_requests_export": {**one, "form": "json"},
        **{route: asked for route in ROUTES if route.startswith("fair_request_")},
        "fair_request": asked,
        "fair_request_new": one,
    }
    return World(people, arguments, _bodies(supplier, slots, colleague))


def _bodies(supplier, slots, colleague):
    hours = {"begins": "10:00", "ends": "11:00"}
    return {
        "fair_step": {"verb": "close_requests"},
        "fair_settings": {
            "part": "rules",
            "order": "weight_first",
            "first_timer_floor": 1,
            "must_worth": 100,
            "want_worth": 60,
            "possible_worth": 30,
            "unstated_worth": 20,
            "buyer_share": 60,
            "fit_worth": 10,
        },
        "fair_people": {"email": colleague.email, "role": "officer"},
        "fair_days": {"part": "day", "date": "2026-12-01", "minutes": 30, "pause": 0, **hours},
        "fair_session_new": {
            "kind": "ceremony",
            "title": "시상식",
            "date": "2026-11-25",
            "attendees": [supplier.code],
            **hours,
        },
        "fair_times": {"shown": [supplier.code], "away": [f"{supplier.code}:{slots[0].pk}"]},
        "fair_participant": {"part": "times", "away": [slots[0].pk]},
        "fair_request_wish": {"side": "supplier", "wish": "must"},
        "fair_request_about": {"purpose": "purchase", "topic": "노즐"},
        "fair_request_pin": {"slot": slots[0].pk},
        "fair_request_forbid": {"reason": "계열사"},
    }
