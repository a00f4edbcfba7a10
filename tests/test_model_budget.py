"""The hard cap: never exceeded, and never in the way of what still fits."""

import asyncio
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.model.budget import Budget

CALL = st.tuples(st.integers(0, 30), st.integers(0, 100), st.integers(0, 3))  # reserved, share of it used, steps taken


async def spend(budget, reserved, share, steps, seen):
    is_allowed = await budget.reserve(Decimal(reserved))
    if is_allowed:
        for _ in range(steps):
            seen.append(budget.spent + budget._reserved)
            await asyncio.sleep(0)
        await budget.settle(Decimal(reserved), Decimal(reserved) * share / 100)
    seen.append(budget.spent)
    return is_allowed


@given(cap=st.integers(0, 100), calls=st.lists(CALL, max_size=30))
def test_what_is_spent_and_set_aside_never_exceeds_the_cap(cap, calls):
    async def run():
        budget, seen = Budget(Decimal(cap)), []
        allowed = await asyncio.wait_for(asyncio.gather(*[spend(budget, *call, seen) for call in calls]), 30)
        return budget, seen, allowed

    budget, seen, allowed = asyncio.run(run())
    made = [(reserved, share) for (reserved, share, _), is_allowed in zip(calls, allowed, strict=True) if is_allowed]
    assert max(seen, default=0) <= cap
    assert budget.spent == sum(Decimal(reserved) * share / 100 for reserved, share in made)
    assert (budget._reserved, budget.is_over) == (0, not all(allowed))


@pytest.mark.parametrize(("used", "is_allowed"), [(Decimal(1), True), (Decimal(5), False)], ids=["less", "all of it"])
def test_a_call_that_does_not_fit_waits_for_those_under_way(used, is_allowed):
    async def run():
        budget = Budget(Decimal(8))
        assert await budget.reserve(Decimal(5))
        waiting = asyncio.create_task(budget.reserve(Decimal(5)))
        await asyncio.sleep(0)
        assert not waiting.done()
        await budget.settle(Decimal(5), used)
        return await waiting

    assert asyncio.run(run()) is is_allowed


def test_nothing_is_allowed_once_something_was_refused():
    async def run():
        budget = Budget(Decimal(8))
        return [await budget.reserve(Decimal(amount)) for amount in (9, 1)]

    assert asyncio.run(run()) == [False, False]


def test_without_a_cap_everything_fits():
    assert asyncio.run(Budget(None).reserve(Decimal(10**9)))
