"""One request, from what is asked to what is answered: the archive first, then the endpoint within every limit."""

import asyncio
import time
from dataclasses import replace

from pydantic import BaseModel, ValidationError

from extractor.model.accounts import CANCELLED, Accounts, Asked, Ended, cut_short, ended
from extractor.model.archive import Archive, Source
from extractor.model.asked import Answered, Failed, Failure, Reply, Request
from extractor.model.client import Client
from extractor.model.endpoint import Endpoint
from extractor.model.envelope import Envelope, opened
from extractor.model.estimate import BYTES_PER_TOKEN
from extractor.model.faults import FaultError
from extractor.model.limits import Limits
from extractor.model.nearest import miss
from extractor.model.retry import Patience, persistently
from extractor.model.settling import NotTakenError, Settling
from extractor.model.shapes import Body, Mode, Shapes

_GONE = frozenset({Failure.UNREACHABLE, Failure.SERVER_ERROR, Failure.TIMED_OUT})
_FOR_GOOD = frozenset({Failure.UNAUTHORISED, Failure.NO_QUOTA})


class Asking:
    """Everything that answers requests of one session: to be used inside its event loop only.

    Without a `client` it replays: what is not in the archive is an error. A key or an account that stops being good
    stops the asking for good; an endpoint that is gone is tried once a request, until it is back.
    """

    def __init__(
        self,
        *,
        endpoint: Endpoint,
        source: Source,
        archive: Archive,
        client: Client | None,
        accounts: Accounts,
        patience: Patience,
    ) -> None:
        self._endpoint, self._source, self._archive, self._client = endpoint, source, archive, client
        self._accounts, self._patience = accounts, patience
        self._shapes = Shapes(endpoint, source.model)
        self._limits = Limits(endpoint)
        known = Mode(endpoint.mode) if endpoint.mode else archive.mode(source)
        self._modes = Settling(known, lambda mode: archive.remember(source, mode))
        self._under_way: dict[str, asyncio.Event] = {}
        self._is_gone = False
        self._ended: Failed | None = None

    @property
    def mode(self) -> Mode:
        """Return the mode in use."""
        return self._modes.mode

    async def ask(self, request: Request) -> Reply:
        """Return the reply to a request."""
        return await self._modes.ask(lambda mode: self._in_mode(request, mode))

    async def trial(self, content: bytes, max_tokens: int) -> Envelope | Failed:
        """Send a body of the check's own, within the budget and entered in the ledger like any other.

        Raises `FaultError`, also where the budget does not allow it.
        """
        if self._client is None:
            return Failed(kind=Failure.NOT_ASKED)
        about = Request(
            prompt="check", system="", user="", answer=BaseModel, max_tokens=max_tokens, document="", part="check"
        )
        body = Body(shared="", own="", content=content, max_tokens=max_tokens)
        asked = Asked(request=about, mode=self.mode, body=body, key="")
        return await self._call(asked, self._client, self._endpoint.timeout_seconds, is_kept=False)

    async def _in_mode(self, request: Request, mode: Mode) -> Reply:
        body = self._shapes.body(request, mode)
        asked = Asked(request=request, mode=mode, body=body, key=self._source.key(body))
        if self._client is None:
            return self._replayed(asked)
        while (other := self._under_way.get(asked.key)) is not None:
            await other.wait()
        if (found := self._found(asked)) is not None:
            return found
        done = self._under_way[asked.key] = asyncio.Event()
        try:
            return await self._sent(asked, self._client)
        finally:
            del self._under_way[asked.key]
            done.set()

    def _found(self, asked: Asked) -> Reply | None:
        """Return the reply in the archive, read as if it came now; one that no longer holds is dropped."""
        raw = self._archive.reply(asked.key)
        if raw is None:
            return None
        reply = opened(raw, self._endpoint.strip)
        answer = self._read(asked, reply.content)
        if isinstance(answer, Failed) and self._client is not None:
            self._archive.drop(asked.key, answer.kind)
            return None
        self._accounts.hit(asked, reply.used, is_entered=self._client is not None)
        return answer

    def _replayed(self, asked: Asked) -> Reply:
        """Return what was recorded, a failure too; raises `CallError` where nothing was."""
        if (found := self._found(asked)) is not None:
            return found
        outcome = self._archive.last_outcome(asked.key)
        if outcome in set(Failure):
            return Failed(kind=Failure(outcome), detail="recorded")
        raise miss(self._archive, self._source, asked)

    async def _sent(self, asked: Asked, client: Client) -> Reply:
        if self._ended is not None:
            return self._ended
        tokens = asked.most.tokens_in // BYTES_PER_TOKEN + asked.most.tokens_out
        calls = 0

        async def call(seconds: float) -> Envelope | Failed:
            nonlocal calls
            calls += 1
            if calls > 1:
                await self._limits.another(tokens)
            return await self._call(asked, client, seconds)

        async with self._limits.request(tokens):
            patience = replace(self._patience, attempts=1) if self._is_gone else self._patience
            try:
                content = await persistently(call, patience)
            except FaultError as fault:
                return self._given_up(fault, asked.mode)
        self._is_gone = False
        answer = self._read(asked, content)
        if isinstance(answer, Failed) and not isinstance(content, Failed):
            self._archive.drop(asked.key, answer.kind)
        return answer

    def _given_up(self, fault: FaultError, mode: Mode) -> Failed:
        if fault.is_about_mode and mode is not Mode.PROMPT and not self._endpoint.mode:
            raise NotTakenError
        if fault.kind in _FOR_GOOD:
            self._ended = fault.failed
        self._is_gone = fault.kind in _GONE
        return fault.failed

    async def _call(self, asked: Asked, client: Client, seconds: float, *, is_kept: bool = True) -> Envelope | Failed:
        """Make one HTTP call; its reply is committed, and its cost settled, before anybody reads the answer."""
        if self._ended is not None:
            raise FaultError(self._ended.kind, self._ended.detail)
        if not await self._accounts.reserve(asked):
            raise FaultError(Failure.OVER_BUDGET)
        began = time.perf_counter()
        content: Envelope | Failed | None = None
        end = Ended(outcome=CANCELLED, used=asked.most, seconds=0, is_unsure=True)
        try:
            raw = await client.complete(asked.body.content, seconds)
            reply = opened(raw, self._endpoint.strip)
            content = reply.content
            end = ended(reply, raw if is_kept else None, asked.most, time.perf_counter() - began)
        except FaultError as fault:
            end = cut_short(fault, asked.most, time.perf_counter() - began)
            raise
        finally:
            kept = await self._accounts.settle(asked, end)
        return content if kept is None else opened(kept, self._endpoint.strip).content

    def _read(self, asked: Asked, content: Envelope | Failed) -> Reply:
        """Return the answer in a reply, validated as strictly as its class is."""
        if isinstance(content, Failed):
            return content
        shape = self._shapes.shape(asked.request.answer, asked.mode)
        try:
            answer = shape.read(content, asked.request.answer)
        except ValidationError as error:
            fault = error.errors(include_url=False, include_input=False)[0]
            where = ".".join(map(str, fault["loc"]))
            return Failed(kind=Failure.MALFORMED, detail=f"{where}: {fault['msg']}" if where else fault["msg"])
        except (ValueError, AssertionError) as error:  # what instructor raises where there is nothing to validate
            return Failed(kind=Failure.MALFORMED, detail=" ".join(str(error).split())[:200])
        return Answered(answer=answer, key=asked.key)
