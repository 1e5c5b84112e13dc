"""The model of the site under visits says what the theory of queues says, and keeps pages."""

import pytest

from tests.tools.load_model import SHAPE, Costs, Demand, at_peak, processes_needed, simulate

COST = 0.005


@pytest.mark.parametrize("busy", [0.3, 0.6])
def test_one_process_that_keeps_nothing_is_a_queue_of_the_textbook(busy):
    demand = Demand(
        busy / COST, share_never_kept=1, robots_a_second=0, seconds_between_publications=4_000
    )
    outcome = simulate(demand, Costs(1e-9, COST, COST), processes=1)
    # M/M/1: what is waited for is spread exponentially, with this mean.
    mean = COST / (1 - busy)
    assert sum(outcome.waits) / len(outcome.waits) == pytest.approx(mean, rel=0.1)
    assert outcome.p50 == pytest.approx(0.693 * mean, rel=0.1)
    assert outcome.p99 == pytest.approx(4.605 * mean, rel=0.15)
    assert outcome.cores_of_processes == pytest.approx(busy, rel=0.05)


def test_each_process_makes_a_page_once_between_two_publications():
    demand = Demand(50, pages=10, share_never_kept=0, robots_a_second=0)
    outcome = simulate(demand, Costs(1e-4, 1e-4, COST), processes=3)
    assert outcome.made == 3 * demand.pages
    assert outcome.by_nginx > 0


def test_what_does_not_fit_is_made_again():
    demand = Demand(50, pages=100, share_never_kept=0, robots_a_second=0)
    costs = Costs(1e-4, 1e-4, COST)
    assert simulate(demand, costs, processes=1).made == demand.pages
    assert simulate(demand, costs, processes=1, most_kept=50).made > demand.pages


def test_the_fewest_processes_that_answer_in_time():
    demand = Demand(900, share_never_kept=1, robots_a_second=0, seconds_between_publications=60)
    costs = Costs(1e-5, COST, COST)
    processes, outcome = processes_needed(demand, costs, p99=1)
    assert outcome.p99 <= 1 < simulate(demand, costs, processes - 1).p99


def test_the_peak_is_the_hour_of_the_most_visits():
    assert at_peak(3600 * sum(SHAPE) / max(SHAPE), pages_a_visit=2) == pytest.approx(2)
