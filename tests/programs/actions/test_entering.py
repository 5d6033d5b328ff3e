"""From the first typed sign to the receipt."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from tests.factories import MOMENT, make_member, make_organization
from tests.programs.factories import call_world

from sangsaeng.kernel.files import FileKindRefused
from sangsaeng.kernel.models import AuditEvent
from sangsaeng.kernel.refusals import NotAllowed, WrongState
from sangsaeng.ledger.models import LedgerEvent
from sangsaeng.ledger.receipts import Receipt, check_receipt
from sangsaeng.organizations.models import Role, SizeClass
from sangsaeng.programs.actions.attaching import Upload, add_file, remove_file
from sangsaeng.programs.actions.entering import (
    Beginning,
    Typed,
    begin_entry,
    name_entry,
    save_answer,
)
from sangsaeng.programs.actions.handing_in import hand_in, reopen, take_receipt, withdraw
from sangsaeng.programs.actions.team import answer_partner, ask_partner, let_partner_go
from sangsaeng.programs.contents import fingerprint_of, is_whole, mark_of
from sangsaeng.programs.models import Call, Entry, Question, Submission
from sangsaeng.programs.refusals import (
    AlreadyInTeam,
    AnsweredMeanwhile,
    AnswerNotReadable,
    CallNotOpen,
    LeadStays,
    NoOwnEntry,
    NotComplete,
    NotToBeWritten,
    SeatDoesNotFit,
    SeatTaken,
    TooManyFiles,
)

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
LATER = MOMENT + timedelta(hours=1)


@pytest.fixture
def world():
    return call_world(state="open")


def begin(world, at=MOMENT, **fields):
    seat = world.call.seats.get(key="demand")
    beginning = Beginning(world.call, world.large, seat, **fields)
    return begin_entry(beginning, actor=world.large_lead, at=at)


def complete(world, at=MOMENT):
    """An entry of which nothing is missing, not yet handed in."""
    entry = begin(world, at=at)
    name_entry(entry, "불량률을 낮춘 세정", seen="", actor=world.large_lead, at=at)
    for question in world.call.questions.all():
        save_answer(
            entry, question, Typed(f"{question.label}의 답"), actor=world.large_staff, at=at
        )
    seat = world.call.seats.get(key="supply")
    partner = ask_partner(entry, world.small, seat, actor=world.large_staff, at=at)
    answer_partner(partner, joins=True, actor=world.small_lead, at=at)
    return entry


def given(world, key="problem"):
    return world.call.questions.get(key=key)


class TestBeginning:
    def test_the_lead_sits_where_it_chose_and_takes_part(self, world):
        entry = begin(world)

        partner = entry.partners.get()
        assert (partner.organization, partner.seat.key, partner.state) == (
            world.large,
            "demand",
            "joined",
        )

    def test_a_small_company_may_not_take_the_seat_of_a_large_one(self, world):
        seat = world.call.seats.get(key="demand")

        with pytest.raises(SeatDoesNotFit):
            begin_entry(Beginning(world.call, world.small, seat), actor=world.small_lead, at=MOMENT)

    def test_a_seat_that_may_not_lead_leads_nothing(self, world):
        world.call.seats.filter(key="supply").update(may_lead=False)
        seat = world.call.seats.get(key="supply")

        with pytest.raises(SeatDoesNotFit):
            begin_entry(Beginning(world.call, world.small, seat), actor=world.small_lead, at=MOMENT)

    def test_nobody_begins_in_the_name_of_others(self, world):
        beginning = Beginning(world.call, world.large, world.call.seats.get(key="demand"))

        with pytest.raises(NotAllowed):
            begin_entry(beginning, actor=world.outsider, at=MOMENT)

    def test_a_call_for_the_recommended_takes_no_own_entry(self, world):
        Call.objects.update(own_entry=False)
        world.call.refresh_from_db()

        with pytest.raises(NoOwnEntry):
            begin(world)

    @pytest.mark.parametrize("state", ["draft", "closed", "judging", "called_off"])
    def test_only_an_open_call_takes_entries(self, world, state):
        Call.objects.update(state=state, call_off_reason="사정")

        with pytest.raises(CallNotOpen):
            begin(world)

    def test_pressed_twice_it_is_the_same_entry(self, world):
        assert begin(world) == begin(world, at=MOMENT + SECOND)


class TestWriting:
    def test_an_answer_is_saved_as_it_is_typed(self, world):
        entry = begin(world)

        reading = save_answer(
            entry, given(world), Typed(" 세정 뒤  얼룩 "), actor=world.large_staff, at=LATER
        )

        assert reading.value == entry.answers.get().value == "세정 뒤  얼룩"

    def test_what_cannot_be_read_is_told_and_what_stood_there_stays(self, world):
        entry, question = begin(world), given(world)
        Question.objects.filter(pk=question.pk).update(form="won")
        question.refresh_from_db()
        save_answer(entry, question, Typed("3억"), actor=world.large_staff, at=LATER)

        with pytest.raises(AnswerNotReadable):
            save_answer(entry, question, Typed("3억 6천"), actor=world.large_staff, at=LATER)
        assert entry.answers.get().value == 300_000_000

    def test_two_writers_of_one_answer_are_told_and_nothing_is_written_over(self, world):
        entry, question = begin(world), given(world)
        save_answer(entry, question, Typed("먼저", seen=""), actor=world.large_lead, at=LATER)

        with pytest.raises(AnsweredMeanwhile):
            save_answer(entry, question, Typed("나중", seen=""), actor=world.large_staff, at=LATER)
        assert entry.answers.get().value == "먼저"

        seen = mark_of("먼저")
        save_answer(entry, question, Typed("나중", seen=seen), actor=world.large_staff, at=LATER)
        assert entry.answers.get().value == "나중"

    def test_without_the_mark_the_later_one_would_write_over_the_first(self, world):
        entry, question = begin(world), given(world)
        save_answer(entry, question, Typed("먼저"), actor=world.large_lead, at=LATER)
        save_answer(entry, question, Typed("나중"), actor=world.large_staff, at=LATER)

        assert entry.answers.get().value == "나중"

    def test_the_trail_tells_that_it_was_answered_and_not_what(self, world):
        entry = begin(world)
        save_answer(entry, given(world), Typed("CANARY-17"), actor=world.large_staff, at=LATER)

        assert "CANARY-17" not in str([(one.old, one.new) for one in AuditEvent.objects.all()])

    def test_a_question_of_another_call_is_not_answered(self, world):
        entry = begin(world)
        other = Question.objects.create(
            call=call_like(world), position=1, key="problem", label="딴 질문", form="text"
        )

        with pytest.raises(NotToBeWritten):
            save_answer(entry, other, Typed("답"), actor=world.large_staff, at=LATER)

    def test_an_invited_partner_does_not_write(self, world):
        entry = begin(world)
        seat = world.call.seats.get(key="supply")
        ask_partner(entry, world.small, seat, actor=world.large_lead, at=LATER)

        with pytest.raises(NotAllowed):
            save_answer(entry, given(world), Typed("답"), actor=world.small_lead, at=LATER)

    def test_after_the_call_closed_nothing_is_written(self, world):
        entry = begin(world)

        with pytest.raises(NotToBeWritten):
            save_answer(
                entry, given(world), Typed("답"), actor=world.large_staff, at=world.call.closes_at
            )


def call_like(world):
    return Call.objects.create(
        program=world.program, slug="other", title="다른 공고", entered_at=MOMENT
    )


class TestFiles:
    @pytest.fixture
    def question(self, world):
        return Question.objects.create(
            call=world.call, position=9, key="evidence", label="증빙", form="file", limit=1
        )

    def test_a_file_is_taken_by_its_content_and_named_safely(self, world, question):
        entry = begin(world)
        upload = Upload("..\\..\\\u202egnp.증빙.pdf\r\n", b"%PDF-1.4 content")

        added = add_file(entry, question, upload, actor=world.large_staff, at=LATER)

        assert added.file.name == "gnp.증빙.pdf"
        assert added.file.kind == "pdf"

    @pytest.mark.parametrize(
        "content", [b"<svg onload=alert(1)>", b"MZ\x90\x00", b"plain text, no document"]
    )
    def test_a_name_does_not_make_a_document(self, world, question, content):
        entry = begin(world)

        with pytest.raises(FileKindRefused):
            add_file(entry, question, Upload("a.pdf", content), actor=world.large_staff, at=LATER)

    def test_no_more_files_than_the_question_takes_until_one_is_taken_out(self, world, question):
        entry = begin(world)
        upload = Upload("a.pdf", b"%PDF-1.4")
        added = add_file(entry, question, upload, actor=world.large_staff, at=LATER)

        with pytest.raises(TooManyFiles):
            add_file(entry, question, upload, actor=world.large_staff, at=LATER)

        remove_file(added, actor=world.large_staff, at=LATER)
        add_file(entry, question, upload, actor=world.large_staff, at=LATER)
        assert entry.files.kept().count() == 1

    def test_a_text_question_takes_no_file(self, world):
        entry = begin(world)

        with pytest.raises(NotToBeWritten):
            add_file(
                entry, given(world), Upload("a.pdf", b"%PDF-1"), actor=world.large_staff, at=LATER
            )


class TestTeam:
    def test_a_partner_speaks_for_itself(self, world):
        entry = begin(world)
        seat = world.call.seats.get(key="supply")
        partner = ask_partner(entry, world.small, seat, actor=world.large_staff, at=LATER)

        with pytest.raises(NotAllowed):
            answer_partner(partner, joins=True, actor=world.large_lead, at=LATER)
        answer_partner(partner, joins=True, actor=world.small_lead, at=LATER)

        partner.refresh_from_db()
        assert (partner.state, partner.answered_by) == ("joined", world.small_lead)

    def test_staff_of_a_partner_do_not_answer(self, world):
        staff = make_member(world.small, Role.STAFF)
        entry = begin(world)
        seat = world.call.seats.get(key="supply")
        partner = ask_partner(entry, world.small, seat, actor=world.large_staff, at=LATER)

        with pytest.raises(NotAllowed):
            answer_partner(partner, joins=True, actor=staff, at=LATER)

    def test_nobody_is_asked_twice_and_no_seat_overflows(self, world):
        world.call.seats.filter(key="supply").update(most=1)
        entry, seat = begin(world), world.call.seats.get(key="supply")
        partner = ask_partner(entry, world.small, seat, actor=world.large_staff, at=LATER)

        with pytest.raises(AlreadyInTeam):
            ask_partner(entry, world.small, seat, actor=world.large_staff, at=LATER)
        with pytest.raises(SeatTaken):
            ask_partner(entry, world.other_small, seat, actor=world.large_staff, at=LATER)

        let_partner_go(partner, actor=world.large_staff, at=LATER)
        ask_partner(entry, world.other_small, seat, actor=world.large_staff, at=LATER)
        again = ask_partner
        with pytest.raises(SeatTaken):
            again(entry, world.small, seat, actor=world.large_staff, at=LATER)

    def test_a_partner_that_declined_no_longer_sees_the_entry(self, world):
        entry = begin(world)
        seat = world.call.seats.get(key="supply")
        partner = ask_partner(entry, world.small, seat, actor=world.large_staff, at=LATER)
        assert entry in Entry.objects.visible_to(world.small_lead)

        answer_partner(partner, joins=False, actor=world.small_lead, at=LATER)
        assert entry not in Entry.objects.visible_to(world.small_lead)

    def test_the_lead_stays(self, world):
        entry = begin(world)

        with pytest.raises(LeadStays):
            let_partner_go(entry.partners.get(), actor=world.large_lead, at=LATER)

    def test_the_size_of_a_partner_must_fit_its_seat(self, world):
        entry, seat = begin(world), world.call.seats.get(key="supply")
        giant = make_organization("거대", size_class=SizeClass.LARGE)

        with pytest.raises(SeatDoesNotFit):
            ask_partner(entry, giant, seat, actor=world.large_staff, at=LATER)


class TestHandingIn:
    def test_what_is_handed_in_has_its_fingerprint_and_its_receipt(self, world):
        entry = complete(world)

        submission = hand_in(entry, key="one", actor=world.large_lead, at=LATER)

        assert (entry.state, entry.submitted_at) == ("submitted", LATER)
        assert is_whole(submission)
        assert submission.sha256 == fingerprint_of(submission.content)
        event = LedgerEvent.objects.get()
        assert event.facts["sha256"] == submission.sha256
        assert event.facts["receipt"] == submission.receipt_number
        assert "세정" not in event.body

    def test_the_receipt_is_checked_off_line(self, world):
        entry = complete(world)
        submission = hand_in(entry, key="one", actor=world.large_lead, at=LATER)

        form = take_receipt(submission, world.large, actor=world.large_staff, at=LATER)
        assert all(one.is_sound for one in check_receipt(Receipt.from_json(form)))

        body = form["events"][0]["body"]
        form["events"][0]["body"] = body.replace(submission.sha256, "0" * 64)
        assert not all(one.is_sound for one in check_receipt(Receipt.from_json(form)))

    def test_pressed_twice_it_is_one_submission(self, world):
        entry = complete(world)

        first = hand_in(entry, key="one", actor=world.large_lead, at=LATER)
        again = hand_in(entry, key="one", actor=world.large_lead, at=LATER + SECOND)

        assert first == again
        assert entry.submissions.count() == LedgerEvent.objects.count() == 1

    def test_another_key_is_another_press_and_comes_too_late(self, world):
        entry = complete(world)
        hand_in(entry, key="one", actor=world.large_lead, at=LATER)

        with pytest.raises(WrongState):
            hand_in(entry, key="two", actor=world.large_lead, at=LATER)

    def test_the_second_decides(self, world):
        entry, closes = complete(world), world.call.closes_at
        for at in (closes, closes + SECOND, world.call.opens_at - SECOND):
            with pytest.raises(CallNotOpen):
                hand_in(entry, key="late", actor=world.large_lead, at=at)

        assert hand_in(entry, key="one", actor=world.large_lead, at=closes - SECOND).number == 1

    def test_the_window_counts_even_while_the_worker_is_late(self, world):
        entry = complete(world)
        Call.objects.update(state="announced")

        assert hand_in(entry, key="one", actor=world.large_lead, at=LATER)

    def test_everything_that_is_missing_is_named(self, world):
        entry = begin(world)

        with pytest.raises(NotComplete) as refused:
            hand_in(entry, key="one", actor=world.large_lead, at=LATER)
        # Three answers, a partner on the other side, and the title.
        assert len(refused.value.faults) == 5
        assert not entry.submissions.exists()

    def test_a_partner_who_has_not_answered_holds_it_up(self, world):
        entry, seat = complete(world), world.call.seats.get(key="supply")
        ask_partner(entry, world.other_small, seat, actor=world.large_staff, at=LATER)

        with pytest.raises(NotComplete) as refused:
            hand_in(entry, key="one", actor=world.large_lead, at=LATER)
        assert "가온소재" in refused.value.faults[0]

    def test_staff_do_not_hand_in(self, world):
        entry = complete(world)

        with pytest.raises(NotAllowed):
            hand_in(entry, key="one", actor=world.large_staff, at=LATER)

    def test_taken_up_again_it_is_handed_in_anew_under_the_next_number(self, world):
        entry = complete(world)
        first = hand_in(entry, key="one", actor=world.large_lead, at=LATER)
        reopen(entry, actor=world.large_lead, at=LATER + SECOND)
        question = given(world)
        save_answer(entry, question, Typed("고친 답"), actor=world.large_staff, at=LATER + SECOND)

        second = hand_in(entry, key="two", actor=world.large_lead, at=LATER + 2 * SECOND)

        assert (first.number, second.number) == (1, 2)
        assert first.content["answers"]["problem"] != second.content["answers"]["problem"]
        first.refresh_from_db()
        assert is_whole(first)

    def test_what_was_handed_in_is_never_edited(self, world):
        entry = complete(world)
        hand_in(entry, key="one", actor=world.large_lead, at=LATER)

        with pytest.raises(DatabaseError), transaction.atomic():
            Submission.objects.update(sha256="0" * 64)
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("DELETE FROM programs_submission")

    def test_a_file_taken_out_later_stays_with_what_was_handed_in(self, world):
        question = Question.objects.create(
            call=world.call, position=9, key="evidence", label="증빙", form="file"
        )
        entry = complete(world)
        upload = Upload("a.pdf", b"%PDF-1.4")
        file = add_file(entry, question, upload, actor=world.large_staff, at=LATER)
        first = hand_in(entry, key="one", actor=world.large_lead, at=LATER)
        reopen(entry, actor=world.large_lead, at=LATER)
        remove_file(file, actor=world.large_staff, at=LATER)

        second = hand_in(entry, key="two", actor=world.large_lead, at=LATER)

        assert [one["sha256"] for one in first.content["files"]] == [file.file.sha256]
        assert second.content["files"] == []

    def test_withdrawn_it_can_be_taken_up_while_the_call_is_open(self, world):
        entry = complete(world)
        hand_in(entry, key="one", actor=world.large_lead, at=LATER)
        withdraw(entry, "사정", actor=world.large_lead, at=LATER)
        assert entry.state == "withdrawn"

        reopen(entry, actor=world.large_lead, at=LATER)
        assert entry.state == "draft"
        withdraw(entry, "", actor=world.large_lead, at=LATER)
        with pytest.raises(CallNotOpen):
            reopen(entry, actor=world.large_lead, at=world.call.closes_at)
