"""What may follow what, for a claim to an organization."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.states import StateTable

CLAIM_STATES = StateTable(
    name="claim",
    initial="asked",
    states={"asked": _("확인 대기"), "granted": _("승인됨"), "refused": _("반려됨")},
    verbs={"grant": _("승인"), "refuse": _("반려")},
    steps={("asked", "grant"): "granted", ("asked", "refuse"): "refused"},
)
