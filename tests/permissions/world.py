"""One of each thing that the admin has an address for, most of it made by somebody else."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.documents.models import Document
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Site,
    Task,
    TaskState,
    UploadedFile,
    Workflow,
)

from events.models import EventPage, EventSeries, GroupPage, ImportRun, SchoolHoliday
from home.models import ContentPage, NetworkSettings
from search.models import Synonyms
from site_lianes.users.models import User
from tests.factories import (
    CountryFactory,
    EventPageFactory,
    FunderFactory,
    GroupPageFactory,
    ImageFactory,
    OrganiserFactory,
    PlaceFactory,
    ThemeFactory,
    home_page,
    make_user,
)

VOCABULARY = {
    "core_theme": ThemeFactory,
    "events_country": CountryFactory,
    "events_organiser": OrganiserFactory,
    "events_place": PlaceFactory,
}
days = count(10)


def make_draft(colleague: User, **values: Any) -> EventPage:
    """A draft by a colleague, with an older revision to go back to."""
    # On a day of its own, with a theme: nothing to remark before it is published.
    starts_at = timezone.now() + timedelta(days=next(days))
    draft = EventPageFactory(
        live=False, owner=colleague, starts_at=starts_at, themes=[ThemeFactory()], **values
    )
    draft.save_revision(user=colleague)
    draft.save_revision(user=colleague)
    return draft


@dataclass
class World:
    """`user` is who looks, and comes last; all else is the colleague's, but for the imports."""

    user: User = field(init=False)
    colleague: User = field(init=False)

    def __post_init__(self) -> None:
        self.colleague = make_user("Publication", "colleague")
        self.event = EventPageFactory(
            owner=self.colleague, series=EventSeries.objects.create(name="Permanences")
        )
        self.event.save_revision(user=self.colleague).publish(user=self.colleague)
        self.event.refresh_from_db()
        self.agenda = self.event.get_parent().specific
        self.draft = make_draft(self.colleague)

    # -- Pages -----------------------------------------------------------------------------------

    @cached_property
    def first_revision(self) -> Revision:
        return self.draft.revisions.earliest("created_at")

    @cached_property
    def alias(self) -> Page:
        return self.event.create_alias(update_slug="le-meme")

    @cached_property
    def group(self) -> GroupPage:
        """One that has met."""
        group = GroupPageFactory(owner=self.colleague)
        EventPageFactory(group=group, owner=self.colleague)
        return group

    @cached_property
    def text_page(self) -> Page:
        """One of those that age."""
        page = ContentPage(title="Le réseau", slug="reseau", owner=self.colleague)
        return home_page().add_child(instance=page)

    @cached_property
    def submitted(self) -> EventPage:
        """Waits for a reviewer."""
        page = make_draft(self.colleague)
        Workflow.objects.get().start(page, self.colleague)
        return page

    @property
    def task_state(self) -> TaskState:
        return self.submitted.current_workflow_task_state

    @cached_property
    def scheduled(self) -> EventPage:
        page = EventPageFactory(
            live=False, owner=self.colleague, go_live_at=timezone.now() + timedelta(hours=1)
        )
        page.save_revision(user=self.colleague).publish(user=self.colleague)
        page.refresh_from_db()
        return page

    @cached_property
    def private(self) -> EventPage:
        """For the group « Publication » alone, on the site."""
        page = EventPageFactory(owner=self.colleague)
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
        restriction.groups.add(Group.objects.get(name="Publication"))
        return page

    # -- Files -----------------------------------------------------------------------------------

    @cached_property
    def image(self) -> Model:
        return ImageFactory(uploaded_by_user=self.colleague, collection=_root())

    @cached_property
    def own_image(self) -> Model:
        return ImageFactory(uploaded_by_user=self.user, collection=_root())

    def _make_document(self, **values: Any) -> Document:
        return Document.objects.create(
            title="Compte rendu", file=ContentFile(b"texte", "compte-rendu.pdf"), **values
        )

    @cached_property
    def document(self) -> Document:
        return self._make_document(uploaded_by_user=self.colleague)

    @cached_property
    def own_document(self) -> Document:
        return self._make_document(uploaded_by_user=self.user)

    @cached_property
    def collection(self) -> Collection:
        """For the group « Publication » alone, on the site."""
        collection = _root().add_child(name="Réservée")
        restriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type=CollectionViewRestriction.GROUPS
        )
        restriction.groups.add(Group.objects.get(name="Publication"))
        return collection

    @cached_property
    def private_document(self) -> Document:
        return self._make_document(uploaded_by_user=self.colleague, collection=self.collection)

    def upload_of(self, model: type[Model]) -> UploadedFile:
        return UploadedFile.objects.create(
            for_content_type=_content_type(model),
            file=ContentFile(b"reste", "reste.bin"),
            uploaded_by_user=self.user,
        )

    # -- The rest --------------------------------------------------------------------------------

    @cached_property
    def snippets(self) -> dict[str, Model]:
        return {
            **{name: factory() for name, factory in VOCABULARY.items()},
            "events_schoolholiday": SchoolHoliday.objects.create(
                name="Été", first_day=date(2031, 7, 5), last_day=date(2031, 9, 1)
            ),
            "partners_funder": FunderFactory(),
            "search_synonyms": Synonyms.objects.create(expressions="eau potable\neau à boire"),
        }

    def merged_into(self, name: str) -> Model:
        """What has its events no more, and leads to the snippet of this name."""
        return VOCABULARY[name](merged_into=self.snippets[name])

    @cached_property
    def redirect(self) -> Redirect:
        return Redirect.objects.create(old_path="/ancienne", redirect_link="/agenda/")

    @cached_property
    def promoted(self) -> Query:
        query = Query.get("forage")
        SearchPromotion.objects.create(query=query, page=self.event)
        return query

    @cached_property
    def site(self) -> Site:
        return home_page().get_site()

    @cached_property
    def network(self) -> NetworkSettings:
        return NetworkSettings.for_site(self.site)

    @cached_property
    def task(self) -> Task:
        return Task.objects.get()

    @cached_property
    def workflow(self) -> Workflow:
        return Workflow.objects.get()

    @cached_property
    def import_run(self) -> ImportRun:
        return ImportRun.objects.create(user=self.user, source="a.csv")

    @cached_property
    def confirmed_run(self) -> ImportRun:
        return ImportRun.objects.create(user=self.user, source="b.csv", confirmed_at=timezone.now())

    @cached_property
    def session(self) -> EditingSession:
        return EditingSession.objects.create(
            user=self.user,
            content_type=_content_type(EventPage),
            object_id=self.draft.pk,
            last_seen_at=timezone.now(),
        )


def _content_type(model: type[Model]) -> ContentType:
    return ContentType.objects.get_for_model(model)


def _root() -> Collection:
    return Collection.get_first_root_node()
