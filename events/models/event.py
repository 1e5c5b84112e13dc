from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.dispatch import Signal
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from taggit.models import ItemBase
from wagtail.admin.panels import ObjectList
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from events import dates
from events.admin_forms import EventPageForm
from events.choices import Kind, Mode, Status
from events.models.agenda_entry import AgendaEdition
from events.models.naming import name_instead, name_what_stays
from events.models.presentation import EventPresentationMixin
from events.models.vocabulary import Country, Organiser, Place
from events.panels import EVENT_CONTENT_PANELS, EVENT_REPORT_PANELS, TightTabs
from events.querysets import EventPageManager
from events.sharing import SharedEventMixin
from site_lianes.core.blocks import BodyStreamBlock
from site_lianes.core.merging import Replacements
from site_lianes.core.models import Theme
from site_lianes.core.pages import SitePage

# Sent once an event is stored with its themes, countries and organisers; at `post_save` the page
# alone is.
event_stored = Signal()

LONGEST_EVENT = timedelta(days=366)


def check_dates(starts_at: datetime, ends_at: datetime | None, *, all_day: bool) -> None:
    """Refuse an end before the start, or a year later."""
    if ends_at is None:
        return
    if all_day:
        starts_at, ends_at = (dates.midnight_after(moment) for moment in (starts_at, ends_at))
    length = dates.duration(starts_at, ends_at)
    if length < timedelta(0):
        raise ValidationError({"ends_at": _("La fin est avant le début.")})
    if length > LONGEST_EVENT:
        raise ValidationError(
            {"ends_at": _("La fin est plus de douze mois après le début : vérifiez l’année.")}
        )


class EventTheme(ItemBase):
    tag = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="event_themes")
    content_object = ParentalKey(
        "events.EventPage", on_delete=models.CASCADE, related_name="event_themes"
    )


class EventOrganiser(Orderable):
    event = ParentalKey(
        "events.EventPage", on_delete=models.CASCADE, related_name="event_organisers"
    )
    organiser = models.ForeignKey(
        Organiser,
        on_delete=models.CASCADE,
        related_name="event_organisers",
        verbose_name=_("organisateur"),
    )


class EventPage(EventPresentationMixin, SharedEventMixin, SitePage):
    """One event of the agenda. `finishes_at` is derived: the moment from which it is past."""

    # Of this event for ever, in every calendar: RFC 7986, 5.3. A copy is another event.
    uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    # Those that were made together; none for a meeting alone.
    series = models.ForeignKey(
        "events.EventSeries",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="meetings",
    )
    summary = models.CharField(
        _("résumé"),
        max_length=300,
        blank=True,
        help_text=_("Une ou deux phrases, lues dans l’agenda, la recherche et les partages."),
    )
    starts_at = models.DateTimeField(
        _("début"), help_text=_("Jour et heure, par exemple : 17/10/2026 18:00.")
    )
    ends_at = models.DateTimeField(
        _("fin"),
        null=True,
        blank=True,
        help_text=_("Laissez vide si l’heure de fin n’est pas connue."),
    )
    all_day = models.BooleanField(
        _("journée entière, ou heure inconnue"),
        default=False,
        help_text=_("Les heures ne sont pas affichées ; la fin est le dernier jour, compris."),
    )
    finishes_at = models.DateTimeField(editable=False, db_index=True)
    status = models.CharField(
        _("statut"), max_length=12, choices=Status.choices, default=Status.CONFIRMED
    )
    mode = models.CharField(
        _("mode de participation"), max_length=10, choices=Mode.choices, default=Mode.ON_SITE
    )
    place = models.ForeignKey(
        Place,
        # Not PROTECT: a draft that names a deleted place could no longer be opened. The delete
        # screens refuse a place in use (wagtail_hooks).
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("lieu"),
        help_text=_("Choisissez un lieu déjà connu, ou créez-le dans la même fenêtre."),
    )
    online_link = models.URLField(
        _("lien pour participer en ligne"),
        blank=True,
        help_text=_("Il sera public. Laissez vide s’il n’est donné qu’aux personnes inscrites."),
    )
    kind = models.CharField(_("type de rencontre"), max_length=20, choices=Kind.choices, blank=True)
    themes = ClusterTaggableManager(
        through=EventTheme,
        blank=True,
        verbose_name=_("thèmes"),
        help_text=_("Les visiteurs filtrent l’agenda par thème : un à trois suffisent."),
    )
    countries = ParentalManyToManyField(
        Country,
        blank=True,
        limit_choices_to={"merged_into": None},
        related_name="events",
        verbose_name=_("pays partenaires"),
    )
    group = models.ForeignKey(
        "events.GroupPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="events",
        verbose_name=_("groupe"),
        help_text=_("Le groupe pays ou thématique dont c’est une rencontre."),
    )
    image = models.ForeignKey(
        "images.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image"),
        help_text=_("Facultative. Sans image, la page reste complète."),
    )
    body = StreamField(BodyStreamBlock(), blank=True, verbose_name=_("description"))
    registration_link = models.URLField(_("lien d’inscription"), blank=True)
    registration_email = models.EmailField(_("inscription par courriel"), blank=True)
    registration_phone = models.CharField(_("inscription par téléphone"), max_length=30, blank=True)
    registration_deadline = models.DateTimeField(_("date limite"), null=True, blank=True)
    price = models.CharField(
        _("tarif"), max_length=150, blank=True, help_text=_("Par exemple : « Gratuit ».")
    )
    contact_name = models.CharField(_("personne à contacter"), max_length=150, blank=True)
    contact_email = models.EmailField(_("adresse électronique"), blank=True)
    contact_phone = models.CharField(_("téléphone"), max_length=30, blank=True)

    minutes = StreamField(
        BodyStreamBlock(),
        blank=True,
        verbose_name=_("récit et documents"),
        help_text=_("Ce qui s’est dit et fait ; les documents ont leur bloc."),
    )
    decisions = RichTextField(
        _("décisions"),
        blank=True,
        features=["ul", "ol", "bold", "italic", "link", "document-link"],
        help_text=_("Une liste à puces : une ligne pour chaque décision."),
    )
    participants = models.PositiveIntegerField(
        _("nombre de participants"),
        null=True,
        blank=True,
        help_text=_("À peu près : la page écrit « environ »."),
    )

    objects = EventPageManager()

    exclude_fields_in_copy = ["uid", "series"]
    # `events.signals` does, once an event is stored with all that it is found by.
    search_auto_update = False
    base_form_class = EventPageForm
    content_panels = EVENT_CONTENT_PANELS
    edit_handler = TightTabs(
        [
            ObjectList(EVENT_CONTENT_PANELS, heading=_("Contenu")),
            ObjectList(EVENT_REPORT_PANELS, heading=_("Compte rendu")),
            ObjectList(SitePage.promote_panels, heading=_("Promotion")),
            ObjectList(SitePage.settings_panels, heading=_("Paramètres")),
        ],
        base_form_class=EventPageForm,
    )
    search_fields = [
        *SitePage.search_fields,
        # Visitors type dates: "17 octobre 2019".
        index.SearchField("dates_in_words", boost=2),
        index.SearchField("summary"),
        index.SearchField("body"),
        index.SearchField("minutes"),
        index.SearchField("decisions"),
        index.RelatedFields(
            "place", [index.SearchField(name) for name in ("name", "street", "postal_code", "town")]
        ),
        index.RelatedFields(
            "event_organisers", [index.RelatedFields("organiser", [index.SearchField("name")])]
        ),
        index.RelatedFields("themes", [index.SearchField("name")]),
        index.RelatedFields("countries", [index.SearchField("name")]),
        index.FilterField("finishes_at"),
    ]
    parent_page_types = ["events.EventIndexPage"]
    subpage_types = []
    page_description = _("Une rencontre, une formation, un festival : ce qui a une date.")

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")

    def clean(self) -> None:
        super().clean()
        if self.starts_at:
            check_dates(self.starts_at, self.ends_at, all_day=self.all_day)

    def name_instead(self, instead: Replacements) -> None:
        name_instead(self, instead)

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        # A draft of a published page saves some columns only: nothing of what the public sees.
        is_whole = kwargs.get("update_fields") is None
        if is_whole:
            AgendaEdition.hold()
        self.keep_own_values()
        self.finishes_at = dates.last_moment(self.starts_at, self.ends_at, all_day=self.all_day)
        # So may a form that was opened before.
        name_what_stays(self)
        super().save(*args, **kwargs)
        if is_whole:
            event_stored.send(EventPage, instance=self)
