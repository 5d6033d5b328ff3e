"""The house: what is due is done, and what fails holds up nothing else."""

import pytest

from sangsaeng.kernel import house, jobs, mail
from sangsaeng.kernel.events import listeners_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch):
    """What the house did, by name; a listener in the middle always fails."""
    done = []

    def fail(_tick):
        raise RuntimeError

    def due(name):
        return lambda *_args, **_at: done.append(name)

    monkeypatch.setattr(jobs, "end_silent_jobs", due("jobs"))
    monkeypatch.setattr(mail, "deliver", due("mail"))
    monkeypatch.setattr(
        house, "listeners_of", lambda kind: [due(kind.__name__), fail, due("after it")]
    )
    return done


def test_listener_that_fails_holds_up_neither_the_others_nor_the_mail(done, at, caplog):
    house.keep_house(at=at)

    assert done == ["jobs", "Tick", "after it", "mail"]
    assert "what was due by" in caplog.text


def test_mail_that_fails_leaves_the_house_standing(done, at, monkeypatch, caplog):
    def fail(**_at):
        raise RuntimeError

    monkeypatch.setattr(mail, "deliver", fail)
    house.keep_house(at=at)

    assert done == ["jobs", "Tick", "after it"]
    assert "kernel.mail" in caplog.text


def test_everything_that_comes_due_by_itself_listens_to_the_clock():
    heard = {f"{one.__module__}.{one.__name__}" for one in listeners_of(house.Tick)}

    assert heard >= {
        "sangsaeng.fairs.tasks.look_after_answers",
        "sangsaeng.fairs.tasks.ask_the_next",
        "sangsaeng.fairs.tasks.ask_about_steps",
        "sangsaeng.notices.tasks.tell_and_mail",
    }
