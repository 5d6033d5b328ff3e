"""What a fair and its participants are called in the language of the reader."""

from sangsaeng.fairs.models import Fair, Participant
from sangsaeng.kernel.language import for_reader


def name_of(named: Participant | Fair) -> str:
    """Return the name in the active language, the Korean one where there is no other."""
    bearer = named.organization if isinstance(named, Participant) else named
    return for_reader(bearer.name, bearer.name_en)
