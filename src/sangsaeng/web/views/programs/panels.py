"""What other rooms put on the pages of a call and of an entry, in the page's order."""

from collections.abc import Callable
from typing import Final

from django.http import HttpRequest

from sangsaeng.programs.models import Call, Entry
from sangsaeng.web.panel import Panel
from sangsaeng.web.views.honors import panels as honors
from sangsaeng.web.views.honors.ceremony_panel import ceremony_panel
from sangsaeng.web.views.judging import panels as judges
from sangsaeng.web.views.judging.checking import progress_panel, reviews_panel
from sangsaeng.web.views.judging.deciding_panels import (
    deciding_panel,
    decision_panel,
    result_panel,
    results_panel,
)
from sangsaeng.web.views.judging.visits import visits_panel, visits_run_panel
from sangsaeng.web.views.programs.entries_panels import entering_panel, entries_panel

# On the call's public page: the viewer's own entry, results, honors.
CALL_PANELS: Final[tuple[Callable[[HttpRequest, Call], Panel | None], ...]] = (
    entering_panel,
    results_panel,
    honors.call_panel,
)

# On the officer's page from which the call is run: entries, judges, visits, results, honors, ceremony.
RUN_PANELS: Final[tuple[Callable[[HttpRequest, Call], Panel | None], ...]] = (
    entries_panel,
    judges.run_panel,
    progress_panel,
    visits_run_panel,
    deciding_panel,
    honors.run_panel,
    ceremony_panel,
)

# On the team's page of an entry: visits, result with feedback, objection, honor.
ENTRY_PANELS: Final[tuple[Callable[[HttpRequest, Entry], Panel | None], ...]] = (
    visits_panel,
    result_panel,
    honors.entry_panel,
)

# On the officer's page of an entry: reviews, visits, decisions.
CHECK_PANELS: Final[tuple[Callable[[HttpRequest, Entry], Panel | None], ...]] = (
    reviews_panel,
    visits_panel,
    decision_panel,
)
