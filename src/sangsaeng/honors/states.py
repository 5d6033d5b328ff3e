"""What may follow what: an honor, a guest of a ceremony."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

HONOR_STATES = StateTable(
    name="honor",
    initial="given",
    states={"given": _("수여됨"), "revoked": _("취소됨")},
    verbs={"revoke": _("취소")},
    steps={("given", "revoke"): "revoked"},
)

GUEST_STATES = StateTable(
    name="guest",
    initial="listed",
    states={
        "listed": _("명단에 있음"),
        "coming": _("참석"),
        "not_coming": _("불참"),
        "arrived": _("도착"),
    },
    verbs={"accept": _("참석"), "decline": _("불참"), "arrive": _("도착")},
    steps={
        ("listed", "accept"): "coming",
        ("listed", "decline"): "not_coming",
        ("listed", "arrive"): "arrived",
        ("coming", "decline"): "not_coming",
        ("coming", "arrive"): "arrived",
        ("not_coming", "accept"): "coming",
    },
)
