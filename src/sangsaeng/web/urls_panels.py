"""Addresses of panels: the officer's, and the judge's own."""

from django.urls import path, re_path

from sangsaeng.web.views.judging import assignment, conflicts, invitations, judges, panels

_FORM = r"\.(?P<form>xlsx|csv|json)$"
_CALL = "calls/<slug:slug>/"
_CALL_RE = r"^calls/(?P<slug>[-\w]+)/"
_PANEL = f"{_CALL}panel/"
_JUDGE = f"{_PANEL}<str:code>/"
_STAGE = f"{_CALL}assignment/<int:position>/"
_OWN = "judging/<str:code>/"

urlpatterns = [
    # The officer's
    path(_PANEL, panels.panel, name="panel"),
    re_path(rf"{_CALL_RE}panel{_FORM}", panels.export, name="panel_export"),
    path(f"{_PANEL}check/", panels.check, name="panel_check"),
    path(_JUDGE, judges.page, name="panel_judge"),
    path(f"{_JUDGE}facts/", judges.describe, name="panel_judge_facts"),
    path(f"{_JUDGE}seats/", judges.seats, name="panel_judge_seats"),
    path(f"{_JUDGE}ties/", judges.tie, name="panel_judge_tie"),
    path(f"{_JUDGE}invite/", judges.invite, name="panel_judge_invite"),
    path(f"{_JUDGE}leave/", judges.leave, name="panel_judge_leave"),
    path(f"{_CALL}conflicts/", conflicts.listing, name="panel_conflicts"),
    re_path(rf"{_CALL_RE}conflicts{_FORM}", conflicts.export, name="panel_conflicts_export"),
    path(f"{_CALL}conflicts/<int:key>/lift/", conflicts.lift, name="panel_conflict_lift"),
    path(_STAGE, assignment.dry_run, name="panel_assignment"),
    re_path(
        rf"{_CALL_RE}assignment/(?P<position>\d{{1,4}}){_FORM}",
        assignment.export,
        name="panel_assignment_export",
    ),
    path(f"{_STAGE}apply/", assignment.apply, name="panel_assignment_apply"),
    path(f"{_STAGE}by/<str:code>/", assignment.of_judge, name="panel_assignment_judge"),
    path(f"{_STAGE}by/<str:code>/add/", assignment.add, name="panel_assignment_add"),
    path(
        f"{_STAGE}reviews/<str:review>/release/",
        assignment.release,
        name="panel_assignment_release",
    ),
    # The judge's own
    path(_OWN, invitations.page, name="judge_invitation"),
    path(f"{_OWN}answer/", invitations.answer, name="judge_answer"),
    path(f"{_OWN}leave/", invitations.leave, name="judge_leave"),
    path(f"{_OWN}declare/", invitations.declaration, name="judge_declare"),
]
