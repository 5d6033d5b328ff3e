"""Who may open which address about organizations and operations, and who may press what."""

from dataclasses import dataclass
from datetime import timedelta

from tests.factories import make_member, make_operator, make_organization, make_person

from sangsaeng.kernel.models import OutboxMail
from sangsaeng.organizations.actions import (
    add_credential,
    add_name,
    claim_organization,
    end_membership,
    invite_member,
)
from sangsaeng.organizations.facts import CredentialFacts
from sangsaeng.organizations.models import Role

PERSONAS = (
    "anonymous",
    "outsider",
    "member_staff",
    "member_manager",
    "other_member",
    "ex_member",
    "operator",
)
FOUND, SIGN_IN, REFUSED, MISSING, NOT_THIS_WAY = 200, 302, 403, 404, 405


def everybody(status):
    return dict.fromkeys(PERSONAS, status)


def only(*personas, status=FOUND, others=REFUSED):
    return {
        persona: SIGN_IN if persona == "anonymous" else status if persona in personas else others
        for persona in PERSONAS
    }


SIGNED_IN = only(*PERSONAS[1:])
MEMBERS = only("member_staff", "member_manager", "operator")
LEADERS = only("member_manager", "operator")
OPERATORS = only("operator")

ROUTES = {
    "organizations": everybody(FOUND),
    "organizations-export": everybody(FOUND),
    "credentials-export": everybody(FOUND),
    "organization": everybody(FOUND),
    "organization-json": everybody(FOUND),
    "organization-new": SIGNED_IN,
    "organization-claim": SIGNED_IN,
    "organization-edit": LEADERS,
    "organization-group": OPERATORS,
    "organization-names": LEADERS,
    "organization-people": MEMBERS,
    "organization-credentials": OPERATORS,
    "organizations-import": OPERATORS,
    "organizations-import-template": OPERATORS,
    # An import is seen by the one who handed it in; this one does not exist.
    "organizations-import-columns": only("operator", status=MISSING),
    "organizations-import-preview": only("operator", status=MISSING),
    "organizations-import-report": only("operator", status=MISSING),
    "credentials-import": OPERATORS,
    "credentials-import-template": OPERATORS,
    "credentials-import-columns": only("operator", status=MISSING),
    "credentials-import-preview": only("operator", status=MISSING),
    "credentials-import-report": only("operator", status=MISSING),
    # The link leads to the page of the invitation that the visit holds, here none.
    "invitation-open": everybody(302),
    "invitation": everybody(MISSING),
    "operations": OPERATORS,
    "operations-duplicates": OPERATORS,
    "operations-duplicates-export": OPERATORS,
    "operations-merge": OPERATORS,
    "operations-trail": OPERATORS,
    "operations-trail-export": OPERATORS,
    "operations-jobs": OPERATORS,
    "operations-jobs-export": OPERATORS,
    "operations-mail": OPERATORS,
    "operations-mail-export": OPERATORS,
    "organization-registration": everybody(NOT_THIS_WAY),
    "organization-name-remove": everybody(NOT_THIS_WAY),
    "organization-credential-remove": everybody(NOT_THIS_WAY),
    "membership-role": everybody(NOT_THIS_WAY),
    "membership-end": everybody(NOT_THIS_WAY),
    "invitation-withdraw": everybody(NOT_THIS_WAY),
    "claim-grant": everybody(NOT_THIS_WAY),
    "claim-refuse": everybody(NOT_THIS_WAY),
    "operations-mail-retry": everybody(NOT_THIS_WAY),
}

# A press that succeeds leads on, so success and «sign in first» are both 302; the test tells them apart.
PRESSES = {
    "organization-name-remove": only("member_manager", "operator", status=302),
    "organization-credential-remove": only("operator", status=302),
    "membership-role": {
        **only("member_manager", "operator", status=302),
        "member_staff": REFUSED,
    },
    "membership-end": only("member_manager", "operator", status=302),
    "invitation-withdraw": only("member_manager", "operator", status=302),
    "claim-grant": only("operator", status=302),
    "claim-refuse": only("operator", status=302),
    "operations-mail-retry": only("operator", status=302),
    "organization-edit": only("member_manager", "operator", status=302),
    "organization-group": only("operator", status=302),
    "organization-names": only("member_manager", "operator", status=302),
    "organization-credentials": only("operator", status=302),
    "operations-merge": only("operator", status=302),
}

BODIES = {
    "membership-role": {"role": "manager"},
    "claim-grant": {"role": "owner"},
    "claim-refuse": {"reason": "확인되지 않음"},
    "organization-edit": {"name": "가온정밀", "kind": "company", "profile": "새 소개"},
    "organization-names": {"name": "가온", "use": "alias"},
    "organization-group": {"name": "가온그룹", "source": "공시대상기업집단 지정"},
    "organization-credentials": {
        "kind": "award",
        "year": "2024",
        "value": "표창",
        "source": "https://example.org",
    },
}


@dataclass
class World:
    """An organization with people of every kind, and what the addresses point to."""

    people: dict
    arguments: dict

    def sign_in(self, client, persona):
        """Let the client be this persona."""
        client.logout()
        if self.people[persona] is not None:
            client.force_login(self.people[persona])


def make_world(at):
    """One organization with its people, another one, and a row behind every address."""
    own = make_organization("가온정밀")
    other = make_organization("나래전자")
    operator = make_operator()
    people = {
        "anonymous": None,
        "outsider": make_person(),
        "member_staff": make_member(own, Role.STAFF),
        "member_manager": make_member(own, Role.MANAGER),
        "other_member": make_member(other, Role.OWNER),
        "ex_member": make_member(own, Role.OWNER),
        "operator": operator,
    }
    colleague = make_member(own, Role.STAFF)
    left = own.memberships.get(person=people["ex_member"])
    end_membership(left, actor=operator, at=at - timedelta(days=1))
    name = add_name(own, "가온", actor=operator, at=at)
    award = CredentialFacts("award", 2023, "표창", "https://example.org/award")
    credential = add_credential(own, award, actor=operator, at=at)
    claim = claim_organization(own, "영업부", actor=make_person(), at=at)
    tokens = []

    def keep(token):
        tokens.append(token)
        return token

    invitation = invite_member(own, "new@example.org", "staff", keep, actor=operator, at=at)
    mail = OutboxMail.objects.get(once=f"invitation:{invitation.pk}")
    OutboxMail.objects.filter(pk=mail.pk).update(state="failed")
    one, form, missing = {"code": own.code}, {"form": "json"}, {"number": "AAAAAAAA"}
    return World(
        people,
        {
            "organizations-export": form,
            "credentials-export": form,
            "organization": one,
            "organization-json": one,
            "organization-claim": one,
            "organization-registration": one,
            "organization-edit": one,
            "organization-group": one,
            "organization-names": one,
            "organization-people": one,
            "organization-credentials": one,
            "organization-name-remove": {**one, "number": name.pk},
            "organization-credential-remove": {**one, "number": credential.pk},
            "membership-role": {**one, "number": own.memberships.get(person=colleague).pk},
            "membership-end": {**one, "number": own.memberships.get(person=colleague).pk},
            "invitation-withdraw": {**one, "number": invitation.pk},
            "invitation-open": {"token": tokens[0]},
            "claim-grant": {"number": claim.pk},
            "claim-refuse": {"number": claim.pk},
            "operations-merge": {"code": own.code, "duplicate": other.code},
            "operations-mail-retry": {"number": mail.pk},
            **{
                f"{kind}-import-{step}": missing
                for kind in ("organizations", "credentials")
                for step in ("columns", "preview", "report")
            },
            **{
                f"operations-{each}-export": form
                for each in ("duplicates", "trail", "jobs", "mail")
            },
        },
    )
