"""Who may open what people follow, and who may press what."""

PERSONAS = ("anonymous", "outsider", "follower", "colleague", "competitor", "operator")


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


_EVERYBODY = dict.fromkeys(PERSONAS, 200)
_OWN_LIST = _row(302, 200, 200, 200, 200, 200)
_PRESS_ONLY = dict.fromkeys(PERSONAS, 405)

ROUTES = {
    "listing_feed": _EVERYBODY,
    "saved_searches": _OWN_LIST,
    "saved_searches_export": _OWN_LIST,
    # A search is its owner's alone: not a colleague's, not an operator's.
    "saved_search": _row(302, 404, 302, 404, 404, 404),
    "watches": _OWN_LIST,
    "watches_export": _OWN_LIST,
    "search_save": _PRESS_ONLY,
    "search_pace": _PRESS_ONLY,
    "search_forget": _PRESS_ONLY,
    "listing_watch": _PRESS_ONLY,
}

PRESSES = {
    "search_save": _row(302, 302, 302, 302, 302, 302),
    "search_pace": _row(302, 404, 302, 404, 404, 404),
    "search_forget": _row(302, 404, 302, 404, 404, 404),
    "listing_watch": _row(302, 404, 302, 302, 404, 302),
}
