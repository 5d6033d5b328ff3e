"""Who is answered what at the site's own addresses and at those of signing in."""

PERSONAS = ("anonymous", "person", "operator")


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


EVERYBODY = _row(200, 200, 200)
SIGNED_IN = _row(302, 200, 200)
ONLY_STRANGERS = _row(200, 302, 302)
ELSEWHERE = _row(302, 302, 302)
BY_PRESS = _row(405, 405, 405)

ROUTES = {
    "home": EVERYBODY,
    "health": EVERYBODY,
    "styleguide": EVERYBODY,
    # Looking changes nothing; the choice is made by a press.
    "set_language": ELSEWHERE,
    "set_theme": BY_PRESS,
    "api:openapi-json": EVERYBODY,
    "api:api-root": _row(404, 404, 404),
    "account_login": ONLY_STRANGERS,
    "account_signup": ONLY_STRANGERS,
    "account_logout": SIGNED_IN,
    "account_inactive": EVERYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": EVERYBODY,
    "account_confirm_email": EVERYBODY,
    "account_change_password": SIGNED_IN,
    "account_set_password": ELSEWHERE,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_confirm_login_code": ELSEWHERE,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": ELSEWHERE,
    "mfa_reauthenticate": ELSEWHERE,
    # A second factor is changed only after saying the password again.
    "mfa_activate_totp": ELSEWHERE,
    "mfa_deactivate_totp": _row(302, 404, 404),
    "mfa_view_recovery_codes": _row(302, 404, 404),
    "mfa_generate_recovery_codes": ELSEWHERE,
    "mfa_download_recovery_codes": _row(302, 404, 404),
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": ELSEWHERE,
    "mfa_reauthenticate_webauthn": ELSEWHERE,
    "mfa_remove_webauthn": ELSEWHERE,
    "mfa_edit_webauthn": ELSEWHERE,
    "mfa_login_webauthn": _row(302, 302, 302),
    "socialaccount_login_cancelled": EVERYBODY,
    "socialaccount_login_error": _row(401, 401, 401),
    "socialaccount_signup": ELSEWHERE,
    "socialaccount_connections": SIGNED_IN,
    # No provider is configured.
    "openid_connect_login": _row(404, 404, 404),
    "openid_connect_callback": _row(404, 404, 404),
}

ARGUMENTS = {
    "account_confirm_email": {"key": "no-such-key"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "no-such-key"},
    "mfa_remove_webauthn": {"pk": 1},
    "mfa_edit_webauthn": {"pk": 1},
    "openid_connect_login": {"provider_id": "nobody"},
    "openid_connect_callback": {"provider_id": "nobody"},
}
