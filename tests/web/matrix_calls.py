"""Who is answered what about programs and calls: one call is announced, one is still written."""

PERSONAS = ("anonymous", "outsider", "officer", "other_officer", "host_lead", "operator")


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, officer, officer of another program, who leads a hosting body, operator
_ANYBODY = _row(200, 200, 200, 200, 200, 200)
_OFFICERS = _row(302, 404, 200, 404, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "program_list": _ANYBODY,
    "program_new": _row(302, 403, 403, 403, 200, 200),
    "program_page": _ANYBODY,
    "program_edit": _OFFICERS,
    "program_officers": _row(302, 404, 200, 404, 404, 200),
    "program_officer_end": _PRESS_ONLY,
    "call_new": _OFFICERS,
    "call_list": _ANYBODY,
    "call_list_export": _ANYBODY,
    "call_feed": _ANYBODY,
    "call": _ANYBODY,
    "call_json": _ANYBODY,
    "call_linked": _ANYBODY,
    "call_edition": _ANYBODY,
    "call_copy": _OFFICERS,
    "call_run": _OFFICERS,
    "call_step": _PRESS_ONLY,
    "call_extend": _OFFICERS,
    "call_call_off": _OFFICERS,
    "call_set_up": _OFFICERS,
    "call_frame": _OFFICERS,
    "call_settings": _OFFICERS,
    "call_preview": _OFFICERS,
    "call_pieces": _OFFICERS,
    "call_piece_new": _OFFICERS,
    "call_piece": _OFFICERS,
    "call_piece_move": _PRESS_ONLY,
    "call_piece_remove": _PRESS_ONLY,
    "call_criteria": _OFFICERS,
}

# What is still written is there for its officers, and for operators as far as they read.
_READ_DRAFT = _row(404, 404, 200, 404, 404, 200)
DRAFTS = {
    name: _READ_DRAFT if row is _ANYBODY else row
    for name, row in ROUTES.items()
    if name.startswith("call") and name not in {"call_new", "call_list", "call_list_export"}
} | {"call_edition": dict.fromkeys(PERSONAS, 404)}
del DRAFTS["call_feed"]

# A press without anything in it: officers learn what to mend, the others that there is nothing.
_REFUSED = _row(302, 404, 422, 404, 404, 404)
_DONE = _row(302, 404, 302, 404, 404, 404)
PRESSES = {
    "program_edit": _REFUSED,
    "program_officers": _row(302, 404, 422, 404, 404, 422),
    "program_officer_end": _row(302, 404, 409, 404, 404, 409),
    "call_new": _REFUSED,
    "call_copy": _REFUSED,
    "call_step": _DONE,
    "call_extend": _REFUSED,
    "call_call_off": _REFUSED,
    "call_frame": _REFUSED,
    "call_settings": _REFUSED,
    "call_piece_new": _REFUSED,
    "call_piece": _REFUSED,
    "call_piece_move": _DONE,
    "call_piece_remove": _row(302, 404, 409, 404, 404, 404),
    "call_criteria": _REFUSED,
}


def arguments(call):
    """What the addresses point to."""
    one = {"slug": call.slug}
    program = {"slug": call.program.slug}
    question = one | {"name": "questions", "key": call.questions.last().pk}
    of = {name: {} for name in ("program_list", "program_new", "call_list", "call_feed")}
    of |= dict.fromkeys(("program_page", "program_edit", "program_officers", "call_new"), program)
    of |= dict.fromkeys(("call_piece", "call_piece_move", "call_piece_remove"), question)
    of |= {
        "call_list_export": {"form": "json"},
        "program_officer_end": program | {"key": call.program.officers.get().pk},
        "call_edition": one | {"number": 1},
        "call_pieces": one | {"name": "questions"},
        "call_piece_new": one | {"name": "questions"},
        "call_criteria": one | {"key": call.stages.get().pk},
    }
    return {route: of.get(route, one) for route in ROUTES}
