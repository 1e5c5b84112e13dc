"""The application is killed while it publishes: a publication is there whole, or not at all."""

from tests.browser.prepared import prepared_site
from tests.browser.site import environment_of, free_port, postgresql
from tests.deploy.kills import killed_while_publishing
from tests.profile import IS_THOROUGH

# `make count-half-states` kills two hundred times.
KILLS, SECONDS = (200, 45) if IS_THOROUGH else (15, 45)


def test_a_kill_leaves_a_publication_whole_or_undone(tmp_path):
    environment = environment_of(str(tmp_path), free_port())
    with prepared_site(environment, postgresql()) as own:
        killed = killed_while_publishing(environment | own, KILLS, SECONDS)
    assert killed.faults == []
    assert killed.kills > 1
    assert killed.published > 0
