"""The agenda as a table for spreadsheets, which the import reads back: see docs/api.md."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from events import dates
from events.choices import Kind, Mode, Status
from events.csv_words import COLUMNS, DELIMITER, guarded, joined, labels_of, words_of
from events.published import Feed, PublishedEvent, PublishedPlace
from site_lianes.core.printable import printable

NOWHERE = PublishedPlace("", "", "", "")


def table(feed: Feed) -> bytes:
    """In UTF-8 with its mark, without which spreadsheets spoil the accents."""
    feed = printable(feed)
    out = StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter=DELIMITER, lineterminator="\r\n")
    writer.writeheader()
    for event in feed.events:
        cells = _always(event, feed.url_of(event)) | ({} if event.is_withdrawn else _told(event))
        writer.writerow({column: guarded(str(cell)) for column, cell in cells.items()})
    return out.getvalue().encode("utf-8-sig")


def _always(event: PublishedEvent, url: str) -> dict[str, Any]:
    """Also of what was withdrawn: that it does not take place."""
    status = Status.CANCELLED if event.is_withdrawn else event.status
    return {
        "uid": event.uid,
        "titre": event.title,
        "debut": _moment(event.starts_at, all_day=event.all_day),
        "fin": _moment(event.ends_at, all_day=event.all_day) if event.ends_at else "",
        "statut": words_of(Status)[status],
        "page": url,
        "publie_le": dates.rfc_3339(event.published_at),
        "modifie_le": dates.rfc_3339(event.changed_at),
        "sequence": event.sequence,
    }


def _told(event: PublishedEvent) -> dict[str, Any]:
    place = event.place or NOWHERE
    return {
        "participation": words_of(Mode)[event.mode],
        "lieu": place.name,
        "adresse": place.street,
        "code_postal": place.postal_code,
        "commune": place.town,
        "lien_en_ligne": event.online_link,
        "type": labels_of(Kind).get(event.kind, ""),
        "themes": joined(event.themes),
        "pays": joined(event.countries),
        "organisateurs": joined(event.organisers),
        "groupe": event.group,
        "resume": event.summary,
        "description": event.text,
        "tarif": event.price,
        "inscription": event.registration_link,
    }


def _moment(moment: datetime, *, all_day: bool) -> str:
    """ "2026-10-17 18:00" on the clocks of Paris; an hour's second coming tells its offset."""
    local = moment.astimezone(UTC).astimezone(dates.PARIS)
    if all_day:
        return local.date().isoformat()
    shown = local if local.fold else local.replace(tzinfo=None)
    return shown.isoformat(" ", "minutes")
