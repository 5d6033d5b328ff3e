"""Who is answered what at the addresses of a timetable's files."""

from tests.fairs.personas import PERSONAS


def _row(*statuses):
    return dict(zip(PERSONAS, statuses, strict=True))


#       anonymous, outsider, supplier, other supplier, buyer, officer, desk, other officer,
#       ex member, operator
_OWN = _row(302, 404, 200, 404, 404, 200, 200, 404, 404, 200)
_WHOLE = _row(302, 403, 403, 403, 403, 200, 200, 403, 403, 200)
_OFFICERS = _row(302, 403, 403, 403, 403, 200, 403, 403, 403, 200)
_PARTIES = _row(302, 403, 200, 200, 200, 200, 200, 403, 403, 200)
_DRAFT_OF_ONE = _row(302, 404, 404, 404, 404, 200, 403, 404, 404, 200)
_DRAFT_LIST = _row(302, 403, 404, 404, 404, 200, 403, 403, 403, 200)

ROUTES = {
    # The address itself is the permission.
    "calendar_feed": dict.fromkeys(PERSONAS, 200),
    "participant_ics": _OWN,
    "participant_pdf": _OWN,
    "participant_xlsx": _OWN,
    "participants_pdf": _WHOLE,
    "tables_pdf": _WHOLE,
    "wall_pdf": _WHOLE,
    "timetable_xlsx": _OFFICERS,
    "timetable_csv": _PARTIES,
    "timetable_json": _PARTIES,
    "plan_participant_pdf": _DRAFT_OF_ONE,
    "plan_participant_xlsx": _DRAFT_OF_ONE,
    "plan_participants_pdf": _OFFICERS,
    "plan_tables_pdf": _OFFICERS,
    "plan_wall_pdf": _OFFICERS,
    "plan_timetable_xlsx": _OFFICERS,
    "plan_timetable_csv": _DRAFT_LIST,
    "plan_timetable_json": _DRAFT_LIST,
}
