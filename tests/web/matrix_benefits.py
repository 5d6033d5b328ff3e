"""Who is answered what about benefits, the authorities' question and the keys."""

PERSONAS = (
    "anonymous",
    "outsider",
    "holder",
    "other_holder",
    "officer",
    "authority",
    "former_authority",
    "operator",
)


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#   anonymous, outsider, holder, other holder, officer, authority, former authority, operator
_ANYBODY = _row(302, 200, 200, 200, 200, 200, 200, 200)
_OFFICERS = _row(302, 404, 404, 404, 200, 404, 404, 404)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "benefit_mine": _ANYBODY,
    "benefit_export": _ANYBODY,
    # Who may read it, but is not of the holder, learns that this is not theirs to do.
    "benefit_use": _row(302, 404, 200, 404, 403, 404, 404, 403),
    "benefit_use_file": _row(302, 404, 200, 404, 200, 404, 404, 200),
    "benefit_honor": _OFFICERS,
    "benefit_stop": _row(302, 404, 403, 404, 200, 404, 404, 403),
    "benefit_check": _row(302, 404, 404, 404, 404, 200, 404, 404),
    "benefit_keys": _row(302, 404, 404, 404, 404, 404, 404, 200),
    "benefit_key_end": _PRESS_ONLY,
}

PRESSES = {
    "benefit_use": _row(302, 404, 302, 404, 403, 404, 404, 403),
    "benefit_honor": _row(302, 404, 404, 404, 302, 404, 404, 404),
    "benefit_stop": _row(302, 404, 403, 404, 302, 404, 404, 403),
    # An answer and a new key are shown at once, not after a turn.
    "benefit_check": _row(302, 404, 404, 404, 404, 200, 404, 404),
    "benefit_keys": _row(302, 404, 404, 404, 404, 404, 404, 200),
    "benefit_key_end": _row(302, 404, 404, 404, 404, 404, 404, 302),
}


def arguments(world):
    """What the addresses point to."""
    benefit = {"code": world.benefit.code}
    return {
        "benefit_mine": {},
        "benefit_export": {"form": "json"},
        "benefit_use": benefit,
        "benefit_use_file": {"number": world.use.pk},
        "benefit_honor": {"code": world.honor.code},
        "benefit_stop": benefit,
        "benefit_check": {},
        "benefit_keys": {},
        "benefit_key_end": {"code": world.key.code},
    }


def sent(world):
    """What each press sends."""
    return {
        "benefit_use": {"used_on": "2026-10-01", "authority": "공항"},
        "benefit_honor": {
            "holder": world.benefit.holder.pk,
            "kind": "award",
            "label": "포상 우대",
            "starts_on": "2026-01-01",
            "source": "https://example.org",
        },
        "benefit_stop": {"reason": "제도 폐지"},
        "benefit_check": {
            "key": world.key.pk,
            "organization": world.small.code,
            "kind": "immigration",
            "on": "2026-11-02",
        },
        "benefit_keys": {
            "authority": world.authority.name,
            "keeper": world.keeper.email,
            "purpose": "우대",
            "kinds": ["immigration"],
            "expires_on": "2027-03-31",
        },
    }
