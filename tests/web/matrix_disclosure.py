"""Who is answered what about technical material, once the agreement is in force."""

PERSONAS = (
    "anonymous",
    "outsider",
    "other_company",
    "owner_lead",
    "owner_staff",
    "receiver_lead",
    "holder",
    "colleague",
    "former_holder",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, other company, owner lead, owner staff, receiver lead, holder, colleague,
#   former holder, operator
_ANYBODY = _row(302, 200, 200, 200, 200, 200, 200, 200, 200, 200)
_OWNERS = _row(302, 404, 404, 200, 200, 404, 404, 404, 404, 404)
_SIDES = _row(302, 404, 404, 200, 200, 200, 200, 200, 404, 404)
_OWNER_LEADS = _row(302, 404, 404, 200, 403, 403, 403, 403, 404, 404)
_RECEIVER_LEADS = _row(302, 404, 404, 403, 403, 200, 403, 403, 404, 404)
# The gate: the sides learn why it is closed to them, everybody else that there is nothing.
_HOLDERS = _row(302, 404, 404, 403, 403, 403, 200, 403, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "materials": _ANYBODY,
    "materials_export": _ANYBODY,
    "material_new": _ANYBODY,
    "material": _OWNERS,
    "material_edit": _OWNERS,
    "material_original": _OWNERS,
    "material_version_add": _PRESS_ONLY,
    "material_title": _PRESS_ONLY,
    "material_title_end": _PRESS_ONLY,
    "disclosures": _ANYBODY,
    "disclosures_export": _ANYBODY,
    "disclosure_new": _ANYBODY,
    "disclosure": _SIDES,
    "disclosure_edit": _row(302, 404, 404, 403, 403, 409, 409, 409, 404, 404),
    "disclosure_answer": _OWNER_LEADS,
    "disclosure_decline": _PRESS_ONLY,
    "disclosure_text": _SIDES,
    "disclosure_agree": _PRESS_ONLY,
    "disclosure_sign": _SIDES,
    "disclosure_press": _PRESS_ONLY,
    "disclosure_secrecy": _row(302, 404, 404, 200, 200, 403, 403, 403, 404, 404),
    "disclosure_hold": _PRESS_ONLY,
    "disclosure_holders": _PRESS_ONLY,
    "disclosure_holder_remove": _PRESS_ONLY,
    "disclosure_change": _PRESS_ONLY,
    "disclosure_certificate": _RECEIVER_LEADS,
    "disclosure_certificate_back": _PRESS_ONLY,
    "disclosure_document": _SIDES,
    "disclosure_receipt": _SIDES,
    "disclosure_receipt_pdf": _SIDES,
    "disclosure_package": _OWNER_LEADS,
    "disclosure_view": _HOLDERS,
    "disclosure_download": _HOLDERS,
    "disclosure_print": _HOLDERS,
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
_OWNER_PRESS = _row(302, 404, 404, 302, 302, 404, 404, 404, 404, 404)
_OWNER_LEAD_PRESS = _row(302, 404, 404, 302, 404, 404, 404, 404, 404, 404)
_RECEIVER_PRESS = _row(302, 404, 404, 403, 403, 302, 403, 403, 404, 404)

PRESSES = {
    "material_edit": _OWNER_PRESS,
    "material_version_add": _OWNER_PRESS,
    "material_title": _row(302, 404, 404, 302, 403, 404, 404, 404, 404, 404),
    "material_title_end": _row(302, 404, 404, 302, 403, 404, 404, 404, 404, 404),
    "disclosure_press": _row(302, 404, 404, 302, 403, 302, 403, 403, 404, 404),
    "disclosure_hold": _row(302, 404, 404, 302, 403, 302, 403, 403, 404, 404),
    "disclosure_secrecy": _row(302, 404, 404, 302, 403, 403, 403, 403, 404, 404),
    "disclosure_holders": _RECEIVER_PRESS,
    "disclosure_holder_remove": _RECEIVER_PRESS,
    "disclosure_change": _row(302, 404, 404, 302, 403, 403, 403, 403, 404, 404),
    "disclosure_certificate": _RECEIVER_PRESS,
    # What is over is over for everybody.
    "disclosure_decline": _row(302, 404, 404, 422, 403, 403, 403, 403, 404, 404),
    "disclosure_agree": _row(302, 404, 404, 409, 403, 409, 403, 403, 404, 404),
    "disclosure_sign": _row(302, 404, 404, 422, 403, 422, 403, 403, 404, 404),
    "disclosure_certificate_back": _row(302, 404, 404, 422, 422, 422, 422, 422, 404, 404),
}


def arguments(world, listed, change):
    """What the addresses point to."""
    code = {"code": world.demand.code}
    material = {"code": world.material.code}
    holder = world.agreement.holders.first()
    of = {
        "materials": {},
        "materials_export": {"form": "json"},
        "material_new": {},
        "material": material,
        "material_edit": material,
        "material_version_add": material,
        "material_original": material | {"number": 1},
        "material_title": material,
        "material_title_end": material | {"key": listed.pk},
        "disclosures": {},
        "disclosures_export": {"side": "given", "form": "json"},
        "disclosure_new": {},
        "disclosure_press": code | {"verb": "end"},
        "disclosure_holder_remove": code | {"key": holder.pk},
        "disclosure_change": code | {"key": change.pk, "verb": "consent"},
        "disclosure_document": code | {"number": 1},
    }
    views = ("disclosure_view", "disclosure_download", "disclosure_print")
    of |= dict.fromkeys(views, code | {"number": 1})
    return {route: of.get(route, code) for route in {*ROUTES, *PRESSES}}
