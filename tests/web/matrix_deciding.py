"""Who is answered what between the scores and the announced result, while judging and after."""

PERSONAS = (
    "anonymous",
    "outsider",
    "team_lead",
    "team_staff",
    "judge",
    "officer",
    "sealed_officer",
    "judging_officer",
    "other_officer",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, team lead, team staff, judge, officer, officer with a case of their own,
#   officer who judges, officer of another program, operator
_OFFICERS = _row(302, 404, 404, 404, 404, 200, 404, 404, 404, 404)
_SEALERS = _row(302, 404, 404, 404, 404, 200, 200, 200, 404, 200)
_INCIDENT = _row(302, 404, 404, 404, 404, 200, 404, 404, 404, 200)
_NOBODY = dict.fromkeys(PERSONAS, 404)
_NOBODY_SIGNED_IN = _row(302, *[404] * 9)
_EVERYBODY = dict.fromkeys(PERSONAS, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

# While the call is being judged: nobody knows of a result.
ROUTES = {
    "ranking_overview": _OFFICERS,
    "ranking": _OFFICERS,
    "ranking_export": _OFFICERS,
    "ranking_compute": _PRESS_ONLY,
    "decision_minutes": _OFFICERS,
    "decision_minutes_new": _OFFICERS,
    "decision_minutes_page": _OFFICERS,
    "decision_minutes_discuss": _PRESS_ONLY,
    "decision_minutes_close": _PRESS_ONLY,
    "decision_minutes_pdf": _OFFICERS,
    "decision_overview": _OFFICERS,
    "decision_announce": _OFFICERS,
    "decision_announce_drop": _PRESS_ONLY,
    "objection_list": _OFFICERS,
    "objection_answer": _NOBODY_SIGNED_IN,
    "decision_stage": _OFFICERS,
    "decision_propose": _PRESS_ONLY,
    "decision_by_hand": _PRESS_ONLY,
    "decision_confirm": _PRESS_ONLY,
    "decision_export": _OFFICERS,
    "decision_import": _OFFICERS,
    "decision_import-template": _OFFICERS,
    # Somebody else's upload is nobody's.
    "decision_import-columns": _NOBODY_SIGNED_IN,
    "decision_import-preview": _NOBODY_SIGNED_IN,
    "decision_import-report": _NOBODY_SIGNED_IN,
    "result_page": _NOBODY,
    "result_json": _NOBODY,
    "objection_file": _NOBODY_SIGNED_IN,
    "seal_page": _SEALERS,
    "seal_on": _PRESS_ONLY,
    "seal_lift": _PRESS_ONLY,
    "seal_snapshot": _row(302, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "seal_looks": _INCIDENT,
}

# What changes once the results are out.
AFTER = {
    "result_page": _EVERYBODY,
    "result_json": _EVERYBODY,
    "objection_file": _row(302, 404, 200, 403, 404, 404, 403, 404, 404, 404),
    "ranking": _OFFICERS,
    "decision_stage": _OFFICERS,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_OFFICER_PRESS = _row(302, 404, 404, 404, 404, 302, 404, 404, 404, 404)
_OFFICER_LOOK = _row(302, 404, 404, 404, 404, 200, 404, 404, 404, 404)

PRESSES = {
    "ranking_compute": _OFFICER_PRESS,
    "decision_minutes_new": _OFFICER_PRESS,
    "decision_minutes_page": _row(302, 404, 404, 404, 404, 422, 404, 404, 404, 404),
    "decision_minutes_discuss": _row(302, 404, 404, 404, 404, 422, 404, 404, 404, 404),
    "decision_minutes_close": _row(302, 404, 404, 404, 404, 409, 404, 404, 404, 404),
    "decision_announce": _OFFICER_PRESS,
    "decision_announce_drop": _NOBODY_SIGNED_IN,
    "decision_propose": _OFFICER_LOOK,
    "decision_by_hand": _OFFICER_LOOK,
    "decision_confirm": _OFFICER_PRESS,
    "seal_on": _row(302, 404, 404, 404, 404, 302, 302, 302, 404, 302),
    "seal_lift": _row(302, 404, 404, 404, 404, 422, 422, 422, 404, 422),
    "objection_file": _NOBODY_SIGNED_IN,
}


def arguments(world):
    """What the addresses point to."""
    slug = {"slug": world.call.slug}
    stage = slug | {"position": 1}
    minutes = stage | {"number": 1}
    sheet = stage | {"number": "nothing"}
    of = {
        "ranking_export": stage | {"form": "json"},
        "decision_export": stage | {"form": "json"},
        "objection_answer": slug | {"code": world.entry.code},
        "objection_file": {"code": world.entry.code},
        "seal_snapshot": slug | {"number": world.old_seal.pk},
        "seal_looks": slug | {"form": "json"},
    }
    of |= {
        name: minutes
        for name in ROUTES
        if name.startswith("decision_minutes_") and name != "decision_minutes_new"
    }
    of |= {f"decision_import-{step}": sheet for step in ("columns", "preview", "report")}
    staged = (
        "ranking ranking_compute decision_minutes_new decision_stage decision_propose "
        "decision_by_hand decision_confirm decision_import decision_import-template"
    )
    of |= dict.fromkeys(staged.split(), stage)
    return {route: of.get(route, slug) for route in ROUTES}
