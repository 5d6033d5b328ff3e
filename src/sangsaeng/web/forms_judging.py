"""What the pages of judging ask for."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from sangsaeng.judging.actions.scoring import Draft, Given, points_field
from sangsaeng.judging.models import Review
from sangsaeng.judging.queries.scores import Point, points_of
from sangsaeng.programs.models import Criterion

# Up to here every point is a button; beyond, a number is typed.
MOST_BUTTONS: Final = 10
TWO_ROWS: Final = {"rows": 2}
FOUR_ROWS: Final = {"rows": 4}
LONGEST: Final = 4000
LONGEST_REMARK: Final = 1000


class ReviewForm(forms.Form):
    """The rubric: points and a comment for each criterion, and two comments on the whole."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    page = forms.CharField(max_length=24, required=False, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=_("심사위원회에 남기는 의견"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=FOUR_ROWS),
        help_text=_("담당자가 읽고, 다른 심사위원은 각자 평가를 제출한 뒤 이름 없이 읽습니다."),
    )
    shared_comment = forms.CharField(
        label=_("신청 기업에 전할 의견"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs=FOUR_ROWS),
        help_text=_("결과와 함께 이름 없이 전합니다. 누가 썼는지 알 수 있는 말은 적지 마십시오."),
    )

    def __init__(self, data: Any = None, *, review: Review, page: str = "") -> None:
        points = points_of(review)
        initial: dict[str, object] = {
            "seen": review.version,
            "page": page,
            "comment": review.comment,
            "shared_comment": review.shared_comment,
        }
        for one in points:
            initial[points_field(one.criterion)] = one.points
            initial[_comment_field(one.criterion)] = one.comment
        super().__init__(data, initial=initial)
        self.points = points
        for one in points:
            self.fields[points_field(one.criterion)] = _points_of(one.criterion)
            self.fields[_comment_field(one.criterion)] = forms.CharField(
                label=_("이 항목의 의견"),
                required=False,
                max_length=LONGEST_REMARK,
                widget=forms.Textarea(attrs=TWO_ROWS),
            )

    @property
    def rubric(self) -> list[tuple[Point, forms.BoundField, forms.BoundField]]:
        """Each criterion with its fields."""
        return [
            (one, self[points_field(one.criterion)], self[_comment_field(one.criterion)])
            for one in self.points
        ]

    @property
    def draft(self) -> Draft:
        """What was entered."""
        said = self.cleaned_data
        given = {
            one.criterion.key: Given(
                said[points_field(one.criterion)], said[_comment_field(one.criterion)]
            )
            for one in self.points
        }
        return Draft(said["seen"], said["page"], given, said["comment"], said["shared_comment"])


class SendBackForm(forms.Form):
    """Why a review goes back to its judge."""

    reason = forms.CharField(label=_("다시 볼 점"), max_length=300, required=False)


def _points_of(criterion: Criterion) -> forms.Field:
    label = _("점수")
    if criterion.most > MOST_BUTTONS:
        return forms.IntegerField(
            label=label, required=False, min_value=0, max_value=criterion.most
        )
    choices = [(number, str(number)) for number in range(criterion.most + 1)]
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=choices,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _comment_field(criterion: Criterion) -> str:
    return f"comment-{criterion.key}"
