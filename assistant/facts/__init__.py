"""Question text into facts: what it says of a contract, in pence, months and dates, with the words each was read from.

Pure: no clock, no files but the shipped word lists, no model but one that is handed in. What cannot be read for certain is asked about.
"""

from assistant.facts.council.gazetteer import Nation, nation_of
from assistant.facts.council.named import other_councils
from assistant.facts.council.nation import nation_asked
from assistant.facts.council.passing import is_whereabouts
from assistant.facts.money.which_sum import ROLES, SumAt, Weigh
from assistant.facts.reading import read_facts
from assistant.facts.reply.carry import merge
from assistant.facts.reply.few_words import is_few_words, is_not_known

__all__ = [
    "ROLES",
    "Nation",
    "SumAt",
    "Weigh",
    "is_few_words",
    "is_not_known",
    "is_whereabouts",
    "merge",
    "nation_asked",
    "nation_of",
    "other_councils",
    "read_facts",
]
