"""A guide to reading an answer, chosen by a language model where the user has one: off unless CLAUSEWISE_MODEL names it.

The only file that knows langchain, and it is imported when the first question is put to the model. A model that is down, slow or
hostile costs an answer at most the seconds that are set, and nothing else: the answer stands as it was composed.
"""

from __future__ import annotations

import logging
import queue
import secrets
import threading
import time
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.config import WordingModel
from assistant.errors import ClausewiseError
from assistant.phrase.permitted import NotPermitted, permitted, placed, read
from assistant.phrase.prompt import data, orders

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

log = logging.getLogger("clausewise.phrase")
PAUSE_S = 30.0
"""After a model gave no reply it is left alone for so long, so that a model that is down does not slow every answer."""
AT_ONCE = 4
"""Questions put to the model at the same time; where all are waiting, further answers go without."""
REPLY_TOKENS = 400
PACKAGES = {"openai": "langchain_openai", "anthropic": "langchain_anthropic", "ollama": "langchain_ollama"}
TALKATIVE = ("openai", "anthropic", "httpx", "httpx2", "httpcore", "httpcore2", "langchain", "langsmith")
"""Libraries that log addresses at INFO, and what is sent at DEBUG."""


class NoReply(ClausewiseError):
    """The model gave no reply; the message is the reason, and holds no word of the question, the key or the library's own message."""


class Phraser:
    """Asks one model for guides. Safe to use from several threads."""

    def __init__(self, setting: WordingModel, clock: Callable[[], float] = time.monotonic) -> None:
        self.setting, self._clock = setting, clock
        self._free = threading.BoundedSemaphore(AT_ONCE)
        self._resumes_at = 0.0

    def worded(self, answer: Answer, names: Sequence[str] = ()) -> Answer:
        """The answer with a guide that the model chose, or as it is where there is none. `names` are those of the councils it is about."""
        fitting = any(sentence.fits(answer) for sentence in permitted().sentences)
        if not fitting or self._clock() < self._resumes_at:
            return answer
        try:
            return placed(answer, read(self._reply(answer), answer, _sources(answer, names)))
        except NotPermitted as dropped:
            log.warning("clausewise: no wording of the model is shown, and the answer stands as composed: %s", dropped)
        except NoReply as reason:
            self._resumes_at = self._clock() + PAUSE_S
            log.warning("clausewise: no wording from %s, and none is asked for %.0f seconds: %s", self.setting, PAUSE_S, reason)
        return answer

    def _reply(self, answer: Answer) -> str:
        """What the model says, within the seconds that are set.

        :raises NotPermitted: as many questions as may be are waiting for the model. :raises NoReply: there is no reply in time.
        """
        self._load()
        if not self._free.acquire(blocking=False):
            raise NotPermitted(f"{AT_ONCE} others are waiting for it")
        replies: queue.SimpleQueue[str | NoReply] = queue.SimpleQueue()
        asking = threading.Thread(target=self._asked, args=(answer, replies), name="clausewise-model", daemon=True)
        try:
            asking.start()
        except RuntimeError:
            self._free.release()
            raise NoReply("this computer can start no more threads") from None
        try:
            reply = replies.get(timeout=self.setting.limit_s)
        except queue.Empty:
            raise NoReply(f"there was no whole reply within {self.setting.limit_s:g} seconds") from None
        if isinstance(reply, NoReply):
            raise reply
        return reply

    def _load(self) -> None:
        """Loads the provider's library in the thread that waits: one that is left behind while it loads aborts the process that ends.

        :raises NoReply: it cannot be loaded.
        """
        try:
            _ = self._chat
        except Exception as error:  # whatever a provider's library may raise
            raise _no_reply(error) from None

    def _asked(self, answer: Answer, replies: queue.SimpleQueue[str | NoReply]) -> None:
        """Asks, in a thread that is left behind where it takes too long: a server that drips keeps no answer waiting."""
        try:
            replies.put(self._said(answer))
        except Exception as error:  # whatever a provider's library, or a reply that is none, may raise
            replies.put(_no_reply(error))
        finally:
            self._free.release()

    def _said(self, answer: Answer) -> str:
        from langsmith import tracing_context

        mark = secrets.token_hex(16)
        with tracing_context(enabled=False):  # a tracing service that is set up for other programs gets nothing
            message = self._chat.invoke([("system", orders(answer, mark)), ("human", data(answer, mark))])
        return str(message.text)

    @cached_property
    def _chat(self) -> BaseChatModel:
        if lacks := lacking(self.setting):
            raise NoReply(lacks)
        from langchain.chat_models import init_chat_model

        chat: BaseChatModel = init_chat_model(self.setting.name, model_provider=self.setting.provider, **_options(self.setting))
        for name in TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)
        return chat


def _no_reply(error: Exception) -> NoReply:
    """The reason for no reply, in words of ours."""
    return error if isinstance(error, NoReply) else NoReply(f"the library says {type(error).__name__}")


def lacking(setting: WordingModel) -> str:
    """The package that a model needs and that is not installed, in one line; empty where it is."""
    package = PACKAGES[setting.provider]
    return "" if find_spec(package) else f"{package.replace('_', '-')} is not installed; run: make setup"


def _options(setting: WordingModel) -> dict[str, Any]:
    """One attempt, a bound on its time and on its length, in each library's own words."""
    if setting.provider == "ollama":
        return {"client_kwargs": {"timeout": setting.limit_s}, "num_predict": REPLY_TOKENS}
    return {"timeout": setting.limit_s, "max_retries": 0, "max_tokens": REPLY_TOKENS}


def _sources(answer: Answer, names: Sequence[str]) -> list[str]:
    """What a topic may be made of: the question, the words that facts were read from, the councils' names."""
    facts = [fact["words"] for fact in answer.facts.values() if isinstance(fact, dict) and fact.get("origin") != "setting"]
    return [answer.question, *facts, *names]
