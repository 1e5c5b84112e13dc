"""An agenda of several pages, for the tests that need one, and where to find its states."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.browser.site import ServedSite

GROUP = "groupe-pays-senegal"
LONG_WORD = "Anticonstitutionnellementinternationalisation"

_TODAY = datetime.now(ZoneInfo("Europe/Paris")).date()
# More events take place on this day than it shows in the month's table.
CROWDED_DAY = (_TODAY.replace(day=1) + timedelta(days=31)).replace(day=15)

MONTH = f"/agenda/?mois={CROWDED_DAY:%Y-%m}"
STATES = {
    "empty": "/agenda/?theme=dechets&territoire=oise",
    "one result": "/agenda/?theme=dechets",
    "many": "/agenda/",
    "filtered, second page": "/agenda/?theme=education&theme=sante&territoire=nord&page=2",
    "month": MONTH,
    "archive of a year": "/agenda/?periode=2024",
    "days": f"/agenda/?du={CROWDED_DAY}&au={CROWDED_DAY}",
    "group with pages": f"/groupes/{GROUP}/",
}


def crowd(site: ServedSite) -> None:
    """Some 45 events more than the demo has."""
    site.shell("from tests.browser.crowd import gather; gather()")
