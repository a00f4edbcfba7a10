"""Replies without an end: an endpoint that lies about what it sends takes no more memory than one that does not."""

import gzip
import json
import tracemalloc
import zlib

import pytest

from extractor.errors import CallError
from extractor.model import Answered, Failure
from extractor.model.archive import ledger
from extractor.model.bounded import MEGABYTE, MOST
from tests.endpoint import Reply, answer, serve
from tests.endpoint.asking import RIGHT, asked, one, opened

OK = answer(RIGHT)
PACKED = {"Content-Encoding": "gzip"}


def bomb(megabytes, content=b" "):
    """Return so much of nothing in a thousandth of its size, as gzip, its end cut off."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    first = packer.compress(content * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + (packer.compress(content * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)) * (megabytes - 1)


ENDLESS = {
    "a bomb": Reply(body=bomb(4000), headers=PACKED),
    "a bomb in a bomb": Reply(body=gzip.compress(bomb(4000)), headers={"Content-Encoding": "gzip, gzip"}),
    "as it is": Reply(body=b" " * (MOST + 1)),
    "behind its end": Reply(body=gzip.compress(OK.body) + b"x" * MOST, headers=PACKED),
}


@pytest.mark.parametrize("reply", ENDLESS.values(), ids=ENDLESS.keys())
def test_a_reply_without_an_end_is_none_and_takes_a_bounded_memory(reply, tmp_path):
    with serve(lambda sent: reply if sent.number else OK) as served, opened(served.url, tmp_path) as session:
        asked(session, one("a"))  # so that all imports are done
        tracemalloc.start()
        (failed,) = asked(session, one("b"))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        (after,) = asked(session, one("a"))
    assert (failed.kind, failed.detail, len(served.completions)) == (Failure.NOT_A_REPLY, "> 32 MB", 2)
    assert peak < 5 * MOST
    assert isinstance(after, Answered)
    assert [row.is_unsure for row in ledger(tmp_path / "replies.db")] == [False, True, False]


def test_an_error_without_an_end_is_the_error_it_is(tmp_path):
    reply = Reply(body=bomb(4000, b"x"), status=400, headers=PACKED)
    with serve(lambda _: reply) as served, opened(served.url, tmp_path) as session:
        (failed,) = asked(session)
    assert (failed.kind, failed.detail[:10]) == (Failure.REJECTED, "HTTP 400 x")


def test_a_list_of_models_without_an_end_is_found_before_anything_is_read(tmp_path):
    reply = Reply(body=bomb(4000), headers=PACKED)
    with (
        serve(lambda _: reply) as served,
        opened(served.url, tmp_path) as session,
        pytest.raises(CallError, match="does not speak the OpenAI protocol"),
    ):
        session.check()


@pytest.mark.parametrize("packing", ["gzip", "deflate"])
def test_a_packed_reply_is_read_like_any_other(packing, tmp_path):
    body = {"gzip": gzip.compress, "deflate": zlib.compress}[packing](OK.body)
    packed = Reply(body=body, headers={"Content-Encoding": packing})
    with serve(lambda _: packed) as served, opened(served.url, tmp_path) as session:
        (reply,) = asked(session)
    assert reply.answer.total == 7


def test_a_reply_that_says_it_is_packed_and_is_not_is_none(tmp_path):
    with serve(lambda _: Reply(body=OK.body, headers=PACKED)) as served, opened(served.url, tmp_path) as session:
        (failed,) = asked(session)
    assert (failed.kind, len(served.completions)) == (Failure.NOT_A_REPLY, 1)


def test_a_long_reply_is_read_to_its_end(tmp_path):
    padded = json.dumps({**json.loads(OK.body), "thought": "x" * (8 * MEGABYTE)}).encode()
    with serve(lambda _: Reply(body=padded)) as served, opened(served.url, tmp_path) as session:
        (reply,) = asked(session)
    assert reply.answer.total == 7
