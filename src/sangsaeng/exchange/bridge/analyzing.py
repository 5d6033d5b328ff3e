"""What the texts of needs and offers are read with; one for the whole process."""

from functools import cache

from django.conf import settings

from sangsaeng.engine.matching.wording.analyzing import Analyzer, Bigrams, best_analyzer


@cache
def analyzer() -> Analyzer:
    """Return pairs of letters where the operator chose them, else the best that is installed."""
    return Bigrams() if Bigrams.name == settings.MATCHING else best_analyzer()


def loads_slowly() -> bool:
    """Tell whether the first text waits for something to be loaded."""
    return analyzer().name != Bigrams.name
