"""Makes the event that somebody has looked at, with the places and organisers decided for it."""

from django.db import transaction
from wagtail.log_actions import log

from events import dates
from events.imports.named import ORGANISER, PLACE
from events.imports.vocabulary import attach
from events.models import AgendaEdition, EventIndexPage, EventOrganiser, EventPage
from events.paste.forms import ReviewForm
from events.slugs import free_event_slug
from site_lianes.users.models import User


@transaction.atomic
def create(form: ReviewForm, agenda: EventIndexPage, user: User, *, publish: bool) -> EventPage:
    """A draft, published at once if asked: whether this person may is asked by the caller."""
    AgendaEdition.hold()
    attached, made = attach(form.decisions())
    for each in made:
        log(instance=each, action="wagtail.create", user=user)
    page = form.instance
    page.live, page.has_unpublished_changes, page.owner = False, True, user
    page.body = form.body
    page.place_id = next(iter(_keys(attached, PLACE)), None)
    page.themes.set(form.cleaned_data["themes"])
    page.countries.set(form.cleaned_data["countries"])
    page.event_organisers.set(
        EventOrganiser(organiser_id=organiser, sort_order=order)
        for order, organiser in enumerate(dict.fromkeys(_keys(attached, ORGANISER)))
    )
    page.slug = free_event_slug(agenda, page.title, dates.day_of(page.starts_at))
    agenda.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True)
    if publish:
        revision.publish(user=user)
    return page


def _keys(attached: dict[str, int], kind: str) -> list[int]:
    return [pk for word, pk in attached.items() if word.startswith(f"{kind}:")]
