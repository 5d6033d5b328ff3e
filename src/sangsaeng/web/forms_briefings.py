"""What the pages about side sessions ask for."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sangsaeng.fairs.models import Fair, Session
from sangsaeng.organizations.models import Organization

ROWS_TO_ADD = 3


class SessionForm(forms.Form):
    """A side session."""

    kind = forms.ChoiceField(label=_("종류"), choices=Session.Kind.choices)
    title = forms.CharField(label=_("제목"), max_length=120)
    place = forms.CharField(label=_("장소"), max_length=120, required=False)
    about = forms.CharField(
        label=_("안내"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("누구에게 어떤 도움이 되는지, 무엇을 미리 준비하면 좋은지 적어 주십시오."),
    )
    date = forms.DateField(
        label=_("날짜"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    begins = forms.TimeField(
        label=_("시작"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=_("끝"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )

    seats = forms.IntegerField(
        label=_("좌석"),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=_("비워 두면 좌석 수를 세지 않습니다."),
    )
    signs_up_until = forms.DateTimeField(
        label=_("참가 신청 마감"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        help_text=_("비워 두면 참가기업이 스스로 신청하지 않고 담당자가 고른 기업만 참석합니다."),
    )

    def clean(self) -> dict[str, Any]:
        """Hold the end to come after the beginning."""
        given = super().clean() or self.cleaned_data
        begins, ends = given.get("begins"), given.get("ends")
        if begins and ends and begins >= ends:
            self.add_error("ends", _("끝나는 시각이 시작보다 늦어야 합니다."))
        return given

    def fields_of(self, fair: Fair) -> dict[str, Any]:
        """Return what was entered as fields of the row, in the fair's own time."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "title": given["title"],
            "place": given["place"],
            "about": given["about"],
            "seats": given["seats"],
            "signs_up_until": in_fairs_time(given["signs_up_until"], fair),
            "starts_at": datetime.combine(given["date"], given["begins"], fair.tz),
            "ends_at": datetime.combine(given["date"], given["ends"], fair.tz),
        }


def in_fairs_time(moment: datetime | None, fair: Fair) -> datetime | None:
    """Read the hour that was typed as an hour of the fair's own zone."""
    if moment is None:
        return None
    return timezone.localtime(moment).replace(tzinfo=fair.tz)


class TalkForm(forms.Form):
    """Who speaks on what."""

    begins = forms.TimeField(
        label=_("시작"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    topic = forms.CharField(label=_("주제"), max_length=160)
    speaker = forms.CharField(label=_("발표자"), max_length=80, required=False)
    organization = forms.ModelChoiceField(
        label=_("소속"),
        queryset=Organization.objects.none(),
        required=False,
        to_field_name="code",
        empty_label=_("고르지 않음"),
    )
    about = forms.CharField(
        label=_("내용"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ItemForm(forms.Form):
    """What a vendor must have."""

    text = forms.CharField(label=_("준비할 것"), max_length=200)
    how = forms.CharField(label=_("방법"), max_length=300, required=False)
    address = forms.URLField(label=_("신청하는 곳"), required=False, assume_scheme="https")


class MaterialForm(forms.Form):
    """A file to hand out."""

    title = forms.CharField(
        label=_("자료 이름"),
        max_length=120,
        required=False,
        help_text=_("비워 두면 파일 이름을 씁니다."),
    )
    file = forms.FileField(label=_("파일"), help_text=_("PDF, 그림, 오피스·한글 문서, 20 MB까지"))


class _Rows(forms.BaseFormSet):  # type: ignore[type-arg]  # one base for two kinds of rows
    """Rows of which empty ones are left out."""

    def wanted(self) -> list[dict[str, Any]]:
        """Return the rows that say something and were not ticked for removal."""
        return [
            {key: value for key, value in form.cleaned_data.items() if key != "DELETE"}
            for form in self.forms
            if (form.cleaned_data and form.has_changed() and not form.cleaned_data.get("DELETE"))
            or (form.initial and form.cleaned_data and not form.cleaned_data.get("DELETE"))
        ]


TalkRows = forms.formset_factory(
    TalkForm, formset=_Rows, extra=ROWS_TO_ADD, max_num=50, can_delete=True
)
ItemRows = forms.formset_factory(
    ItemForm, formset=_Rows, extra=ROWS_TO_ADD, max_num=100, can_delete=True
)


def talk_rows(session: Session, posted: Any = None) -> Any:
    """Return the rows of a session's talks, speakers' houses being those of the fair."""
    fair = session.fair
    rows = TalkRows(
        posted,
        prefix="talks",
        initial=[
            {
                "begins": talk.starts_at.astimezone(fair.tz).time() if talk.starts_at else None,
                "topic": talk.topic,
                "speaker": talk.speaker,
                "organization": talk.organization,
                "about": talk.about,
            }
            for talk in session.talks.all()
        ],
    )
    houses = Organization.objects.filter(participations__fair=fair) | Organization.objects.filter(
        pk=fair.organizer_id
    )
    for form in rows.forms:
        form.fields["organization"].queryset = houses.distinct()
    return rows


def item_rows(session: Session, posted: Any = None) -> Any:
    """Return the rows of a session's checklist."""
    return ItemRows(
        posted, prefix="items", initial=list(session.checklist.values("text", "how", "address"))
    )


def talks_of(session: Session, rows: Any) -> list[dict[str, Any]]:
    """Return what was entered as fields of talks, in the fair's own time."""
    fair = session.fair
    day = session.starts_at.astimezone(fair.tz).date()
    talks = []
    for row in rows.wanted():
        begins = row.pop("begins")
        starts_at = datetime.combine(day, begins, fair.tz) if begins else None
        talks.append({**row, "starts_at": starts_at})
    return talks
