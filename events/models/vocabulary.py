"""What events share: places, organisers, partner countries."""

from itertools import chain, count
from typing import Any
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from events.maps import MapLink, map_links
from events.vocabulary.forms import CountryForm, OrganiserForm, PlaceForm
from site_lianes.core.merging import Mergeable


def free_slug(model: type[models.Model], field: str, wanted: str, otherwise: str) -> str:
    """A word for addresses that no other object has: the wanted one, with a number if need be."""
    wanted = wanted[:150] or otherwise
    others = model.objects.filter(**{f"{field}__startswith": wanted})
    taken = set(others.values_list(field, flat=True))
    numbered = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], numbered) if slug not in taken)


class Named(index.Indexed, Mergeable):
    """What is found by its name, unless it was merged: then by the name of the other."""

    class Meta(Mergeable.Meta):
        abstract = True

    @classmethod
    def get_indexed_objects(cls) -> models.QuerySet:
        return super().get_indexed_objects().filter(merged_into=None)


class Place(Named):
    name = models.CharField(
        _("nom du lieu"),
        max_length=150,
        help_text=_("Par exemple : « Centre social “Les 5 Bonniers” »."),
    )
    street = models.CharField(_("numéro et rue"), max_length=200, blank=True)
    postal_code = models.CharField(
        _("code postal"),
        max_length=5,
        blank=True,
        validators=[RegexValidator(r"^\d{5}$", _("Cinq chiffres, sans espace : 59155."))],
        help_text=_("Cinq chiffres, sans espace. Le département en est tiré."),
    )
    town = models.CharField(_("commune"), max_length=100)
    access = models.TextField(
        _("comment venir"),
        blank=True,
        help_text=_(
            "Transports, entrée, accès en fauteuil roulant : ce qu’un visiteur doit savoir."
        ),
    )

    base_form_class = PlaceForm
    chosen_when_merged = (
        (_("Adresse"), ("street", "postal_code", "town")),
        (_("Comment venir"), ("access",)),
    )
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("street"),
        index.SearchField("town"),
        index.AutocompleteField("town"),
        index.SearchField("postal_code"),
    ]

    class Meta(Named.Meta):
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["town", "name"]

    def __str__(self) -> str:
        return f"{self.name}, {self.town}"

    @property
    def department(self) -> str:
        """The number of its department, one of `events.choices.Department` in the region."""
        return self.postal_code[:2]

    @property
    def map_links(self) -> list[MapLink]:
        """Maps of the visitor's choice, when there is an address to look for."""
        if not (self.street or self.postal_code):
            return []
        town = f"{self.postal_code} {self.town}".strip()
        return map_links(", ".join(filter(None, (self.street or self.name, town))))

    @property
    def address(self) -> str:
        """Street, town and postal code on one line: "20 avenue de Bordeaux, Lille (59000)"."""
        line = ", ".join(filter(None, (self.street, self.town)))
        return f"{line} ({self.postal_code})" if self.postal_code else line


class Organiser(Named):
    name = models.CharField(_("nom"), max_length=150, unique=True)
    # The word for it in the agenda's addresses: it stays when the name is corrected.
    slug = models.SlugField(max_length=160, unique=True, editable=False)
    name_in_sentence = models.CharField(
        _("nom dans une phrase"),
        max_length=150,
        blank=True,
        help_text=_("S’il s’écrit autrement au milieu d’une phrase : « le comité Tinkaré Mali »."),
    )
    link = models.URLField(_("site web"), blank=True)

    base_form_class = OrganiserForm
    chosen_when_merged = (
        (_("Nom dans une phrase"), ("name_in_sentence",)),
        (_("Site web"), ("link",)),
    )
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta(Named.Meta):
        verbose_name = _("organisateur")
        verbose_name_plural = _("organisateurs")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or free_slug(Organiser, "slug", slugify(self.name), "organisateur")
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        return self.name_in_sentence or self.name


def validate_time_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("Ce fuseau n’existe pas. Par exemple : Africa/Bamako."))


class Country(Mergeable):
    name = models.CharField(_("nom"), max_length=80, unique=True)
    slug = models.SlugField(_("mot dans les adresses"), max_length=80, unique=True)
    city = models.CharField(
        _("ville dont on donne l’heure"),
        max_length=80,
        blank=True,
        help_text=_(
            "La capitale, écrite comme après « à » : « Bamako ». "
            "Vide : l’heure suit le nom du pays."
        ),
    )
    time_zone = models.CharField(
        _("fuseau horaire"),
        max_length=50,
        validators=[validate_time_zone],
        help_text=_("Le nom du fuseau de la capitale, par exemple : Africa/Bamako."),
    )

    base_form_class = CountryForm
    chosen_when_merged = ((_("Heure de là-bas"), ("city", "time_zone")),)

    class Meta(Mergeable.Meta):
        verbose_name = _("pays partenaire")
        verbose_name_plural = _("pays partenaires")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name
