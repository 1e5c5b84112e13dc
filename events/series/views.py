"""The screens of a series: repeat an event, and bring a change to the meetings after it.

A GET shows, a POST does; what is about to be done is said first, and done only if it is still so.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events import dates
from events.announced import digest
from events.models import AgendaEdition, EventPage, SchoolHoliday
from events.series.changes import MeetingsAfter, Plan
from events.series.forms import ChangesForm, RepeatForm
from events.series.meetings import Offer, days_taken, offers, repeat
from site_lianes.core.forms import focus_first_error

View = Callable[[HttpRequest, int], HttpResponse]


def in_turn(view: View) -> View:
    """Who sends a form waits until those before have done: who sends it twice is told."""

    @wraps(view)
    def answer(request: HttpRequest, pk: int) -> HttpResponse:
        if request.method != "POST":
            return view(request, pk)
        with transaction.atomic():
            AgendaEdition.hold()
            return view(request, pk)

    return answer


@in_turn
def repeat_event(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(EventPage.objects.select_related("series"), pk=pk)
    parent = event.get_parent()
    if not event.permissions_for_user(request.user).can_copy_to(parent):
        raise PermissionDenied
    form = RepeatForm(
        request.POST or None,
        event=event.get_latest_revision_as_object(),
        can_publish=parent.permissions_for_user(request.user).can_publish_subpage(),
    )
    found = _offers(request, form, event) if request.method == "POST" and form.is_valid() else None
    focus_first_error(form)
    chosen = [offer for offer in found or [] if offer.is_ticked]
    announced = digest(offer.value for offer in chosen)
    if chosen and "create" in request.POST:
        if request.POST.get("announced") == announced:
            return _create(request, form, event, chosen)
        messages.warning(request, _("La liste a changé : relisez-la, puis créez les rencontres."))
    context = {"form": form, "event": event, "offers": found, "chosen": chosen}
    context |= {"announced": announced} | _holidays_known(chosen)
    return TemplateResponse(request, "events/admin/repeat_event.html", context)


def _offers(request: HttpRequest, form: RepeatForm, event: EventPage) -> list[Offer]:
    shown, ticked = (set(request.POST.getlist(name)) for name in ("shown", "day"))
    return offers(form.event, form.proposals(days_taken(event)), shown, ticked)


def _create(
    request: HttpRequest, form: RepeatForm, event: EventPage, chosen: list[Offer]
) -> HttpResponse:
    publish = form.cleaned_data.get("publish", False)
    made = repeat(event, [offer.starts_at for offer in chosen], request.user, publish=publish)
    if publish:
        text = ngettext("%(count)d rencontre publiée.", "%(count)d rencontres publiées.", len(made))
    else:
        text = ngettext(
            "%(count)d rencontre créée : c’est un brouillon.",
            "%(count)d rencontres créées : ce sont des brouillons.",
            len(made),
        )
    messages.success(request, text % {"count": len(made)})
    return redirect("wagtailadmin_pages:edit", event.pk)


def _holidays_known(chosen: list[Offer]) -> dict[str, Any]:
    """The last day of the holidays that are known; whether the series goes beyond."""
    last = SchoolHoliday.objects.last_known()
    return {
        "known_until": dates.day(dates.midnight(last.last_day)) if last else "",
        "is_beyond": any(last is None or each.starts_at.date() > last.last_day for each in chosen),
    }


@in_turn
def change_meetings_after(request: HttpRequest, pk: int) -> HttpResponse:
    event = get_object_or_404(EventPage.objects.filter(series__isnull=False), pk=pk)
    if not event.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    after = MeetingsAfter(event, request.user)
    differences = after.differences()
    form = ChangesForm(request.POST or None, differences=differences)
    plan = after.plan(form.chosen) if request.method == "POST" and form.is_valid() else None
    announced = digest(plan.facts()) if plan else ""
    if plan and plan.touched and "apply" in request.POST:
        if request.POST.get("announced") == announced:
            return _carry_out(request, event, plan)
        messages.warning(
            request, _("Ce qui sera changé n’est plus le même : relisez, puis appliquez.")
        )
    context = {"event": event, "after": after, "form": form, "differences": differences}
    context |= {"plan": plan, "announced": announced}
    return TemplateResponse(request, "events/admin/change_meetings_after.html", context)


def _carry_out(request: HttpRequest, event: EventPage, plan: Plan) -> HttpResponse:
    plan.carry_out(request.user)
    count = len(plan.touched)
    text = ngettext("%(count)d rencontre modifiée.", "%(count)d rencontres modifiées.", count)
    messages.success(request, text % {"count": count})
    return redirect("wagtailadmin_pages:edit", event.pk)
