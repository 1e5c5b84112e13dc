"""Several people who publish at once, by the form of the admin, through nginx."""

import time
from contextlib import ExitStack, closing
from dataclasses import dataclass

from tests.deploy.nodes import Server
from tests.deploy.people import Staff, Visitors
from tests.deploy.publishing import Meeting

DAYS = ["13/05/2031", "20/05/2031", "27/05/2031", "03/06/2031", "17/06/2031"]


@dataclass
class Edited:
    """What came of it: publications of each, what failed, and what was lost or said in the logs."""

    publications: list[int]
    failures: list[str]
    lost: list[str]
    locked: int
    longest: float


def five_editors(server: Server, seconds: float) -> Edited:
    """Each publishes a page of their own again and again."""
    with ExitStack() as stack:
        staff = [stack.enter_context(closing(Staff(server))) for _ in DAYS]
        meetings = [
            Meeting(each, f"reunion-{day[:5].replace('/', '-')}", day)
            for each, day in zip(staff, DAYS, strict=True)
        ]
        editors = Visitors(server, [])
        with editors.asking(0, *(meeting.publish for meeting in meetings)):
            time.sleep(seconds)
    time.sleep(1)
    pages = {meeting.title: server.get(f"/agenda/{meeting.slug}/").text for meeting in meetings}
    return Edited(
        publications=[meeting.number for meeting in meetings],
        failures=editors.failures,
        lost=[title for title, page in pages.items() if title not in page],
        locked=sum(node.log.read_text().count("is locked") for node in server.nodes),
        longest=editors.longest,
    )
