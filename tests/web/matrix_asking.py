"""Who may open which address on which both sides ask and answer, and who may press what."""

from tests.web.matrix_fairs import (
    ASKED,
    DONE,
    MISSING,
    NOT_THIS_WAY,
    PERSONAS,
    REFUSED,
    RUNNING,
    TAKING_PART,
    WATCHING,
    only,
)

PRESS = dict.fromkeys(PERSONAS, NOT_THIS_WAY)
OFFICERS = only(*RUNNING)
PARTIES = only(*TAKING_PART)

ROUTES = {
    "fair_directory": PARTIES,
    "fair_directory_export": PARTIES,
    # The supplier's profile: the fair's people, its own and the other side; not a competitor.
    "fair_profile": only(*WATCHING, *ASKED, others=MISSING),
    "fair_profile_ask": PRESS,
    "fair_profile_send_back": PRESS,
    "fair_received": PARTIES,
    "fair_received_export": PARTIES,
    "fair_sent": PARTIES,
    "fair_sent_export": PARTIES,
    "fair_request_answer": PRESS,
    "fair_profile_edit": {
        **only(*RUNNING, "supplier_staff", others=MISSING),
        "fair_desk": REFUSED,
    },
    "fair_profiles": only(*WATCHING),
    "fair_profiles_export": only(*WATCHING),
    "fair_profiles_send_back": PRESS,
    "fair_asking": OFFICERS,
    "fair_asking_export": OFFICERS,
}

PRESSES = {
    # Another supplier's profile, of which only the buyer may ask.
    "fair_profile_ask": {
        **only("buyer_staff", status=DONE, others=MISSING),
        "fair_desk": REFUSED,
        # It is this supplier itself.
        "other_supplier": 422,
        "fair_officer": REFUSED,
        "operator": REFUSED,
    },
    "fair_profile_send_back": only(*RUNNING, status=DONE),
    # The side that asked sees its request, so it learns that it may not.
    "fair_request_answer": {
        **only(*RUNNING, "buyer_staff", status=DONE, others=MISSING),
        "supplier_staff": REFUSED,
        "fair_desk": REFUSED,
    },
    "fair_profile_edit": {
        **only(*RUNNING, "supplier_staff", status=DONE, others=MISSING),
        "fair_desk": REFUSED,
    },
    "fair_profiles_send_back": only(*RUNNING, status=DONE),
    "fair_asking": only(*RUNNING, status=DONE),
}
