"""The world of the personas on its day: the supplier was late, and its place is offered to it again."""

from tests.fairs.factories import make_request, make_supplier
from tests.fairs.personas import make_world

from sangsaeng.fairs.actions.planning import lock
from sangsaeng.fairs.actions.the_day.vacating import vacate


def make_day_of_personas(at):
    """A free place, the offer of it, a pair that waits and a meeting that stands."""
    world = make_world()
    world.waiting = make_request(world.buyer, make_supplier(world.fair, "다솔화학"))
    world.placed = world.published.meetings.exclude(request=world.request).get().request
    world.request.supplier_wish = "must"
    world.request.save()
    world.opening = vacate(lock(world.fair), world.request, "late", at=at)
    world.offer = world.opening.offers.get()
    return world
