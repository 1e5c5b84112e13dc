"""Every address of the admin, as its URL resolver knows them, and how to write each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLResolver, get_resolver, reverse
from wagtail.documents.models import Document

from events.models import EventPage
from site_lianes.images.models import CustomImage
from tests.permissions.world import World

ADMIN = "admin/"
# What answers where there is no screen, and Wagtail's page that fails on purpose.
NO_SCREEN = {"", "wagtailadmin_error_test"}

Values = dict[str, Callable[[World], Any]]

# What stands for a parameter, wherever it is.
PARAMETERS: Values = {
    "page_id": lambda world: world.draft.pk,
    "page_to_move_id": lambda world: world.draft.pk,
    "parent_page_id": lambda world: world.agenda.pk,
    "destination_id": lambda world: world.agenda.pk,
    "page_pk": lambda world: world.agenda.pk,
    "revision_id": lambda world: world.first_revision.pk,
    "content_type_app_name": lambda _: "events",
    "content_type_model_name": lambda _: "eventpage",
    "image_id": lambda world: world.image.pk,
    "filter_spec": lambda _: "width-100",
    "document_id": lambda world: world.document.pk,
    "doc_id": lambda world: world.document.pk,
    "redirect_id": lambda world: world.redirect.pk,
    "query_id": lambda world: world.promoted.pk,
    "collection_id": lambda world: world.collection.pk,
    "workflow_pk": lambda world: world.workflow.pk,
    "task_id": lambda world: world.task.pk,
    "session_id": lambda world: world.session.pk,
    "uidb64": lambda _: "MQ",
    "token": lambda _: "set-password",
}
OF_EVENT: Values = {"app_label": lambda _: "events", "model_name": lambda _: "eventpage"}
OF_NETWORK: Values = {"app_name": lambda _: "home", "model_name": lambda _: "networksettings"}
OF_SUBMITTED: Values = {
    "page_id": lambda world: world.submitted.pk,
    "action_name": lambda _: "approve",
    "task_state_id": lambda world: world.task_state.pk,
}
# What stands for it in an address, or in all those whose name begins so.
NAMES: dict[str, Values] = {
    "wagtailadmin_pages:choose_parent": OF_EVENT,
    "wagtailadmin_pages:convert_alias": {"page_id": lambda world: world.alias.pk},
    "wagtailadmin_pages:unpublish": {"page_id": lambda world: world.event.pk},
    "wagtailadmin_pages:workflow_action": OF_SUBMITTED,
    "wagtailadmin_pages:collect_workflow_action_data": OF_SUBMITTED,
    "wagtailadmin_pages:confirm_workflow_cancellation": OF_SUBMITTED,
    "wagtailadmin_pages:workflow_preview": OF_SUBMITTED,
    "wagtailadmin_pages:workflow_history_detail": {
        "page_id": lambda world: world.submitted.pk,
        "workflow_state_id": lambda world: world.submitted.current_workflow_state.pk,
    },
    "wagtailadmin_pages:revisions_unschedule": {
        "page_id": lambda world: world.scheduled.pk,
        "revision_id": lambda world: world.scheduled.latest_revision.pk,
    },
    "wagtailadmin_api:pages:action": {"action_name": lambda _: "publish"},
    "wagtailadmin_api:pages:": {"pk": lambda world: world.draft.pk},
    "wagtailadmin_api:documents:": {"pk": lambda world: world.document.pk},
    "wagtailadmin_api:images:": {"pk": lambda world: world.image.pk},
    "wagtailadmin_tag_model_autocomplete": {
        "app_name": lambda _: "core",
        "model_name": lambda _: "theme",
    },
    "wagtailadmin_collections:": {"pk": lambda world: world.collection.pk},
    "wagtailadmin_workflows:add_task": {
        "app_label": lambda _: "wagtailcore",
        "model_name": lambda _: "groupapprovaltask",
    },
    "wagtailadmin_workflows:edit_task": {"pk": lambda world: world.task.pk},
    "wagtailadmin_workflows:disable_task": {"pk": lambda world: world.task.pk},
    "wagtailadmin_workflows:enable_task": {"pk": lambda world: world.task.pk},
    "wagtailadmin_workflows:": {"pk": lambda world: world.workflow.pk},
    "wagtailadmin_editing_sessions:": OF_EVENT | {"object_id": lambda world: world.draft.pk},
    "wagtail_bulk_action": {
        "app_label": lambda _: "wagtailcore",
        "model_name": lambda _: "page",
        "action": lambda _: "publish",
    },
    "wagtailsettings:": OF_NETWORK | {"pk": lambda world: world.site.pk},
    "wagtaildocs:create_multiple": {"uploaded_file_id": lambda world: world.upload_of(Document).pk},
    "wagtaildocs:delete_upload": {"uploaded_file_id": lambda world: world.upload_of(Document).pk},
    "wagtailimages:create_multiple": {
        "uploaded_file_id": lambda world: world.upload_of(CustomImage).pk
    },
    "wagtailimages:delete_upload": {
        "uploaded_file_id": lambda world: world.upload_of(CustomImage).pk
    },
    "wagtaildocs_chooser:": {"pk": lambda world: world.document.pk},
    "wagtailimages_chooser:": {"pk": lambda world: world.image.pk},
    "wagtailsites:": {"pk": lambda world: world.site.pk},
    "wagtailusers_users:": {"pk": lambda world: world.colleague.pk},
    "wagtailusers_groups:": {"pk": lambda world: world.colleague.groups.get().pk},
    "guide_image": {"name": lambda _: "accueil.webp"},
    "guide": {"name": lambda _: "redaction"},
    "import_preview": {"pk": lambda world: world.import_run.pk},
    "import_": {"pk": lambda world: world.confirmed_run.pk},
    "repeat_event": {"pk": lambda world: world.event.pk},
    "change_meetings_after": {"pk": lambda world: world.event.pk},
    "event_remarks": {"pk": lambda world: world.draft.pk},
    "verify_page": {"pk": lambda world: world.text_page.pk},
}
# What an address asks for besides, without which it answers nobody.
ASKED: Values = {
    "wagtail_bulk_action": lambda world: f"id={world.draft.pk}",
    "copy_last_meeting": lambda world: f"group={world.group.agenda_slug}",
    # Who is signed in already goes on to what was asked for.
    "wagtailadmin_login": lambda _: "next=/admin/account/",
    "wagtailadmin_api:pages:find": lambda world: f"html_path={world.event.url}",
    "wagtailadmin_api:documents:find": lambda world: f"id={world.document.pk}",
    "wagtailadmin_api:images:find": lambda world: f"id={world.image.pk}",
    "wagtailadmin_block_preview": lambda _: f"id={PARAGRAPH.definition_prefix}",
}
PARAGRAPH = EventPage.body.field.stream_block.child_blocks["paragraph"]
SNIPPETS = re.compile(r"wagtailsnippet(?:s|choosers)_(\w+):")
MERGES = re.compile(r"wagtailsnippets_(\w+):merge")
MERGED = re.compile(r"wagtailsnippets_(\w+):separate")
COMPARED = ("earliest", "latest")


@dataclass(frozen=True)
class Address:
    """One pattern of the resolver: two patterns may have one name."""

    name: str
    pattern: str
    parameters: tuple[str, ...]

    def path(self, world: World) -> str:
        """With what `world` has in the place of the parameters."""
        if self.name == "wagtailadmin_pages:revisions_compare":
            return reverse(self.name, args=[world.draft.pk, *COMPARED])
        values = {each: self._value(each)(world) for each in self.parameters}
        return reverse(self.name, kwargs=values)

    def asked_path(self, world: World) -> str:
        """With what it asks for."""
        asked = ASKED.get(self.name)
        if found := MERGES.fullmatch(self.name):
            return f"{self.path(world)}?id={world.snippets[found[1]].pk}"
        return f"{self.path(world)}?{asked(world)}" if asked else self.path(world)

    def _value(self, parameter: str) -> Callable[[World], Any]:
        for beginning, values in NAMES.items():
            if self.name.startswith(beginning) and parameter in values:
                return values[parameter]
        if found := MERGED.fullmatch(self.name):
            return lambda world: world.merged_into(found[1]).pk
        if parameter == "pk" and (found := SNIPPETS.match(self.name)):
            return lambda world: world.snippets[found[1]].pk
        if parameter in PARAMETERS:
            return PARAMETERS[parameter]
        raise LookupError(
            f"What stands for <{parameter}> in {self.name} ({self.pattern})? "
            "Say so in NAMES of tests/permissions/addresses.py."
        )


def admin_addresses() -> list[Address]:
    return [each for each in _walk(get_resolver(), "", ()) if each.name not in NO_SCREEN]


def _walk(resolver: URLResolver, prefix: str, names: tuple[str, ...]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        pattern = f"{prefix}{each.pattern}"
        if isinstance(each, URLResolver):
            yield from _walk(each, pattern, (*names, *filter(None, [each.namespace])))
        elif pattern.startswith(ADMIN):
            name = ":".join((*names, each.name)) if each.name else ""
            yield Address(name, pattern, tuple(re.findall(r"<(?:\w+:)?(\w+)>", pattern)))
