"""The hard cap on what is spent: an amount is reserved before each call and settled after it."""

import asyncio
from decimal import Decimal


class Budget:
    """Money of one run, none of it spent twice; without a `cap` it only counts."""

    def __init__(self, cap: Decimal | None) -> None:
        self._cap = cap
        self._spent = Decimal(0)
        self._reserved = Decimal(0)
        self._settled = asyncio.Condition()
        self._is_over = False

    @property
    def cap(self) -> Decimal | None:
        """Return the most that may be spent."""
        return self._cap

    @property
    def spent(self) -> Decimal:
        """Return what has been settled."""
        return self._spent

    @property
    def is_over(self) -> bool:
        """Return whether a call was not made because it might have cost more than was left; none is made after it."""
        return self._is_over

    async def reserve(self, amount: Decimal) -> bool:
        """Return whether so much may be spent; it is set aside until it is settled.

        Where it does not fit beside what others have reserved, it waits for them: most calls cost less than reserved.
        """
        if self._fits(amount) and not self._is_over:
            self._reserved += amount
            return True
        async with self._settled:
            await self._settled.wait_for(lambda: self._is_over or self._fits(amount) or not self._reserved)
            if self._is_over or not self._fits(amount):
                self._is_over = True
                self._settled.notify_all()
                return False
            self._reserved += amount
            return True

    async def settle(self, reserved: Decimal, cost: Decimal) -> None:
        """Give a reservation back and take what the call has cost instead."""
        self._reserved -= reserved
        self._spent += cost
        if self._cap is not None:
            async with self._settled:
                self._settled.notify_all()

    def _fits(self, amount: Decimal) -> bool:
        return self._cap is None or self._spent + self._reserved + amount <= self._cap
