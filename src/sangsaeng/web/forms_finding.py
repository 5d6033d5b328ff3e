"""What the pages on which needs and offers are found ask for."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sangsaeng.exchange.kinds import Certificate, Kind
from sangsaeng.exchange.models.listing import HIGHEST_READINESS, LOWEST_READINESS
from sangsaeng.exchange.queries.counting import Counts
from sangsaeng.exchange.queries.looking import DATED, LONGEST_WORDS, UNDATED, Looking
from sangsaeng.organizations.models import Region, SizeClass
from sangsaeng.organizations.sectors import GROUPS, sector_label

Choices = list[tuple[str, str]]


class LookingForm(forms.Form):
    """Words and filters; each value says how many it would give, values without any are left out."""

    q = forms.CharField(
        label=gettext_lazy("찾는 말"),
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("종류"), required=False)
    region = forms.ChoiceField(label=gettext_lazy("지역"), required=False)
    sector = forms.ChoiceField(label=gettext_lazy("업종"), required=False)
    size = forms.ChoiceField(label=gettext_lazy("기업 규모"), required=False)
    certificate = forms.ChoiceField(label=gettext_lazy("인증"), required=False)
    readiness = forms.ChoiceField(label=gettext_lazy("기술 성숙도"), required=False)
    dated = forms.ChoiceField(label=gettext_lazy("희망 시기"), required=False)

    def __init__(
        self,
        looking: Looking,
        counts: Counts,
        *,
        leaving_out: Iterable[str] = (),
        kinds: Iterable[str] = Kind.values,
    ) -> None:
        super().__init__(looking.query)
        for name in leaving_out:
            del self.fields[name]
        labels = labels_of_values() | {
            "kind": {one: str(Kind(one).label) for one in kinds},
        }
        for name in self.fields.keys() & labels.keys():
            chosen = getattr(looking, name)
            self.fields[name].choices = _choices(labels[name], counts[name], chosen)  # type: ignore[attr-defined]  # a choice


def labels_of_values() -> dict[str, Mapping[str, str]]:
    """Return what each value of each filter is called, in the page's order."""
    levels = range(LOWEST_READINESS, HIGHEST_READINESS + 1)
    return {
        "kind": dict[str, str](_in_words(Kind)),
        "region": _in_words(Region),
        "sector": {group: sector_label(group) for group in GROUPS},
        "size": _in_words(SizeClass),
        "certificate": _in_words(Certificate),
        "readiness": {str(level): _("TRL %(level)s 이상") % {"level": level} for level in levels},
        "dated": {DATED: _("시기가 정해진 것"), UNDATED: _("시기가 없는 것")},
    }


def names_of_filters() -> dict[str, str]:
    """Return what each filter is called."""
    return {name: str(field.label) for name, field in LookingForm.base_fields.items()}


def _in_words(choices: Any) -> dict[str, str]:
    return {value: str(label) for value, label in choices.choices}


def _choices(labels: Mapping[str, str], counts: Mapping[str, int], chosen: str) -> Choices:
    offered = [
        (value, f"{label} ({counts.get(value, 0):,})")
        for value, label in labels.items()
        if counts.get(value) or value == chosen
    ]
    return [("", _("전체")), *offered]
