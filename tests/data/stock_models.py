"""What an event needs, as the documentation of Wagtail teaches it: nothing is made for the staff.

Written over `home/models.py` of a bare project by `tests.tools.count_actions`.
"""

from django import forms
from django.db import models
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.blocks import BlockQuoteBlock, CharBlock, RichTextBlock
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail.snippets.models import register_snippet


class HomePage(Page):
    pass


class GroupPage(Page):
    pass


class Named(index.Indexed, models.Model):
    name = models.CharField(max_length=150)
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


@register_snippet
class Place(Named):
    pass


@register_snippet
class Organiser(Named):
    pass


@register_snippet
class Theme(Named):
    pass


@register_snippet
class Country(Named):
    pass


class EventPage(Page):
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True)
    group = models.ForeignKey(GroupPage, models.SET_NULL, null=True, blank=True, related_name="+")
    countries = ParentalManyToManyField(Country, blank=True)
    themes = ParentalManyToManyField(Theme, blank=True)
    kind = models.CharField(max_length=20, choices=[("country", "Groupe pays")], blank=True)
    summary = models.CharField(max_length=300, blank=True)
    body = StreamField(
        [
            ("heading", CharBlock(label="Intertitre")),
            ("paragraph", RichTextBlock(label="Texte")),
            ("quote", BlockQuoteBlock(label="Citation")),
        ],
        blank=True,
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("starts_at"),
        FieldPanel("ends_at"),
        FieldPanel("place"),
        InlinePanel("event_organisers", label="organisateur"),
        FieldPanel("group"),
        FieldPanel("countries", widget=forms.CheckboxSelectMultiple),
        FieldPanel("themes", widget=forms.CheckboxSelectMultiple),
        FieldPanel("kind"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]


class EventOrganiser(Orderable):
    event = ParentalKey(EventPage, on_delete=models.CASCADE, related_name="event_organisers")
    organiser = models.ForeignKey(Organiser, models.CASCADE)
    panels = [FieldPanel("organiser")]
