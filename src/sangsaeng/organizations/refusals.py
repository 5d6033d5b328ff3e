"""What is declined about organizations and their people, each with its reason and the next step."""

from django.utils.translation import gettext_lazy as _

from sangsaeng.kernel.refusals import Refusal


class AlreadyKnown(Refusal):
    """An organization of that name or number is already there."""

    code = "organization.already_known"
    text = _(
        "‘%(name)s’: 이미 등록된 이름이나 번호입니다(%(known)s, 코드 %(code)s). "
        "목록에서 찾아 쓰시고, 이름만 같은 다른 곳이면 두 곳의 사업자등록번호를 입력해 주십시오."
    )


class NameTaken(Refusal):
    """The name already means another organization."""

    code = "organization.name_taken"
    text = _("‘%(name)s’: 다른 기업·기관이 쓰는 이름입니다. 운영자에게 확인을 요청해 주십시오.")


class LastName(Refusal):
    """The official name stays."""

    code = "organization.official_name_stays"
    text = _("공식 이름은 지울 수 없습니다. 기본 정보에서 이름을 바꾸어 주십시오.")


class MergeRefused(Refusal):
    """Two rows that cannot be one."""

    code = "organization.merge_refused"
    text = _(
        "두 기업·기관을 합칠 수 없습니다. 같은 곳이거나, 이미 합쳐졌거나, 사업자등록번호가 서로 "
        "다릅니다. 두 곳의 정보를 확인해 주십시오."
    )


class AlreadyMember(Refusal):
    """The person has a place there already."""

    code = "membership.already"
    text = _("이미 이 기업·기관의 구성원입니다. 역할을 바꾸려면 구성원 화면을 이용해 주십시오.")


class LastOwner(Refusal):
    """An organization with people keeps somebody who answers for it."""

    code = "membership.last_owner"
    text = _(
        "마지막 대표 관리자입니다. 다른 구성원을 대표 관리자로 지정한 뒤 다시 시도해 주십시오."
    )


class MembershipEnded(Refusal):
    """The membership ended before."""

    code = "membership.ended"
    text = _("이미 끝난 소속입니다. 화면을 새로고침해 주십시오.")


class AlreadyClaimed(Refusal):
    """The person's claim is waiting."""

    code = "claim.waiting"
    text = _("이미 소속 확인을 요청하셨습니다. 운영자의 확인을 기다려 주십시오.")


class ImportFaulty(Refusal):
    """A spreadsheet with a fault is not entered, not even in part."""

    code = "organization.import_faulty"
    status = 422
    text = _("고칠 곳이 %(count)s건 있어 한 건도 반영하지 않았습니다. 고친 뒤 다시 올려 주십시오.")
