"""The event and the index that one would write in a project of `wagtail start`: see `bench`."""

from django.core.paginator import Paginator
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField
from wagtail.models import Page

PER_PAGE = 20


class Theme(models.Model):
    name = models.CharField(max_length=100)
    slug = models.SlugField(unique=True)

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.name


class EventIndexPage(Page):
    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        events = EventPage.objects.live().child_of(self).order_by("starts_at")
        themes = Theme.objects.annotate(count=models.Count("eventpage")).filter(count__gt=0)
        if slugs := request.GET.getlist("theme"):
            events = events.filter(themes__slug__in=slugs).distinct()
        context["events"] = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
        context["themes"] = themes
        return context


class EventPage(Page):
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    body = RichTextField()
    themes = ParentalManyToManyField(Theme)
