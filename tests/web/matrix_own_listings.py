"""Who may open which address where needs and offers are written and checked, and who may press what."""

PERSONAS = (
    "anonymous",
    "outsider",
    "staff",
    "manager",
    "ex_member",
    "other",
    "association_staff",
    "association_lead",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, staff, manager, ex member, other, association's staff and lead, operator
_SIGNED_IN = _row(302, 200, 200, 200, 200, 200, 200, 200, 200)
_OWN = _row(302, 404, 200, 200, 404, 404, 404, 404, 404)
_OWN_STEP = _row(302, 404, 404, 404, 404, 404, 404, 404, 404)
_CHECKERS = _row(302, 403, 403, 403, 403, 403, 403, 200, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "listing_new_need": _SIGNED_IN,
    "listing_new_offer": _SIGNED_IN,
    "listing_own": _OWN,
    "listing_edit": _OWN,
    "listings_mine": _SIGNED_IN,
    "listings_mine_export": _SIGNED_IN,
    "listings-import": _OWN,
    "listings-import-template": _OWN,
    # An import is seen by the one who handed it in; this one does not exist.
    "listings-import-columns": _OWN_STEP,
    "listings-import-preview": _OWN_STEP,
    "listings-import-report": _OWN_STEP,
    "listings_to_check": _CHECKERS,
    # The owner's people see the row, but it is not theirs to check.
    "listing_check": _row(302, 404, 404, 404, 404, 404, 404, 200, 200),
    # A file of the detail of what is out: its own people and whom they let in.
    "listing_file": _row(404, 404, 200, 200, 404, 200, 404, 404, 404),
    # Only who leads an organization keeps its quiet list; «other» leads another.
    "competitors": _row(302, 403, 403, 200, 403, 200, 403, 200, 403),
    "listing_guide": _PRESS_ONLY,
    "listing_step": _PRESS_ONLY,
    "listing_file_add": _PRESS_ONLY,
    "listing_file_remove": _PRESS_ONLY,
    "listing_admit": _PRESS_ONLY,
    "listing_admission_end": _PRESS_ONLY,
    "listings_mine_many": _PRESS_ONLY,
    "listings_check_many": _PRESS_ONLY,
    "competitor_name": _PRESS_ONLY,
    "competitor_remove": _PRESS_ONLY,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_OWN_PRESS = _row(302, 404, 302, 302, 404, 404, 404, 404, 404)
_LEADS_PRESS = _row(302, 404, 403, 302, 404, 404, 404, 404, 404)

PRESSES = {
    "listing_guide": _SIGNED_IN,
    "listing_edit": _OWN_PRESS,
    "listing_step": _LEADS_PRESS,
    "listing_file_add": _OWN_PRESS,
    "listing_file_remove": _OWN_PRESS,
    "listing_admit": _LEADS_PRESS,
    "listing_admission_end": _LEADS_PRESS,
    # Staff may choose, but not renew; nothing of another's can be chosen, which the page tells.
    "listings_mine_many": _row(302, 302, 403, 302, 302, 302, 302, 302, 302),
    "listings_check_many": _row(302, 403, 403, 403, 403, 403, 403, 302, 302),
    "listing_check": _row(302, 404, 404, 404, 404, 404, 404, 302, 302),
    "competitor_name": _row(302, 404, 404, 302, 404, 404, 404, 404, 404),
    "competitor_remove": _row(302, 404, 404, 302, 404, 404, 404, 404, 404),
}
