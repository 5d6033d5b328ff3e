"""Who is answered what about a panel: its keepers, its judges, and nobody else."""

PERSONAS = (
    "anonymous",
    "outsider",
    "entrant",
    "officer",
    "officer_partner",
    "officer_judge",
    "judge",
    "invited",
    "named",
    "barred",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, entrant, officer, officer who is a partner, officer who is a judge,
#   judge, invited, named, judge with a conflict, operator
_KEEPERS = _row(302, 404, 404, 200, 403, 403, 404, 404, 404, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "panel": _KEEPERS,
    "panel_export": _KEEPERS,
    "panel_check": _KEEPERS,
    "panel_judge": _KEEPERS,
    "panel_judge_facts": _PRESS_ONLY,
    "panel_judge_seats": _PRESS_ONLY,
    "panel_judge_tie": _PRESS_ONLY,
    "panel_judge_invite": _PRESS_ONLY,
    "panel_judge_leave": _PRESS_ONLY,
    "panel_conflicts": _KEEPERS,
    "panel_conflicts_export": _KEEPERS,
    "panel_conflict_lift": _KEEPERS,
    "panel_assignment": _KEEPERS,
    "panel_assignment_export": _KEEPERS,
    "panel_assignment_apply": _PRESS_ONLY,
    "panel_assignment_judge": _KEEPERS,
    "panel_assignment_add": _PRESS_ONLY,
    "panel_assignment_release": _PRESS_ONLY,
    # The place of one judge: theirs alone, not even the officer's.
    "judge_invitation": _row(302, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
    "judge_answer": _PRESS_ONLY,
    "judge_leave": _PRESS_ONLY,
    "judge_declare": _row(302, 404, 404, 404, 404, 404, 200, 404, 404, 404, 404),
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_KEEPER_PRESS = _row(302, 404, 404, 302, 403, 403, 404, 404, 404, 404, 404)
_JUDGE_PRESS = _row(302, 404, 404, 404, 404, 404, 302, 404, 404, 404, 404)

PRESSES = {
    "panel": _KEEPER_PRESS,
    "panel_judge_facts": _KEEPER_PRESS,
    "panel_judge_seats": _KEEPER_PRESS,
    "panel_judge_tie": _KEEPER_PRESS,
    "panel_judge_invite": _row(302, 404, 404, 409, 403, 403, 404, 404, 404, 404, 404),
    "panel_judge_leave": _KEEPER_PRESS,
    "panel_conflict_lift": _KEEPER_PRESS,
    "panel_assignment_apply": _KEEPER_PRESS,
    "panel_assignment_add": _KEEPER_PRESS,
    "panel_assignment_release": _KEEPER_PRESS,
    "judge_leave": _JUDGE_PRESS,
    "judge_declare": _JUDGE_PRESS,
    # Who has accepted has answered.
    "judge_answer": _row(302, 404, 404, 404, 404, 404, 409, 404, 404, 404, 404),
}


def arguments(world):
    """What the addresses point to."""
    slug = {"slug": world.call.slug}
    judge = slug | {"code": world.judge.code}
    stage = slug | {"position": 1}
    own = {"code": world.judge.code}
    of = {
        "panel_export": slug | {"form": "json"},
        "panel_conflicts_export": slug | {"form": "json"},
        "panel_conflict_lift": slug | {"key": world.conflict.pk},
        "panel_assignment": stage,
        "panel_assignment_export": stage | {"form": "json"},
        "panel_assignment_apply": stage,
        "panel_assignment_judge": stage | {"code": world.judge.code},
        "panel_assignment_add": stage | {"code": world.judge.code},
        "panel_assignment_release": stage | {"review": world.review.code},
    }
    of |= {route: judge for route in ROUTES if route.startswith("panel_judge")}
    of |= {route: own for route in ROUTES if route.startswith("judge_")}
    return {route: of.get(route, slug) for route in {*ROUTES, *PRESSES}}
