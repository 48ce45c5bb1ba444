"""Questions of a nation other than England: no council there is loaded, and the clause on its law is all that is shown."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.compose import showing, warn
from assistant.compose.asked import Asked
from assistant.compose.citing import Citer
from assistant.compose.quoting import shown
from assistant.compose.verdict import markdown
from assistant.facts import Nation
from assistant.holdings import Holdings


def answer(holdings: Holdings, asked: Asked, nation: Nation, council: str = "") -> Answer:
    """Why nothing is said, with the national layer's clause under the nation's name; `council` is the one asked about, if one is named."""
    name = warn.NATIONS[nation]
    headline = f"No policy of {council or f'a council in {name}'} is loaded, so nothing is said about it."
    citer = Citer(holdings)
    lines = []
    for held in holdings.national:
        if name in held.clauses:
            marks, text = citer.whole(held.id, name)
            lines.append(f"Related, does not answer: {name} {marks}\n{shown(text)}")
    lines.append(f"Ask {council or 'the council'}'s procurement team, or load the document that would say.")
    return Answer(
        id=asked.id, question=asked.question, status="abstained", headline=headline,
        text=markdown([("", [f"**{headline}**", *lines])]), as_of=asked.as_of, council=asked.council,
        facts=showing.facts(asked.facts, asked.council, asked.council_given), citations=citer.citations,
    )  # fmt: skip
