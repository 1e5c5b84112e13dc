"""A merge as the staff do it: the screen, then what it says is confirmed."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from site_lianes.core.merging import Mergeable


def merge_address(*words: Mergeable) -> str:
    name = type(words[0]).snippet_viewset.get_url_name("merge")
    return f"{reverse(name)}?{urlencode({'id': [word.pk for word in words]}, doseq=True)}"


def edit_address(word: Mergeable) -> str:
    return reverse(type(word).snippet_viewset.get_url_name("edit"), args=[word.pk])


def foresee(client, kept: Mergeable, *merged: Mergeable, **whose: Mergeable) -> Any:
    """The screen once it is chosen which stays, and for each field whose value it keeps."""
    chosen = {"kept": kept.pk, "proposed_for": kept.pk}
    chosen |= {name: word.pk for name, word in whose.items()}
    return client.post(merge_address(kept, *merged), chosen)


def merge(client, kept: Mergeable, *merged: Mergeable, **whose: Mergeable) -> None:
    said = foresee(client, kept, *merged, **whose).context
    settled = said["form"].data | {"announced": said["announced"], "merge": "1"}
    response = client.post(merge_address(kept, *merged), settled)
    assert (response.status_code, response["Location"]) == (302, edit_address(kept))
    for word in (kept, *merged):
        word.refresh_from_db()
