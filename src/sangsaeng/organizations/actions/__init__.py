"""What is done to organizations, their people and what is known about them."""

from sangsaeng.organizations.actions.describing import (
    add_credential,
    add_name,
    edit_organization,
    enter_organization,
    merge_organizations,
    remove_credential,
    remove_name,
)
from sangsaeng.organizations.actions.earning import earn_credential, end_credential
from sangsaeng.organizations.actions.grouping import put_in_group
from sangsaeng.organizations.actions.importing import import_credentials, import_organizations
from sangsaeng.organizations.actions.people import (
    MEMBERSHIP,
    change_role,
    claim_organization,
    end_membership,
    grant_claim,
    invite_member,
    join_organization,
    refuse_claim,
    withdraw_invitation,
)

__all__ = [
    "MEMBERSHIP",
    "add_credential",
    "add_name",
    "change_role",
    "claim_organization",
    "earn_credential",
    "edit_organization",
    "end_credential",
    "end_membership",
    "enter_organization",
    "grant_claim",
    "import_credentials",
    "import_organizations",
    "invite_member",
    "join_organization",
    "merge_organizations",
    "put_in_group",
    "refuse_claim",
    "remove_credential",
    "remove_name",
    "withdraw_invitation",
]
