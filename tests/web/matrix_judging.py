"""Who is answered what about reviews, in a blind call that is being judged."""

PERSONAS = (
    "anonymous",
    "outsider",
    "team_lead",
    "rival_lead",
    "judge",
    "undeclared_judge",
    "conflicted_judge",
    "unassigned_judge",
    "officer",
    "officer_with_case",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, team lead, rival lead, judge, undeclared, conflicted, unassigned judge,
#   officer, officer with a case, operator
_ANYBODY = _row(302, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_JUDGE = _row(302, 404, 404, 404, 200, 404, 404, 404, 404, 404, 404)
_OFFICER = _row(302, 404, 404, 404, 404, 404, 404, 404, 200, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "review_home": _ANYBODY,
    "review_export": _ANYBODY,
    "review": _JUDGE,
    "review_file": _JUDGE,
    "review_save": _PRESS_ONLY,
    "review_submit": _PRESS_ONLY,
    "review_send_back": _OFFICER,
    "review_remind": _PRESS_ONLY,
}

PRESSES = {
    "review_save": _row(302, 404, 404, 404, 302, 404, 404, 404, 404, 404, 404),
    "review_submit": _row(302, 404, 404, 404, 302, 404, 404, 404, 404, 404, 404),
    "review_send_back": _row(302, 404, 404, 404, 404, 404, 404, 404, 302, 404, 404),
    "review_remind": _row(302, 404, 404, 404, 404, 404, 404, 404, 302, 404, 404),
}
