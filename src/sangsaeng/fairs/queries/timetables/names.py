"""What a fair and its participants are called in the language of the reader."""

from django.utils.translation import get_language

from sangsaeng.fairs.models import Fair, Participant


def name_of(named: Participant | Fair) -> str:
    """Return the name in the active language, the Korean one where there is no other."""
    bearer = named.organization if isinstance(named, Participant) else named
    in_english = (get_language() or "").startswith("en")
    return (bearer.name_en if in_english else "") or bearer.name
