"""What may follow what, for the way of a notice into the mail."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

MAILING_STATES = StateTable(
    name="notice",
    initial="site_only",
    states={
        "site_only": _("사이트에만"),
        "at_once": _("곧 메일로"),
        "digest": _("모음 메일 기다림"),
        "mailed": _("메일로 보냄"),
    },
    verbs={"mail": _("메일 쓰기"), "drop": _("메일에서 빼기")},
    steps={
        ("at_once", "mail"): "mailed",
        ("at_once", "drop"): "site_only",
        ("digest", "mail"): "mailed",
        ("digest", "drop"): "site_only",
    },
)
