import pytest

from tests.events.subscriber import Subscriber


@pytest.fixture
def subscriber(client) -> Subscriber:
    return Subscriber(client)
