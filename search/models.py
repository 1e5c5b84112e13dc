"""What the index keeps (`search.index` writes it), and what the staff makes and reads."""

from datetime import date, timedelta
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search import expressions
from search.fields import TokensField
from site_lianes.core.models import Theme
from site_lianes.core.typography import french

KEPT_DAYS = 365


class Entry(models.Model):
    """One object that can be found. Narrow: a common word reads a row of each that has it."""

    # That of the root model (`Page` for every page): its keys are unique among all its kinds.
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    kind = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    # Until when it is of the day: the end of an event. None for what has no date.
    date = models.DateTimeField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    themes = models.ManyToManyField(Theme, related_name="+")

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="search_entry_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"


class EntryText(models.Model):
    """What an entry is found by, and what is shown of it."""

    entry = models.OneToOneField(
        Entry, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    title = models.TextField()
    text = models.TextField()
    when = models.TextField(default="")
    where = models.TextField(default="")
    # In their order, between spaces, for phrases; `|` parts the fields.
    words = models.TextField()
    tokens = TokensField()

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return self.title


class Word(models.Model):
    """A word of the site, folded, and in how many entries it is. The empty word is in all."""

    word = models.CharField(max_length=40, primary_key=True)
    term = models.CharField(max_length=40)
    entries = models.IntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        indexes = [models.Index(fields=["term"], name="search_word_term")]

    def __str__(self) -> str:
        return self.word


class Synonyms(models.Model):
    """Expressions that mean the same: who looks for one finds the others."""

    expressions = models.TextField(
        _("expressions"),
        help_text=_("Une par ligne. Qui cherche l’une trouve aussi les autres."),
    )

    class Meta:
        verbose_name = _("liste de synonymes")
        verbose_name_plural = _("listes de synonymes")

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        return expressions.lines_of(self.expressions)

    def clean(self) -> None:
        if faults := expressions.faults(self.expressions):
            raise ValidationError({"expressions": list(map(french, faults))})


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


class AskedWordsQuerySet(models.QuerySet):
    def forget_old(self) -> None:
        """What was looked for more than twelve months ago is kept no longer."""
        self.filter(day__lt=days_ago(KEPT_DAYS)).delete()

    def summed(self) -> Self:
        """A row for each query: its last words, how often, when last, and what it found then."""
        last = AskedWords.objects.filter(key=models.OuterRef("key")).order_by("-day")
        return self.values("key").annotate(
            last_words=models.Subquery(last.values("words")[:1]),
            asked=models.Sum("times"),
            last_day=models.Max("day"),
            last_found=models.Subquery(last.values("found")[:1]),
        )


class AskedWords(models.Model):
    """How many times a query was made on a day, by whomever: nothing tells who, or at what time.

    `search.asked` writes it.
    """

    # Without accents: those who type them and those who do not ask the same.
    key = models.CharField(max_length=80)
    day = models.DateField(db_index=True)
    words = models.CharField(_("mots cherchés"), max_length=80)
    times = models.PositiveIntegerField(_("fois"))
    found = models.PositiveIntegerField(_("résultats"))

    objects = AskedWordsQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("recherche des visiteurs")
        verbose_name_plural = _("recherches des visiteurs")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["key", "day"], name="search_asked_once_a_day")
        ]

    def __str__(self) -> str:
        return self.words
