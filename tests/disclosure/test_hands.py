"""Two hands at once, and two organizations that turn out to be one."""

from threading import Barrier, Thread

import pytest
from django.db import OperationalError, connection
from tests.disclosure.factories import WITHIN, agreed, make_world, sent, sign_for, signed
from tests.factories import MOMENT, make_member, make_operator, make_organization

from sangsaeng.disclosure.actions.demanding import Asked, grant_demand, write_demand
from sangsaeng.disclosure.actions.drafting import reopen_text
from sangsaeng.disclosure.actions.materials import list_title
from sangsaeng.disclosure.models import Agreement, Signature
from sangsaeng.disclosure.refusals import BothAreSides
from sangsaeng.kernel.refusals import Refusal
from sangsaeng.organizations.actions import merge_organizations


def at_once(*deeds):
    """Let each deed begin when all are ready; tell what each came to."""
    barrier, ends = Barrier(len(deeds)), {}

    def run(name, deed):
        barrier.wait()
        try:
            deed()
            ends[name] = "done"
        except Refusal as refusal:
            ends[name] = refusal.code
        except OperationalError:
            # SQLite lets one write at a time, and says so to the other.
            ends[name] = "busy"
        finally:
            connection.close()

    threads = [Thread(target=run, args=(number, deed)) for number, deed in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [ends[number] for number in range(len(deeds))]


@pytest.mark.django_db(transaction=True)
def test_two_owners_who_sign_at_once_leave_one_signature():
    world = agreed(make_world())
    second = make_member(world.owner, "owner", name="또대표")
    ends = at_once(
        lambda: sign_for(world, world.owner, world.supplier),
        lambda: sign_for(world, world.owner, second),
    )

    assert ends.count("done") == 1
    assert Signature.objects.count() == 1
    assert world.agreement.state == "half_signed"
    assert world.kinds().count("signed") == 1


@pytest.mark.django_db(transaction=True)
def test_signature_and_reopening_at_once_leave_one_of_them():
    world = agreed(make_world())
    read = world.agreement.document.sha256
    ends = at_once(
        lambda: sign_for(world, world.owner, world.supplier, sha256=read),
        lambda: reopen_text(world.demand, world.receiver, actor=world.buyer, at=MOMENT),
    )

    assert ends.count("done") == 1
    state, signed_by = world.agreement.state, Signature.objects.count()
    assert (state, signed_by) in {("half_signed", 1), ("drafting", 0)}


@pytest.mark.django_db(transaction=True)
def test_two_grants_at_once_leave_one_agreement():
    world = sent(make_world())
    versions = list(world.material.versions.all())
    second = make_member(world.owner, "owner", name="또대표")
    ends = at_once(
        lambda: grant_demand(world.demand, versions, actor=world.supplier, at=MOMENT),
        lambda: grant_demand(world.demand, versions, actor=second, at=MOMENT),
    )

    assert ends.count("done") == 1
    assert Agreement.objects.count() == 1
    assert world.demand.granted.count() == 1


@pytest.mark.django_db
def test_what_was_signed_still_counts_after_a_side_was_merged():
    world = signed(make_world())
    known = make_organization("가전자 주식회사")
    operator = make_operator()
    merge_organizations(known, world.receiver, actor=operator, at=MOMENT)
    world.demand.refresh_from_db()

    assert world.demand.receiver == known
    if not world.holder.memberships.filter(organization=known, ended_at=None).exists():
        world.holder.memberships.create(organization=known, role="staff", began_at=MOMENT)
    assert world.look(at=WITHIN)


@pytest.mark.django_db
def test_material_and_told_titles_move_with_a_merged_organization():
    world = make_world()
    into, operator = make_organization("한빛정밀 주식회사"), make_operator()
    list_title(world.material, world.receiver, actor=world.supplier, at=MOMENT)
    merge_organizations(into, world.owner, actor=operator, at=MOMENT)
    other = make_organization("가전자 주식회사")
    merge_organizations(other, world.receiver, actor=operator, at=MOMENT)
    world.material.refresh_from_db()

    assert world.material.owner == into
    assert world.material.listed.get().organization == other


@pytest.mark.django_db
def test_two_sides_of_one_demand_do_not_become_one():
    world = make_world()
    write_demand(world.owner, world.receiver, Asked(), actor=world.buyer, at=MOMENT)

    with pytest.raises(BothAreSides):
        merge_organizations(world.owner, world.receiver, actor=make_operator(), at=MOMENT)
