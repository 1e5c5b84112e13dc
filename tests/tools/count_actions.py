"""Count the actions of one event in our form and in a bare project's: `make count-actions`.

The same event, counted by the same rules (`tests.browser.actions`), by hand and by copy. In the
bare project names are looked for with their accents, since it finds them by no other way.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, expect

from tests.browser import event_tasks
from tests.browser.actions import Actions
from tests.browser.event_tasks import DAY, ENDS_AT, STARTS_AT, SUMMARY, THEMES, TITLE
from tests.browser.site import Account, ServedSite, free_port, served_site
from tests.browser.staff import Staff
from tests.tools.chromium import launched_chromium
from tests.tools.stock_project import start_stock_project

MODELS = Path(__file__).resolve().parents[1] / "data" / "stock_models.py.txt"
PLACES = ("Centre social « Les 5 Bonniers », Fâches-Thumesnil", "Salle Yser, Lille")
ORGANISERS = ("Lianes coopération", "Comité Tinkaré Mali")
# As ours says them, so that one scenario reads the labels of both.
SETTINGS = """
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
ALLOWED_HOSTS = ["127.0.0.1"]
# SQLite is locked when a draft is stored at the moment at which the page is published.
WAGTAIL_AUTOSAVE_INTERVAL = 0
"""
FILL = f"""
from datetime import timedelta
from django.contrib.auth import get_user_model
from django.utils import timezone
from home.models import Country, EventPage, GroupPage, HomePage, Organiser, Place, Theme
get_user_model().objects.create_superuser("admin", "admin@example.org", "admin")
for model, names in (
    (Place, {PLACES!r}), (Organiser, {ORGANISERS!r}), (Theme, {THEMES!r}), (Country, ("Mali",)),
):
    for name in names:
        model.objects.create(name=name)
home = HomePage.objects.get()
home.add_child(instance=GroupPage(title="Mali et ses amis"))
last = EventPage(title="Réunion", starts_at=timezone.now() - timedelta(days=9))
home.add_child(instance=last)
print(home.pk, last.pk)
"""


def main() -> None:
    with launched_chromium() as chromium:
        with served_site() as site:
            ours = counted(chromium, site.url, site.publisher, *our_tasks(site))
        with stock_site() as (url, home, last):
            tasks = (
                (f"/admin/pages/add/home/eventpage/{home}/", stock_by_hand),
                (f"/admin/pages/{last}/edit/", stock_by_copy),
            )
            stock = counted(chromium, url, Account("admin", "admin"), *tasks)
    for way, mine, bare in zip(("by hand", "by copy"), ours, stock, strict=True):
        print(f"{way}: {mine} actions; wagtail start: {bare}")  # noqa: T201 - what it is for


Task = tuple[str, Callable[[Page], int]]


def our_tasks(site: ServedSite) -> tuple[Task, Task]:
    agenda, last = site.shell(
        "from events.models import EventIndexPage, EventPage;"
        "last = EventPage.objects.filter(group__slug='groupe-pays-mali').past().first();"
        "print(EventIndexPage.objects.get().pk, last.pk)"
    ).split()
    return (
        (f"/admin/pages/add/events/eventpage/{agenda}/", event_tasks.by_hand),
        (f"/admin/pages/{last}/edit/", event_tasks.by_copy),
    )


def counted(chromium: Browser, url: str, account: Account, *tasks: Task) -> list[int]:
    context = chromium.new_context(
        base_url=url, locale="fr-FR", viewport={"width": 1280, "height": 900}
    )
    page = context.new_page()
    Staff(page, account)
    counts = []
    for address, task in tasks:
        page.goto(address)
        counts.append(task(page))
    context.close()
    return counts


def stock_by_hand(page: Page) -> int:
    do = Actions(page)
    do.write(page.locator("[name=title]"), TITLE)
    do.write(page.locator("[name=starts_at]"), STARTS_AT)
    do.write(page.locator("[name=ends_at]"), ENDS_AT)
    stock_choose(do, "Choisir place", "Fâches", PLACES[0])
    for name in ORGANISERS:
        do.click(page.get_by_role("button", name="Ajouter un(e) organisateur"))
        stock_choose(do, "Choisir organiser", name[:7], name)
    do.click(page.get_by_role("button", name="Choisissez une page"))
    do.click(page.get_by_role("dialog").get_by_role("link", name="Mali et ses amis"))
    for name in ("Mali", *THEMES):
        do.click(page.get_by_role("checkbox", name=name, exact=True))
    do.choose(page.locator("[name=kind]"), "Groupe pays")
    do.write(page.locator("[name=summary]"), SUMMARY)
    event_tasks.write_text(do)
    event_tasks.publish(do)
    return len(do)


def stock_choose(do: Actions, button: str, words: str, name: str) -> None:
    do.click(do.page.get_by_role("button", name=button).locator("visible=true").last)
    dialog = do.page.get_by_role("dialog")
    do.write(dialog.locator("#id_q"), words)
    do.click(dialog.get_by_role("link", name=name))
    expect(dialog).to_be_hidden()


def stock_by_copy(page: Page) -> int:
    """The copy has the address to be changed, and the date in its own form."""
    do = Actions(page)
    do.click(page.get_by_role("button", name="Actions", exact=True).first)
    do.click(page.get_by_role("link", name="Copier"))
    do.write(page.locator("[name=new_slug]"), f"reunion-{DAY:%Y-%m-%d}")
    do.click(page.locator("form").get_by_role("button", name="Copier"))
    # It goes back to the list: the copy is opened from there.
    do.click(page.get_by_role("link", name="Modifier").first)
    do.write(page.locator("[name=starts_at]"), STARTS_AT)
    do.write(page.locator("[name=ends_at]"), ENDS_AT)
    do.write(page.locator("[name=summary]"), SUMMARY)
    event_tasks.publish(do)
    return len(do)


@contextmanager
def stock_site() -> Iterator[tuple[str, int, int]]:
    with tempfile.TemporaryDirectory(prefix="lianes-stock-") as directory:
        project = start_stock_project(Path(directory))
        (project / "home" / "models.py").write_text(MODELS.read_text())
        (project / "stock" / "settings" / "local.py").write_text(SETTINGS)
        for command in (["makemigrations", "home"], ["migrate", "--verbosity=0"]):
            manage(project, *command)
        home, last = manage(project, "shell", "--verbosity=0", "-c", FILL).split()
        port = free_port()
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", str(port)],
            cwd=project,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}/admin/login/")
            yield f"http://127.0.0.1:{port}", int(home), int(last)
        finally:
            server.terminate()
            server.wait()


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"DJANGO_SETTINGS_MODULE": "stock.settings.dev"}


def manage(project: Path, *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def wait_for(url: str) -> None:
    for _ in range(300):
        try:
            urlopen(url)  # noqa: S310 - our own server
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("The bare project did not start.")


if __name__ == "__main__":
    main()
