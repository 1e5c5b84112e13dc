"""Two people bring an event to its hour: review, comments, e-mail, schedule, expiry."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import TIMEOUT
from tests.browser.site import Account, ServedSite, served_site
from tests.browser.staff import SUCCESS, Staff
from tests.browser.test_staff_journey import ENDS_AT, STARTS_AT
from tests.tools.smtp_sink import Sink, running_sink

pytestmark = pytest.mark.browser

TITLE = "Forum de l’eau à Fâches-Thumesnil"
# The address follows the title for as long as nobody knows it.
PATH = "/agenda/forum-de-leau-potable/"
TODAY = datetime.now(ZoneInfo("Europe/Paris"))
GOES_LIVE, EXPIRES = (TODAY + timedelta(days=days) for days in (2, 4))
# As the timer does, at another hour.
PUBLISH_AT = """
import time_machine
from datetime import datetime
from django.core.management import call_command
with time_machine.travel(datetime.fromisoformat({moment!r}), tick=True):
    call_command("publish_scheduled")
"""


@pytest.fixture(scope="module")
def sink() -> Iterator[Sink]:
    with running_sink() as sink:
        yield sink


@pytest.fixture(scope="module")
def posting_site(sink: Sink) -> Iterator[ServedSite]:
    """A site that has a mail server, which the others have not."""
    with served_site(EMAIL_URL=f"smtp://127.0.0.1:{sink.port}") as site:
        yield site


class Colleague(Staff):
    """A member of the staff who reads the mail."""

    def __init__(self, page: Page, account: Account, sink: Sink) -> None:
        super().__init__(page, account)
        self._address, self._sink, self._read = f"{account.username}@example.org", sink, 0

    def new_mail(self) -> EmailMessage:
        """The only message since the last."""
        letters = self._sink.to(self._address)
        assert len(letters) == self._read + 1, [letter["subject"] for letter in letters]
        self._read += 1
        return letters[-1]

    def follow(self, letter: EmailMessage, what: str) -> None:
        """Open the link that comes after these words."""
        link = re.search(rf"{what}[^\n]*\n(http\S+)", letter.get_content().replace("\r", ""))[1]
        self.page.goto(link)

    def open_panel(self, name: str) -> None:
        self.page.get_by_role("button", name=f"Afficher/masquer {name}").click()

    def rename(self, title: str, slug: str) -> None:
        field = self.page.locator("[name=title]")
        field.fill(title)
        # Wagtail follows keys, or the end of the change, a moment later.
        field.press("Tab")
        expect(self.page.locator("[name=slug]")).to_have_value(slug)

    def comment_on_title(self, text: str) -> None:
        self.open_panel("les commentaires")
        title = self.page.locator("[data-contentpath=title]")
        title.get_by_role("button", name="Ajouter un commentaire").click()
        box = self.page.locator(".comment--mode-creating textarea")
        box.fill(text)
        self.page.locator(".comment--mode-creating .comment__button--primary").click()

    def schedule(self, goes_live: datetime, expires: datetime) -> None:
        self.open_panel("le statut")
        self.page.get_by_role("button", name="Programmer").click()
        for name, moment in (("go_live_at", goes_live), ("expire_at", expires)):
            field = self.page.locator(f"[name={name}]")
            field.fill(f"{moment:%d/%m/%Y %H:%M}")
            field.press("Tab")
        # By the keyboard: Wagtail's calendar lies over the button until its field is left.
        self.page.get_by_role("button", name="Enregistrer la programmation").press("Enter")
        expect(self.page.locator(SUCCESS)).to_be_visible()


@pytest.fixture
def colleague(chromium: Browser, posting_site: ServedSite, sink: Sink):
    contexts = []

    def log_in(account: Account) -> Colleague:
        context = chromium.new_context(
            base_url=posting_site.url,
            locale="fr-FR",
            reduced_motion="reduce",
            viewport={"width": 1280, "height": 900},
        )
        context.set_default_timeout(TIMEOUT)
        contexts.append(context)
        return Colleague(context.new_page(), account, sink)

    yield log_in
    for context in contexts:
        context.close()


def subject(letter: EmailMessage) -> str:
    return letter["subject"].strip()


def test_an_event_goes_through_its_review_to_its_hour(colleague, posting_site: ServedSite) -> None:
    writer = colleague(posting_site.writer)
    reviewer = colleague(posting_site.publisher)

    # A draft, submitted: the reviewer has a message whose links work.
    writer.begin_event(TITLE, STARTS_AT, ENDS_AT)
    writer.page.get_by_role("checkbox", name="eau et assainissement").check()
    writer.act("Enregistrer le brouillon")
    writer.schedule(GOES_LIVE, EXPIRES)
    writer.act("Soumettre à la relecture")
    letter = reviewer.new_mail()
    assert subject(letter) == f"À relire : « {TITLE} »"
    reviewer.follow(letter, "La lire")
    expect(reviewer.page.get_by_role("heading", level=1)).to_have_text(TITLE)
    reviewer.follow(letter, "La modifier")

    # A comment, and changes asked for: the writer has a message for each.
    reviewer.comment_on_title("Écrire « Forum de l’eau potable » ?")
    reviewer.act("Enregistrer le brouillon")
    comment = writer.new_mail()
    assert subject(comment) == f"Commentaires sur « {TITLE} »"
    assert "Écrire « Forum de l’eau potable » ?" in comment.get_content()
    reviewer.actions_offered()
    reviewer.page.get_by_role("button", name="Demander des modifications").click()
    dialog = reviewer.page.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Le titre, s’il te plaît.")
    dialog.get_by_role("button", name="Demander des modifications").click()
    expect(dialog).to_be_hidden()
    asked = writer.new_mail()
    assert subject(asked) == f"À reprendre : « {TITLE} »"
    assert "Le titre, s’il te plaît." in asked.get_content()

    # The writer changes it and submits it again; the reviewer sees what changed, in French.
    writer.follow(asked, "Modifier la page")
    writer.rename("Forum de l’eau potable", "forum-de-leau-potable")
    writer.act("Resoumettre à la relecture")
    again = reviewer.new_mail()
    assert subject(again) == "À relire : « Forum de l’eau potable »"
    reviewer.follow(again, "La modifier")
    reviewer.page.goto(f"{reviewer.page.url}../revisions/compare/earliest...latest/")
    main = reviewer.page.get_by_role("main")
    expect(main.locator(".comparison .addition").first).to_contain_text("potable")

    # Approved: it waits for its hour, and visitors see nothing.
    reviewer.follow(again, "La modifier")
    reviewer.actions_offered()
    reviewer.page.get_by_role("button", name="Approuver et", exact=False).first.click()
    expect(reviewer.page.locator(SUCCESS)).to_be_visible()
    approved = writer.new_mail()
    assert subject(approved) == "Approuvé : « Forum de l’eau potable »"
    assert f"à {GOES_LIVE:%Hh%M}." in approved.get_content()
    assert [writer.errors, reviewer.errors] == [[], []]

    # Its hours come.
    seen = [visible(posting_site)]
    for moment in (GOES_LIVE, EXPIRES):
        later = (moment + timedelta(minutes=1)).isoformat()
        posting_site.shell(PUBLISH_AT.format(moment=later))
        seen.append(visible(posting_site))
    assert seen == [False, True, False]


def visible(site: ServedSite) -> bool:
    """Whether a visitor meets it, in the agenda and at its address: never in one alone."""
    status, _ = site.get(PATH)
    _, agenda = site.get("/agenda/")
    assert (status == 200) == (PATH in agenda)
    return status == 200


def test_the_server_publishes_on_time_by_itself(posting_site: ServedSite) -> None:
    """`make run` alone: a page whose hour has come is there within a minute or so."""
    posting_site.shell("""
from datetime import timedelta
from django.utils import timezone
from home.models import ContentPage, HomePage
page = ContentPage(title="À l’heure", slug="a-lheure", live=False)
HomePage.objects.get().add_child(instance=page)
page.go_live_at = timezone.now() + timedelta(seconds=1)
page.save_revision().publish()
""")
    assert posting_site.get("/a-lheure/")[0] == 404
    posting_site.wait_for("/a-lheure/", seconds=120)
