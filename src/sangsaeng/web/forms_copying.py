"""What the page that copies a fair asks for."""

import re
from datetime import date, timedelta
from typing import Any, Self

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.actions.copying import Copy
from sangsaeng.fairs.models import Fair, Population
from sangsaeng.fairs.queries.copying import Parts
from sangsaeng.web.forms_fairs import RESERVED

# The same weekday about a year later.
_A_YEAR = timedelta(weeks=52)
_YEAR = re.compile(r"20\d\d")


class CopyForm(forms.Form):
    """What the new fair is called, when it begins and what comes along."""

    name = forms.CharField(label=_("이름"), max_length=120)
    slug = forms.SlugField(
        label=_("주소"),
        max_length=60,
        help_text=_("새 상담회 화면의 주소가 됩니다. 영문 소문자, 숫자, 붙임표만 씁니다."),
    )
    first_day = forms.DateField(
        label=_("첫날"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("다른 날도 같은 간격으로 옮기고, 시각은 그대로 둡니다."),
    )
    hours = forms.BooleanField(label=_("날짜와 상담 시간"), required=False, initial=True)
    rules = forms.BooleanField(label=_("편성·희망도·신청·불참 규칙"), required=False, initial=True)
    halls = forms.BooleanField(label=_("상담장과 공용 테이블"), required=False, initial=True)
    people = forms.BooleanField(label=_("담당자와 현장 안내"), required=False, initial=True)
    buyers = forms.BooleanField(
        label=_("수요기업과 그 테이블"),
        required=False,
        initial=True,
        help_text=_("테이블이 놓인 상담장도 함께 옮깁니다."),
    )
    others = forms.BooleanField(label=_("공급기업"), required=False)

    parts = ("hours", "rules", "halls", "people", "buyers", "others")

    @classmethod
    def of(cls, fair: Fair, data: Any = None) -> Self:
        """Return the form with what next year's fair is likely to be called."""
        form = cls(data, initial=_proposal(fair))
        if fair.population == Population.ONE:
            del form.fields["buyers"]
            form.fields["others"].label = _("참가기업")
        return form

    @property
    def part_fields(self) -> list[forms.BoundField]:
        """The fields that say what comes along."""
        return [self[name] for name in self.parts if name in self.fields]

    def clean_slug(self) -> str:
        """Keep addresses that pages of their own have."""
        slug = str(self.cleaned_data["slug"]).lower()
        if slug in RESERVED:
            raise forms.ValidationError(_("이 주소는 쓸 수 없습니다. 다른 주소를 정해 주십시오."))
        return slug

    def wanted(self) -> Copy:
        """Return what was asked for."""
        given = self.cleaned_data
        parts = Parts(**{name: bool(given.get(name)) for name in self.parts})
        return Copy(given["slug"], given["name"], given["first_day"], parts)


def _proposal(fair: Fair) -> dict[str, Any]:
    first = fair.days.order_by("date").first()
    first_day: date | None = first.date + _A_YEAR if first else None
    return {"name": _next_year(fair.name), "slug": _next_year(fair.slug), "first_day": first_day}


def _next_year(text: str) -> str:
    """Put the year after the one in the text; nothing to propose where it has none."""
    if not _YEAR.search(text):
        return ""
    return _YEAR.sub(lambda year: str(int(year.group()) + 1), text)
