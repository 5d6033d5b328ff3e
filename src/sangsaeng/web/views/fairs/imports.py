"""A sheet into a fair: handed in, its columns mapped, looked at, entered whole."""

from dataclasses import dataclass
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from sangsaeng.fairs.actions.importing import Report, import_participants, import_requests
from sangsaeng.fairs.models import Fair
from sangsaeng.fairs.queries.incoming import Foreseen, Incoming
from sangsaeng.fairs.queries.incoming_participants import foresee_participants
from sangsaeng.fairs.queries.incoming_requests import foresee_requests
from sangsaeng.fairs.sheets import PARTICIPANTS, REQUESTS
from sangsaeng.kernel import clock
from sangsaeng.kernel.files import SPREADSHEETS, FileRefused, open_stored, store
from sangsaeng.kernel.models import Person, SheetImport
from sangsaeng.kernel.refusals import NotFound, Refusal
from sangsaeng.kernel.sheets.columns import SheetKind
from sangsaeng.kernel.sheets.mapping import ColumnMapping, find_header, propose_mapping
from sangsaeng.kernel.sheets.reading import Sheet, read_sheet
from sangsaeng.kernel.sheets.refused import SheetRefused
from sangsaeng.kernel.sheets.rows import column_letters, parse_rows
from sangsaeng.kernel.sheets.templates import template
from sangsaeng.web.views.asking import form_page, signed_in, succeeds
from sangsaeng.web.views.exporting import XLSX, attachment
from sangsaeng.web.views.fairs.frame import fair_to_run, frame
"""placeholder"""
