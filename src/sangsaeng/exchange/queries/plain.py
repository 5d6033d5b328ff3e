"""A need or an offer as plain data: the same for a file, the interface and a page's JSON."""

from typing import Any

from sangsaeng.exchange.queries.shown import Shown


def plain(shown: Shown) -> dict[str, Any]:
    """Return what the viewer is shown, and nothing beside it; what is closed is null."""
    return {
        "code": shown.code,
        "side": shown.side,
        "kind": shown.kind,
        "state": shown.state,
        "title": shown.title,
        "abstract": shown.abstract,
        "keywords": shown.keywords,
        "readiness": shown.readiness,
        "region": shown.region,
        "sector": shown.sector,
        "certificates": list(shown.certificates),
        "particulars": {one.key: value for one, value in shown.particulars},
        "wanted_by": shown.wanted_by,
        "published_at": shown.published_at,
        "expires_on": shown.expires_on,
        "owner": {"code": shown.owner.code, "name": shown.owner.name} if shown.owner else None,
        "detail": shown.detail,
        "contact": shown.contact,
        "is_sample": shown.is_sample,
    }
