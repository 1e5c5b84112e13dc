"""Five people publish at once: none is refused, nothing is lost."""

import pytest

from tests.deploy.editing import five_editors
from tests.deploy.server import running_server
from tests.profile import IS_THOROUGH

pytestmark = [pytest.mark.nginx]

# `make count-locked` gives them a minute.
SECONDS = 20 if IS_THOROUGH else 8


def test_five_editors_at_once_wait_for_each_other_and_all_publish(tmp_path):
    with running_server(tmp_path, nodes=2) as server:
        edited = five_editors(server, SECONDS)
    assert (edited.failures, edited.lost, edited.locked) == ([], [], 0)
    # The first of each is their page.
    assert min(edited.publications) > 1
