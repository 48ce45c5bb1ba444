"""Work that is begun beside other work: its result and its errors are those it has by itself, and it is begun before it is called for."""

from __future__ import annotations

import threading

import pytest

from assistant.retrieve import ahead


def test_work_goes_on_beside_what_called_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "processors", lambda: 2)
    ahead._pool.cache_clear()
    done = threading.Event()
    wait = ahead.ahead(done.set)
    assert done.wait(30) and wait() is None


def test_with_one_processor_nothing_is_begun_before_it_is_called_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "processors", lambda: 1)
    done: list[str] = []
    wait = ahead.ahead(lambda: done.append("done"))
    assert not done
    wait()
    assert done == ["done"]


def test_what_went_wrong_is_raised_where_the_result_is_called_for() -> None:
    wait = ahead.ahead(lambda: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        wait()
