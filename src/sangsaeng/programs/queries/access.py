"""One program, call or entry for a viewer: missing and forbidden are the same answer."""

from typing import Any

from sangsaeng.kernel.permissions import Viewer
from sangsaeng.kernel.refusals import NotFound
from sangsaeng.programs.freezing import PIECES
from sangsaeng.programs.models import Call, Entry, Program, Recommendation
from sangsaeng.programs.rules import may_run, may_run_entry, may_run_program


def get_program_for(viewer: Viewer, slug: str) -> Program:
    """Return the program, if the viewer may see it."""
    found = Program.objects.visible_to(viewer).select_related("host").filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def get_own_program_for(viewer: Viewer, slug: str) -> Program:
    """Return the program, if the viewer runs it."""
    program = get_program_for(viewer, slug)
    if not may_run_program(viewer, program):
        raise NotFound
    return program


def get_call_for(viewer: Viewer, slug: str) -> Call:
    """Return the call, if the viewer may see it."""
    calls = Call.objects.visible_to(viewer).select_related("program__host")
    found = calls.filter(slug=slug).first()
    if found is None:
        raise NotFound
    return found


def get_piece_for(viewer: Viewer, slug: str, name: str, key: int) -> Any:
    """Return a piece of a call the viewer runs: a seat, a condition, a question, a stage, a benefit."""
    call = get_run_call_for(viewer, slug)
    kind = PIECES.get(name)
    found = kind.objects.filter(call=call, pk=key).first() if kind is not None else None
    if found is None:
        raise NotFound
    found.call = call
    return found


def get_run_call_for(viewer: Viewer, slug: str) -> Call:
    """Return the call, if the viewer runs it."""
    call = get_call_for(viewer, slug)
    if not may_run(viewer, call):
        raise NotFound
    return call


def get_entry_for(viewer: Viewer, code: str) -> Entry:
    """Return the entry, if the viewer reads it in full: of its team, or its officer."""
    entries = Entry.objects.visible_to(viewer).select_related("call__program", "lead")
    found = entries.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def get_run_entry_for(viewer: Viewer, code: str) -> Entry:
    """Return the entry, if the viewer handles it as an officer."""
    entry = get_entry_for(viewer, code)
    if not may_run_entry(viewer, entry):
        raise NotFound
    return entry


def get_recommendation_for(viewer: Viewer, code: str) -> Recommendation:
    """Return the recommendation, if it concerns the viewer."""
    rows = Recommendation.objects.visible_to(viewer)
    found = rows.select_related("call", "organization", "recommender").filter(code=code).first()
    if found is None:
        raise NotFound
    return found
