"""Addresses about organizations, people and the platform's operation."""

from django.urls import path, re_path, register_converter

from sangsaeng.web.views import (
    operations,
    organizations,
    organizations_credentials,
    organizations_group,
    organizations_import,
    people,
)


class CodeConverter:
    """The public code of a row."""

    regex = "[2-9A-HJ-NP-Z]{8}"

    def to_python(self, value: str) -> str:
        """Return the code as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the code as it is."""
        return value


register_converter(CodeConverter, "code")

FORM = r"\.(?P<form>xlsx|csv|json)$"
ONE = "organizations/<code:code>/"
IMPORT = "organizations/import/"
CREDENTIALS = "organizations/credentials/import/"

urlpatterns = [
    path("organizations/", organizations.listing, name="organizations"),
    re_path(rf"^organizations{FORM}", organizations.export, name="organizations-export"),
    re_path(
        rf"^organizations/credentials{FORM}", organizations.credentials, name="credentials-export"
    ),
    path("organizations/new/", organizations.new, name="organization-new"),
    path(IMPORT, organizations_import.start, name="organizations-import"),
    path(
        f"{IMPORT}template.xlsx",
        organizations_import.download_template,
        name="organizations-import-template",
    ),
    path(
        f"{IMPORT}<code:number>/columns/",
        organizations_import.columns,
        name="organizations-import-columns",
    ),
    path(
        f"{IMPORT}<code:number>/preview/",
        organizations_import.preview,
        name="organizations-import-preview",
    ),
    path(
        f"{IMPORT}<code:number>/report/",
        organizations_import.report,
        name="organizations-import-report",
    ),
    path(CREDENTIALS, organizations_import.credentials_start, name="credentials-import"),
    path(
        f"{CREDENTIALS}template.xlsx",
        organizations_import.credentials_template,
        name="credentials-import-template",
    ),
    path(
        f"{CREDENTIALS}<code:number>/columns/",
        organizations_import.credentials_columns,
        name="credentials-import-columns",
    ),
    path(
        f"{CREDENTIALS}<code:number>/preview/",
        organizations_import.credentials_preview,
        name="credentials-import-preview",
    ),
    path(
        f"{CREDENTIALS}<code:number>/report/",
        organizations_import.credentials_report,
        name="credentials-import-report",
    ),
    path(ONE, organizations.one, name="organization"),
    path("organizations/<code:code>.json", organizations.one_json, name="organization-json"),
    path(f"{ONE}edit/", organizations.edit, name="organization-edit"),
    path(f"{ONE}group/", organizations_group.group, name="organization-group"),
    path(f"{ONE}names/", organizations.names, name="organization-names"),
    path(
        f"{ONE}names/<int:number>/remove/",
        organizations.remove_name,
        name="organization-name-remove",
    ),
    path(f"{ONE}registration/", organizations.registration, name="organization-registration"),
    path(f"{ONE}claim/", organizations.claim, name="organization-claim"),
    path(f"{ONE}credentials/", organizations_credentials.recorded, name="organization-credentials"),
    path(
        f"{ONE}credentials/<int:number>/remove/",
        organizations_credentials.remove,
        name="organization-credential-remove",
    ),
    path(f"{ONE}people/", people.people, name="organization-people"),
    path(f"{ONE}people/<int:number>/role/", people.change_role, name="membership-role"),
    path(f"{ONE}people/<int:number>/end/", people.end, name="membership-end"),
    path(
        f"{ONE}people/invitations/<int:number>/withdraw/",
        people.withdraw,
        name="invitation-withdraw",
    ),
    path("invitations/", people.invitation, name="invitation"),
    path("invitations/<str:token>/", people.open_invitation, name="invitation-open"),
    path("operations/", operations.dashboard, name="operations"),
    path("operations/claims/<int:number>/grant/", operations.grant, name="claim-grant"),
    path("operations/claims/<int:number>/refuse/", operations.refuse, name="claim-refuse"),
    path("operations/duplicates/", operations.duplicates, name="operations-duplicates"),
    re_path(
        rf"^operations/duplicates{FORM}",
        operations.duplicates_export,
        name="operations-duplicates-export",
    ),
    path(
        "operations/merge/<code:code>/<code:duplicate>/", operations.merge, name="operations-merge"
    ),
    path("operations/trail/", operations.trail, name="operations-trail"),
    re_path(rf"^operations/trail{FORM}", operations.trail_export, name="operations-trail-export"),
    path("operations/jobs/", operations.jobs, name="operations-jobs"),
    re_path(rf"^operations/jobs{FORM}", operations.jobs_export, name="operations-jobs-export"),
    path("operations/mail/", operations.mail, name="operations-mail"),
    re_path(rf"^operations/mail{FORM}", operations.mail_export, name="operations-mail-export"),
    path(
        "operations/mail/<int:number>/retry/", operations.mail_retry, name="operations-mail-retry"
    ),
]
