import secrets
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import NaturalKeyManager, TagBase
from wagtail.admin.forms.models import WagtailAdminModelForm

from site_lianes.core.merging import Mergeable, MergeableQuerySet

EXISTS = _("Ce thème existe déjà : « %(name)s ».")
ALIAS_EXISTS = _("Ce thème existe déjà : « %(name)s », remplacé par « %(current)s ».")
SLUG_IS_TAKEN = _("L’adresse « %(slug)s » mène déjà au thème « %(name)s » : écrivez-en une autre.")


class ThemeForm(WagtailAdminModelForm):
    """A new theme may be given a slug; one that exists keeps its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slug = self.fields["slug"]
        if self.instance.pk is None:
            slug.required = False
            slug.help_text = _(
                "Le mot dans les adresses des pages. Laissez vide : il est tiré du nom. "
                "Il ne changera plus."
            )
        else:
            slug.disabled = True
            slug.help_text = _("Ce mot reste dans les adresses déjà envoyées.")


class Theme(TagBase, Mergeable):
    """One word of the closed vocabulary of themes.

    Two names that differ only by case, accents or spaces are one theme.
    """

    # The place that the staff give it wherever themes are listed.
    sort_order = models.IntegerField(default=0, editable=False)

    free_tagging = False
    base_form_class = ThemeForm
    objects = NaturalKeyManager.from_queryset(MergeableQuerySet)()

    class Meta(Mergeable.Meta):
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["sort_order", "slug"]

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Plain ASCII, where taggit keeps accents: addresses are typed and dictated."""
        return "-".join(filter(None, (slugify(tag), str(i) if i else "")))

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        if '"' in self.name:
            # taggit separates names by commas and protects them by quotation marks.
            raise ValidationError({"name": _("Écrivez les guillemets « ainsi ».")})
        self._refuse_twins()

    def _refuse_twins(self) -> None:
        word = slugify(self.name)
        if self.name and not word:
            raise ValidationError({"name": _("Écrivez au moins une lettre latine ou un chiffre.")})
        for other in Theme.objects.exclude(pk=self.pk).select_related("merged_into"):
            said = {"name": other.name, "current": other.current.name, "slug": other.slug}
            if slugify(other.name) == word:
                text = ALIAS_EXISTS if other.merged_into else EXISTS
                raise ValidationError({"name": text % said})
            if other.slug == word and not self.slug:
                # The other was renamed since. taggit would add a number to the slug, for ever.
                raise ValidationError({"slug": SLUG_IS_TAKEN % said})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new theme is the last, until the staff move it."""
        if self._state.adding and not self.sort_order:
            last = Theme.objects.aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = (last or 0) + 1
        super().save(*args, **kwargs)


class ContentChangeQuerySet(models.QuerySet):
    def generation(self) -> str:
        """A value that is another after each change; empty where no change would be noted."""
        found = self.aggregate(rows=models.Count("pk"), total=models.Sum("value"))
        return "{rows}:{total}".format(**found) if found["rows"] else ""

    def note(self) -> None:
        """A change that no trigger sees; forgets those before."""
        self.all().delete()
        self.create(pk=0, value=secrets.randbits(60))


class ContentChange(models.Model):
    """That something changed which may be published: written by triggers of the database alone.

    On SQLite one row that changes; on PostgreSQL one more for each transaction.
    """

    id = models.BigIntegerField(primary_key=True)
    value = models.BigIntegerField()

    objects = ContentChangeQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("changement du contenu")
        verbose_name_plural = _("changements du contenu")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.pk)
