"""Organizations are entered once, described by those who may, credited and merged by operators."""

import pytest
from tests.factories import make_member, make_operator, make_organization, make_person

from sangsaeng.kernel.events import listen
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import ChangedMeanwhile, Invalid, NotAllowed
from sangsaeng.organizations.actions import (
    add_credential,
    add_name,
    claim_organization,
    edit_organization,
    enter_organization,
    merge_organizations,
    remove_credential,
    remove_name,
)
from sangsaeng.organizations.events import OrganizationsMerged
from sangsaeng.organizations.facts import CredentialFacts, OrganizationFacts
from sangsaeng.organizations.models import Credential, Organization, OrganizationName, Role
from sangsaeng.organizations.queries import get_organization_for
from sangsaeng.organizations.refusals import AlreadyKnown, LastName, MergeRefused, NameTaken
from sangsaeng.organizations.resolving import resolve

pytestmark = pytest.mark.django_db

AWARD = CredentialFacts("index_grade", 2024, "최우수", "https://example.org/1")


@pytest.fixture
def operator():
    return make_operator()


@pytest.fixture
def enter(operator, at):
    def entered(name, *names, **facts):
        return enter_organization(
            OrganizationFacts(name, **facts), actor=operator, at=at, names=names
        )

    return entered


def test_entering_keeps_the_normal_form_and_leaves_a_record(operator, at):
    facts = OrganizationFacts("  가온   정밀 ", business_number="124-81-00998", region="jeju")

    organization = enter_organization(facts, actor=operator, at=at, names=["가온"])

    assert (organization.name, organization.business_number) == ("가온 정밀", "1248100998")
    assert {each.name for each in organization.names.all()} == {"가온 정밀", "가온"}
    event = AuditEvent.objects.get(action__endswith="enter_organization")
    assert (event.actor, event.new["name"]) == (operator, "가온 정밀")


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("name", {"name": "---"}),
        ("name", {"name": "가" * 121}),
        ("kind", {"kind": "nation"}),
        ("size_class", {"size_class": "huge"}),
        ("size_class", {"kind": "ministry", "size_class": "large"}),
        ("business_number", {"business_number": "124-81-00999"}),
        ("region", {"region": "mars"}),
        ("sector", {"sector": "자동차"}),
        ("homepage", {"homepage": "javascript:alert(1)"}),
    ],
)
def test_entering_refuses_what_does_not_fit_and_names_the_field(operator, at, field, facts):
    with pytest.raises(Invalid) as refused:
        enter_organization(OrganizationFacts(**{"name": "가온", **facts}), actor=operator, at=at)

    assert list(refused.value.faults) == [field]
    assert not Organization.objects.exists()


def test_same_name_is_refused_whatever_its_spelling(enter):
    enter("SK실트론")

    with pytest.raises(AlreadyKnown):
        enter("㈜에스케이(SK)실트론")


def test_same_name_is_taken_when_the_numbers_differ(enter):
    enter("대성", business_number="1248100998")

    assert enter("대성", business_number="2208162517").pk
    with pytest.raises(AlreadyKnown):
        enter("대성")


def test_same_number_is_refused_under_another_name(enter):
    enter("대성", business_number="1248100998")

    with pytest.raises(AlreadyKnown):
        enter("소성", business_number="1248100998")


def test_manager_describes_but_does_not_rename(enter, at):
    organization = enter("가온정밀")
    manager = make_member(organization, Role.MANAGER)

    edit_organization(
        organization, OrganizationFacts("가온정밀", region="jeju"), actor=manager, at=at
    )

    assert Organization.objects.get().region == "jeju"
    with pytest.raises(NotAllowed):
        edit_organization(organization, OrganizationFacts("삼성전자"), actor=manager, at=at)


@pytest.mark.parametrize("role", [Role.STAFF, None])
def test_others_do_not_describe(enter, at, role):
    organization = enter("가온정밀")
    actor = make_member(organization, role) if role else make_person()

    with pytest.raises(NotAllowed):
        edit_organization(
            organization, OrganizationFacts("가온정밀", region="jeju"), actor=actor, at=at
        )


def test_old_name_still_leads_to_a_renamed_organization(enter, operator, at):
    organization = enter("두산중공업")

    edit_organization(organization, OrganizationFacts("두산에너빌리티"), actor=operator, at=at)

    assert resolve("두산중공업").organization == organization
    uses = dict(OrganizationName.objects.values_list("name", "use"))
    assert uses == {"두산중공업": "former", "두산에너빌리티": "official"}


def test_change_of_somebody_else_is_not_overwritten(enter, operator, at):
    organization = enter("가온정밀")
    edit_organization(
        organization,
        OrganizationFacts("가온정밀", region="jeju"),
        actor=operator,
        at=at,
        seen_version=1,
    )

    with pytest.raises(ChangedMeanwhile):
        edit_organization(
            organization,
            OrganizationFacts("가온정밀", region="seoul"),
            actor=operator,
            at=at,
            seen_version=1,
        )


def test_manager_cannot_take_the_name_of_another(enter, operator, at):
    own = enter("가온정밀")
    enter("삼성전자")
    manager = make_member(own, Role.MANAGER)

    with pytest.raises(NameTaken):
        add_name(own, "(주)삼성전자", actor=manager, at=at)

    add_name(own, "(주)삼성전자", actor=operator, at=at)
    assert resolve("삼성전자").certainty == "ambiguous"


def test_official_name_stays(enter, operator, at):
    organization = enter("가온정밀", "가온")

    remove_name(organization.names.get(name="가온"), actor=operator, at=at)
    with pytest.raises(LastName):
        remove_name(organization.names.get(), actor=operator, at=at)


def test_credential_is_recorded_once_and_only_by_operators(enter, operator, at):
    organization = enter("가온정밀")

    first = add_credential(organization, AWARD, actor=operator, at=at)
    again = add_credential(organization, AWARD, actor=operator, at=at)

    assert first == again
    with pytest.raises(NotAllowed):
        add_credential(organization, AWARD, actor=make_member(organization, Role.OWNER), at=at)


def test_credential_needs_a_source(enter, operator, at):
    with pytest.raises(Invalid) as refused:
        add_credential(
            enter("가온정밀"), CredentialFacts("award", 2024, "표창", " "), actor=operator, at=at
        )

    assert list(refused.value.faults) == ["source"]


def test_removed_credential_stays_in_the_record(enter, operator, at):
    organization = enter("가온정밀")
    remove_credential(
        add_credential(organization, AWARD, actor=operator, at=at), actor=operator, at=at
    )

    event = AuditEvent.objects.get(action__endswith="remove_credential")
    assert (Credential.objects.count(), event.old["value"]) == (0, "최우수")


class TestMerging:
    """Two rows become one without losing what either had."""

    @pytest.fixture
    def pair(self, enter):
        return enter("LG CNS"), enter("CNS", "씨엔에스(CNS)", business_number="1248100998")

    def test_names_credentials_and_blanks_move(self, pair, operator, at):
        kept, other = pair
        add_credential(kept, AWARD, actor=operator, at=at)
        add_credential(other, AWARD, actor=operator, at=at)
        add_credential(
            other,
            CredentialFacts("award", 2023, "표창", "https://a.example"),
            actor=operator,
            at=at,
        )

        merge_organizations(kept, other, actor=operator, at=at)

        kept.refresh_from_db()
        assert kept.business_number == "1248100998"
        assert {each.name for each in kept.names.all()} == {"LG CNS", "CNS", "씨엔에스(CNS)"}
        assert kept.credentials.count() == 2
        assert resolve("씨엔에스").organization == kept

    def test_people_keep_the_higher_of_two_roles(self, pair, operator, at):
        kept, other = pair
        both = make_member(kept, Role.STAFF)
        other.memberships.create(person=both, role=Role.OWNER, began_at=at)
        moved = make_member(other, Role.STAFF)

        merge_organizations(kept, other, actor=operator, at=at)

        running = kept.memberships.running()
        assert {each.person: each.role for each in running} == {both: "owner", moved: "staff"}
        assert not other.memberships.running().exists()

    def test_second_claim_of_one_person_is_closed(self, pair, operator, at):
        kept, other = pair
        person = make_person()
        claim_organization(kept, "영업부", actor=person, at=at)
        claim_organization(other, "영업부", actor=person, at=at)

        merge_organizations(kept, other, actor=operator, at=at)

        assert kept.claims.filter(state="asked").count() == 1
        assert other.claims.get().state == "refused"

    def test_old_code_leads_to_the_one_that_stays(self, pair, operator, at):
        kept, other = pair
        merge_organizations(kept, other, actor=operator, at=at)

        assert get_organization_for(make_person(), other.code) == kept

    def test_others_hear_of_it_in_the_same_transaction(self, pair, operator, at):
        heard = []
        listen(OrganizationsMerged)(heard.append)

        merge_organizations(*pair, actor=operator, at=at)

        assert [(each.into, each.duplicate) for each in heard] == [pair]

    def test_it_is_refused_for_one_organization_or_two_numbers_or_twice(
        self, pair, operator, at, enter
    ):
        kept, other = pair
        numbered = enter("나래", business_number="2208162517")
        with pytest.raises(MergeRefused):
            merge_organizations(kept, kept, actor=operator, at=at)
        with pytest.raises(MergeRefused):
            merge_organizations(numbered, other, actor=operator, at=at)
        merge_organizations(kept, other, actor=operator, at=at)
        with pytest.raises(MergeRefused):
            merge_organizations(kept, other, actor=operator, at=at)

    def test_only_operators_do_it(self, pair, at):
        with pytest.raises(NotAllowed):
            merge_organizations(*pair, actor=make_member(pair[0], Role.OWNER), at=at)


def test_database_refuses_a_size_for_what_is_no_company():
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        make_organization(kind="ministry", size_class="large")
