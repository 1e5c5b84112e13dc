"""A model of the site under visits: nginx, and behind it processes that each make and keep pages.

Pure, and in its own time. Each process answers one request after the other, as Python does; nginx
gives them their requests in turn, and answers by itself what it was given in the same second. A
publication takes away all kept pages. What a request costs is measured elsewhere and given here.
"""

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from math import floor
from random import Random
from statistics import quantiles

# Of a day's visits, by the hour: nobody at night, a peak in the morning, another in the evening.
SHAPE = (1, 1, 0, 0, 0, 1, 2, 3, 5, 7, 8, 8, 6, 6, 7, 7, 6, 6, 5, 6, 7, 6, 4, 2)


@dataclass(frozen=True)
class Costs:
    """Seconds of CPU a request: of nginx, then of the process, for a page kept and a page made."""

    proxied: float
    kept: float
    made: float


@dataclass(frozen=True)
class Demand:
    """What is asked for at the hour of the most visits."""

    visitors_a_second: float
    # Of all pages, the n-th is asked for n times less often than the first.
    pages: int = 1_000
    # Searches and forms, which nobody keeps.
    share_never_kept: float = 0.03
    # Robots ask for any page, and no more of them when more people come.
    robots_a_second: float = 1
    seconds_between_publications: float = 600

    @property
    def a_second(self) -> float:
        return self.visitors_a_second + self.robots_a_second


def at_peak(visits_a_day: float, pages_a_visit: float = 5) -> float:
    """Requests a second, of people, at the hour of the most visits."""
    return visits_a_day * pages_a_visit * max(SHAPE) / sum(SHAPE) / 3600


@dataclass
class Process:
    """Of the application: when it is free, and the pages that it keeps."""

    most_kept: int
    free_at: float = 0.0
    worked: float = 0.0
    kept: OrderedDict[int, None] = field(default_factory=OrderedDict)

    def has(self, page: int) -> bool:
        if page not in self.kept:
            self.kept[page] = None
            if len(self.kept) > self.most_kept:
                self.kept.popitem(last=False)
            return False
        self.kept.move_to_end(page)
        return True

    def work(self, arrival: float, seconds: float) -> float:
        """When it has done what arrives."""
        self.worked += seconds
        self.free_at = max(arrival, self.free_at) + seconds
        return self.free_at


@dataclass(frozen=True)
class Outcome:
    seconds: float
    waits: list[float]
    by_nginx: int
    made: int
    cores_of_nginx: float
    cores_of_processes: float

    @property
    def a_second(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def p50(self) -> float:
        return quantiles(self.waits, n=100)[49]

    @property
    def p99(self) -> float:
        return quantiles(self.waits, n=100)[98]

    def share(self, number: int) -> float:
        return number / len(self.waits)


def simulate(
    demand: Demand, costs: Costs, processes: int, most_kept: int = 2_000, most: int = 1_000_000
) -> Outcome:
    """The time from one publication to the next, at the peak; at most so many requests of it.

    It begins with nothing kept.
    """
    random = Random(1)  # noqa: S311 - no secret: the same requests each time
    answering, nginx = [Process(most_kept) for _ in range(processes)], Process(0)
    given_at: dict[int, float] = {}
    waits, by_nginx, made, arrival = [], 0, 0, 0.0
    for number, (arrival, page) in enumerate(_requests(demand, random, most)):
        passed = nginx.work(arrival, random.expovariate(1 / costs.proxied))
        if page is not None and passed < floor(given := given_at.get(page, -1)) + 1:
            # Somebody asked in this second; if the answer is being made, this one waits for it too.
            by_nginx += 1
            waits.append(max(passed, given) - arrival)
            continue
        process = answering[number % processes]
        is_kept = page is not None and process.has(page)
        made += not is_kept
        cost = costs.kept if is_kept else costs.made
        done = process.work(passed, random.expovariate(1 / cost))
        if page is not None:
            given_at[page] = done
        waits.append(done - arrival)
    worked = sum(process.worked for process in answering)
    return Outcome(arrival, waits, by_nginx, made, nginx.worked / arrival, worked / arrival)


def processes_needed(
    demand: Demand, costs: Costs, p99: float, most_kept: int = 2_000
) -> tuple[int, Outcome]:
    """The fewest that answer 99 requests of 100 within `p99` seconds."""
    processes = 1
    while True:
        outcome = simulate(demand, costs, processes, most_kept)
        if outcome.p99 <= p99:
            return processes, outcome
        processes = max(processes + 1, int(outcome.cores_of_processes))


def _requests(demand: Demand, random: Random, most: int) -> Iterator[tuple[float, int | None]]:
    """Moments, in order, and pages; None for what nobody keeps."""
    popularity = list(accumulate(1 / rank for rank in range(1, demand.pages + 1)))
    share_of_robots = demand.robots_a_second / demand.a_second
    arrival, every_page = 0.0, range(demand.pages)
    for _ in range(most):
        arrival += random.expovariate(demand.a_second)
        if arrival > demand.seconds_between_publications:
            return
        if random.random() < share_of_robots:
            page = random.randrange(demand.pages)
        elif random.random() < demand.share_never_kept:
            page = None
        else:
            [page] = random.choices(every_page, cum_weights=popularity)
        yield arrival, page
