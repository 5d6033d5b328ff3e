"""Names that stand in two languages."""

from django.utils.translation import get_language


def for_reader(korean: str, english: str) -> str:
    """Return the name in the reader's language, the Korean one where there is no other."""
    in_english = (get_language() or "").startswith("en")
    return (english if in_english else "") or korean
