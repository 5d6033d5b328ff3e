"""What people do again and again in the journeys of calls, and what is done without a screen."""

import re
from datetime import timedelta

from allauth.account.models import EmailAddress
from tests.factories import MOMENT, make_member, make_operator, make_person

from sangsaeng.judging.actions.assigning import assign
from sangsaeng.judging.actions.deciding import decide
from sangsaeng.judging.actions.declaring import declare
from sangsaeng.judging.actions.deliberating import (
    MinutesFacts,
    close_minutes,
    discuss,
    open_minutes,
)
from sangsaeng.judging.actions.panels import (
    JudgeFacts,
    answer_invitation,
    invite_judge,
    name_judge,
    seat_judge,
)
from sangsaeng.judging.actions.ranking import keep_ranking
from sangsaeng.judging.actions.scoring import Draft, Given, submit_review
from sangsaeng.judging.kinds import Verdict
from sangsaeng.judging.models import Judge, Review
from sangsaeng.judging.queries.declaring import organizations_of
from sangsaeng.judging.queries.plans import Wish
from sangsaeng.judging.queries.stages import across_the_cut, entries_in
from sangsaeng.kernel import clock
from sangsaeng.kernel.clock import SEOUL
from sangsaeng.kernel.house import keep_house
from sangsaeng.organizations.actions import enter_organization
from sangsaeng.organizations.facts import OrganizationFacts
from sangsaeng.organizations.models import Role
from sangsaeng.programs.models import Call
from sangsaeng.sample.people import PASSWORD

WINDOW = timedelta(hours=2)


def account(email, person):
    """A log-in for the person."""
    person.email = email
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def operator_of_the_house():
    return account("operator@example.com", make_operator(name="한운영"))


def company(operator, name, who, **facts):
    """An organization whose owner signs in with the first part of an address."""
    made = enter_organization(OrganizationFacts(name, **facts), actor=operator, at=MOMENT)
    address, person = who
    account(f"{address}@example.com", make_member(made, Role.OWNER, name=person))
    return made


def expert(address, name):
    """Somebody who can be asked to judge."""
    return account(f"{address}@example.com", make_person(name=name))


def press(visit, label, scope="main"):
    """Press the button with this label."""
    visit.page.locator(f"{scope} button", has_text=label).first.click()
    visit.page.wait_for_load_state()


def follow(visit, label, scope="main"):
    """Follow the link with this label, and look at where it leads."""
    visit.page.locator(f"{scope} a", has_text=label).first.click()
    visit.page.wait_for_load_state()
    visit.look()


def reads(visit, *texts):
    """Hold the page to say this."""
    said = visit.page.inner_text("main")
    for text in texts:
        assert text in said, f"«{text}» is missing from {visit.page.url}:\n{said[:1500]}"


def typed(visit, scope="main", **fields):
    """Type into the fields of these names."""
    for name, value in fields.items():
        visit.page.fill(f"{scope} [name='{name}']", value)


def moment(at):
    """A moment as a form takes it, in Seoul."""
    return at.astimezone(SEOUL).strftime("%Y-%m-%dT%H:%M")


def day(number=0):
    """A day from now, as a form takes it."""
    return (clock.now() + timedelta(days=number)).astimezone(SEOUL).date().isoformat()


def window_from_now(visit):
    """Fill in that entries are taken from an hour ago until soon."""
    at = clock.now()
    typed(visit, opens_at=moment(at - timedelta(hours=1)), closes_at=moment(at + WINDOW))


def close(slug):
    """Let the deadline pass."""
    keep_house(at=Call.objects.get(slug=slug).closes_at + timedelta(minutes=1))
    assert Call.objects.get(slug=slug).state == "closed"


def code_in(visit):
    """The code of the entry that is open."""
    return re.search(r"/entries/(\w+)/", visit.page.url)[1]


def enter(visit, slug, title, answers):
    """Open a form in one's own name, name the case, and answer; every answer is saved as typed."""
    visit.go(f"/calls/{slug}/")
    follow(visit, "신청하기", "#enter")
    press(visit, "신청서 열기")
    visit.look()
    typed(visit, "#title", title=title)
    press(visit, "제목 저장", "#title")
    for key, said in answers.items():
        answer(visit, key, said)
    # What is said of the whole follows every answer, without loading the page again.
    reads(visit, "제출할 준비가 되었습니다")
    return code_in(visit)


def answer(visit, key, said):
    """Answer one question and wait until the page has said that it is kept."""
    box = visit.page.locator(f"#q-{key}")
    with visit.page.expect_response(lambda sent: f"/answers/{key}/" in sent.url) as kept:
        if said in {"yes", "no"}:
            box.locator(f"input[value={said}]").check()
        elif box.locator("select").count():
            box.locator("select").select_option(label=said)
        else:
            field = box.locator("input[type=text], textarea").first
            field.fill(said)
            field.blur()
    assert kept.value.status == 200, kept.value.text()
    box.get_by_text("저장됨").first.wait_for()


def hand_in(visit, code):
    """Look everything through and hand it in."""
    visit.go(f"/entries/{code}/hand-in/")
    press(visit, "제출하기")
    visit.look()
    reads(visit, "접수되었습니다")


def accept_and_declare(visit, judge, picture=""):
    """Accept the invitation and say that there is no tie to anybody."""
    visit.go(f"/judging/{judge.code}/")
    press(visit, "수락", "#answer")
    visit.look()
    if picture:
        visit.keep(picture)
    press(visit, "다음: 어떤 관계인지")
    visit.look()
    visit.page.check("[name=has_read]")
    press(visit, "이대로 밝히기")
    visit.look()


def score(visit, points, told):
    """Give points to the entry that is open, with words for the team, and submit."""
    for key, given in points.items():
        visit.page.locator(f"[name=points-{key}][value='{given}']").check()
    typed(visit, "#points", shared_comment=told)


def program_of(visit, scheme, slug, **facts):
    """Make a program of a ready scheme, and its first call, from the screens."""
    visit.go(f"/programs/new/?scheme={scheme}")
    press(visit, "사업 만들기")
    visit.look()
    typed(visit, slug=slug, **facts)
    window_from_now(visit)
    press(visit, "초안 만들기")
    visit.look()


def choices_become(officer, slug, key, lines):
    """Say what can be chosen in a question of the form."""
    question = Call.objects.get(slug=slug).questions.get(key=key)
    officer.go(f"/calls/{slug}/set-up/questions/{question.pk}/")
    typed(officer, choices="\n".join(lines))
    press(officer, "저장", "main form[data-guard]")
    officer.look()


def everything_passes(officer, slug, position, reason, picture):
    """Let every entry of a stage through by hand, after the dry run."""
    decide_by_hand(officer, slug, position, None, ("pass", reason), picture)


def decide_by_hand(officer, slug, position, title, said, picture=""):
    """Decide an entry, or every one, with a reason: first seen, then confirmed."""
    verdict, reason = said
    officer.go(f"/calls/{slug}/decisions/{position}/")
    boxes = officer.page.locator("[name=codes]")
    if title is not None:
        boxes = officer.page.get_by_label(title).and_(boxes)
    for box in boxes.all():
        box.check()
    officer.page.locator("form[action$='/by-hand/'] [name=verdict]").select_option(verdict)
    typed(officer, "form[action$='/by-hand/']", reason=reason)
    press(officer, "고른 신청이 어떻게 되는지 보기")
    officer.look()
    if picture:
        officer.keep(picture)
    press(officer, "이대로 결정")
    officer.look()


# Without a screen: what would only repeat what was seen once.


def seat_more(call, stages, officer, people):
    """Invite these people to the panels; they accept and have no ties."""
    at = clock.now()
    for person in people:
        judge = name_judge(call, person.email, person.name, JudgeFacts(), actor=officer, at=at)
        seat_judge(judge, stages, actor=officer, at=at)
        judge = invite_judge(judge, lambda one: f"/judging/{one.code}/", actor=officer, at=at)
        judge = answer_invitation(judge, "accept", actor=person, at=at)
        speak(judge, at)


def speak(judge, at):
    """Declare no tie to anybody of the call."""
    shown = organizations_of(judge.call).values_list("pk", flat=True)
    declare(judge, dict.fromkeys(shown), actor=judge.person, at=at)


def all_judge_all(stage, officer):
    """Assign every entry of the stage to every judge of its panel."""
    judges = [seat.judge for seat in stage.panel.select_related("judge__person")]
    pairs = [(judge, entry) for judge in judges for entry in entries_in(stage)]
    assign(stage, pairs, actor=officer, at=clock.now())


def score_the_rest(stage, worth):
    """Have every review that is still open submitted, near what its entry is worth."""
    waiting = Review.objects.filter(stage=stage, state__in=("assigned", "begun"))
    mildness = {pk: place % 2 for place, pk in enumerate(_judges(stage))}
    for review in waiting.select_related("entry", "judge__person", "stage"):
        points = worth[review.entry.title] - mildness[review.judge_id]
        given = {one.key: Given(points) for one in stage.criteria.all()}
        draft = Draft(review.version, given=given, shared_comment="실증 방법이 뚜렷합니다.")
        submit_review(review, draft, actor=review.judge.person, at=clock.now())


def rank(stage, officer):
    """Compute the ranking of a stage."""
    keep_ranking(stage, actor=officer, at=clock.now())


def discuss_if_needed(stage, officer):
    """Hold a meeting about what lies across the cut, where something does."""
    entries, at = list(across_the_cut(stage)), clock.now()
    if not entries:
        return
    facts = MinutesFacts(at, "회의실", "강위원, 남위원, 도위원", "경계를 살폈습니다.")
    minutes = open_minutes(stage, facts, actor=officer, at=at)
    for entry in entries:
        discuss(minutes, entry, "다시 보았습니다.", actor=officer, at=at)
    close_minutes(minutes, minutes.version, actor=officer, at=at)


def pass_all(stage, officer):
    """Let every entry of a stage through."""
    codes = entries_in(stage).values_list("code", flat=True)
    wishes = dict.fromkeys(codes, Wish(Verdict.PASS, "다음 단계에서 더 봅니다."))
    decide(stage, wishes, actor=officer, at=clock.now())


def _judges(stage):
    return Judge.objects.filter(seats__stage=stage).order_by("pk").values_list("pk", flat=True)
