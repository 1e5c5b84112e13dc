"""A process that publishes by the form of the admin is killed at any moment, again and again.

`killed_while_publishing` runs this module as a process inside a site that is served by nobody.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass, field
from itertools import count
from math import inf
from typing import Any

import django

from tests.browser.site import ROOT

# Several publications take about as long.
LONGEST_LIFE = 1.0


@dataclass
class Killed:
    """How often, how much was said to be published by then, and what was found halfway or lost."""

    kills: int = 0
    published: int = 0
    faults: list[str] = field(default_factory=list)


def killed_while_publishing(
    environment: dict[str, str], kills: int, seconds: float = inf
) -> Killed:
    """So many kills, or those that there is time for, in the site of an environment."""
    command = [sys.executable, "-m", "tests.deploy.kills", str(kills), str(seconds)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return Killed(**json.loads(done.stdout))


def main() -> None:
    # Here, as whoever imports the module has settings of its own.
    django.setup()
    from tests.deploy.whole import Publisher, half_states, lost  # noqa: PLC0415

    kills, seconds = int(sys.argv[1]), float(sys.argv[2])
    publisher, killed, started = Publisher(), Killed(), time.monotonic()
    # What a process does for the first time takes long.
    publisher.publish("apres-rien")
    while killed.kills < kills and time.monotonic() < started + seconds:
        slug = f"tuee-{killed.kills}"
        said = _said_until_killed(publisher, slug)
        killed.kills += 1
        killed.published += len(said)
        killed.faults += [*lost(slug, said), *half_states(slug)]
    killed.faults += half_states("")
    sys.stdout.write(json.dumps(asdict(killed)))


def _said_until_killed(publisher: Any, slug: str) -> list[int]:
    """The numbers of the publications that a process told of before it was killed."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    reads, writes = os.pipe()
    if not (process := os.fork()):
        for number in count(1):
            publisher.publish(slug, number)
            os.write(writes, f"{number}\n".encode())
    os.close(writes)
    time.sleep(random.uniform(0, LONGEST_LIFE))  # noqa: S311 - no secret
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    with os.fdopen(reads) as said:
        return [int(line) for line in said]


if __name__ == "__main__":
    main()
