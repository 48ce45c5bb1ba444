"""Goods on no list, told by form: "buys replacement wheelsets", "an order for gromlets", "supply of spare ballast", "£90k of sun loungers".

A word for buying, a word that what is bought is new or spare, and a plural thing that ends what is named; an order needs no such word, nor does
so much money's worth of a thing, what we say that we are buying for a sum, nor what a supplier that names a sum says that it sells.
A mass noun counts only where it
is spare or a replacement. Places, times, rights, people and what stands on the ground are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.facts.kind.context import Word, clause_start
from assistant.facts.kind.counted import is_count
from assistant.facts.kind.for_people import end_of_group
from assistant.facts.kind.listed import ends_there
from assistant.facts.kind.procurement_vocabulary import listed
from assistant.facts.words.contract_deeds import deeds
from assistant.facts.words.vocabulary import things_built

_BUYS = {"buy", "buys", "buying", "purchase", "purchases", "purchasing", "order", "orders", "ordering"}
_SUPPLIES = {"supply", "supplies", "supplying"}
_LEADS = {
    "of",
    "the",
    "some",
    "our",
    "their",
    "its",
    "more",
    "a",
    "few",
    "set",
    "several",
    "two",
    "three",
    "four",
    "five",
    "six",
    "brand",
    "both",
}
_ORDERS = {"order", "orders"}
_BEFORE_ORDER = {
    "an",
    "the",
    "our",
    "this",
    "that",
    "one",
    "my",
    "purchase",
    "new",
    "bulk",
    "single",
    "place",
    "placing",
    "placed",
    "is",
    "for",
}
_SPARE = {"spare", "replacement"}
_NEW = _SPARE | {"new", "extra", "additional", "refurbished", "reconditioned", "bespoke"}
_REPLACEMENTS = {"replacements", "spares"}
_DENIES = {
    "without",
    "instead",
    "avoid",
    "not",
    "rather",
    "than",
    "stop",
    "never",
    "in",
    "won't",
    "don't",
    "didn't",
    "cannot",
    "can't",
}
_OTHERS = {
    "bidder", "bidders", "contractor", "contractors", "supplier", "suppliers", "provider", "providers", "tenderer", "tenderers", "they", "offer",
    "offers", "commit", "commits", "policy", "volunteers", "donate",
}  # fmt: skip
_NO_GOODS = {
    "accesses", "accounts", "decks", "apprentices", "trainees", "recruits", "graduates",
    "acres", "agencies", "apps", "areas", "assets", "audits", "beds", "bids", "buildings", "capacities", "channels",
    "cities",
    "classes", "clients", "connections", "contracts", "costs", "councils", "courses", "credits", "days", "deals", "dwellings", "events",
    "facilities",
    "farms", "fields", "flats", "forms", "gardens", "grounds", "hectares", "homes", "hours", "houses", "ideas", "items", "jobs", "journeys",
    "kinds",
    "lands", "leases", "lessons", "levels", "licences", "licenses", "lines", "links", "lots", "meals", "measures", "memberships", "methods",
    "minutes",
    "months", "nights", "offices", "ones", "options", "orders", "outcomes", "packages", "parks", "passes", "patterns", "people", "periods",
    "permits",
    "phases", "places", "plans", "plots", "policies", "posts", "powers", "premises", "processes", "products", "programmes", "projects",
    "properties",
    "reports", "resources", "results", "rights", "rooms", "routes", "rules", "schemes", "schools", "seats", "sections", "series",
    "services", "sessions",
    "shares", "shifts", "shops", "shows", "sites", "skills", "slots", "spaces", "staff", "staffs", "standards", "steps", "streams",
    "studies", "subscriptions",
    "surveys", "systems", "tasks", "teams", "terms", "things", "tickets", "times", "tours", "trips", "types", "units", "uses", "values", "versions",
    "visits", "ways", "weeks", "words", "works", "years", "yards", "zones", "pages", "solutions", "approaches", "children", "tests",
    "checks", "pilots",
    "adverts", "stories", "tricks", "campaigns", "films", "songs", "names", "brands", "logos", "designs", "articles", "talks", "trees",
    "animals", "pupils", "markets", "benches",
}  # fmt: skip
_NO_MASS = {
    "access", "accommodation", "advice", "care", "capacity", "childcare", "cover", "education", "energy", "entertainment", "expertise",
    "gas", "help",
    "housing", "insurance", "labour", "land", "legislation", "maintenance", "management", "money", "power", "provision", "research",
    "respite", "room",
    "shelter", "software", "space", "staff", "storage", "support", "time", "tuition", "value", "water", "work", "service", "supply",
    "contract", "bridge",
    "building", "school", "house", "roof", "road", "system", "home", "place", "policy", "tender", "order", "company", "firm", "teacher",
    "part", "unit",
}  # fmt: skip
_NO_GOODS_END = (
    "ments",
    "cies",
    "gies",
    "phies",
    "ings",
    "tions",
    "sions",
    "ships",
    "ances",
    "ences",
    "ities",
    "isms",
    "nesses",
    "ysts",
    "ists",
    "ians",
    "ants",
    "men",
    "women",
    "ees",
)
_NO_MASS_END = (
    "ing",
    "tion",
    "sion",
    "ment",
    "ship",
    "ance",
    "ence",
    "ity",
    "ism",
    "ness",
    "ics",
    "ure",
    "er",
    "or",
    "ist",
    "ant",
    "ian",
    "ery",
)
_PERSON_ENDS = ("ers", "ors")
_PERSONS = (
    "minders", "workers", "sitters", "keepers", "drivers", "walkers", "carers", "teachers", "officers", "managers", "leaders", "helpers", "players",
    "singers", "dancers", "performers", "entertainers", "speakers", "lawyers", "planners", "designers", "advisers", "painters", "trainers",
    "interpreters", "cleaners", "bidders", "suppliers", "providers", "customers", "members", "numbers", "offers", "orders", "users", "others",
    "matters", "papers", "powers", "transfers", "shares", "makers", "gardeners", "nurses", "cooks", "chefs", "guards", "staff", "fosterers",
)  # fmt: skip
"""Who is hired, or what is no thing to be bought, by the end of the word."""
_NOT_OF_MONEY = {
    "debts", "invoices", "claims", "fines", "fees", "losses", "bills", "cuts", "rents", "taxes", "loans", "receipts", "pledges", "refunds", "arrears",
    "charges", "expenses", "wages", "salaries", "profits", "funds", "reserves", "sales", "gains", "rises", "overruns", "extras",
    "variations", "errors",
    "penalties", "damages", "dividends", "pensions", "bonds", "deposits", "grants", "budgets", "journeys", "rides", "flights", "fares", "trips",
    "deliveries", "stays", "breaks", "beds", "huts", "dues", "leaks", "faults", "defects", "problems", "changes", "favours", "donations", "gifts",
    "allowances", "bursaries", "vouchers", "discounts", "rebates", "increases", "reductions", "efficiencies", "economies", "orders", "payments",
    "earnings", "savings", "hires", "rentals", "leases", "guarantees", "sponsorships", "credits", "tokens", "stocks",
    "moves", "removals", "burials", "funerals", "weddings", "concerts", "gigs", "plays", "matches", "races",
}  # fmt: skip
"""What money is owed, lost or made in, and what is done or let for it: "£90k of debts", "£90k of bus journeys"."""
_MEASURES = {
    "tonnes", "tons", "tonne", "kilos", "kg", "litres", "gallons", "sacks", "bags", "boxes", "crates", "pallets", "rolls", "reams", "drums",
    "barrels", "bales",
    "tins", "cans", "bottles", "jars", "packs", "packets", "cases", "tubs", "buckets", "truckloads", "lorryloads", "pairs", "sets",
}  # fmt: skip
_NOT_MEASURED = {
    "waste", "rubbish", "rubble", "soil", "silt", "sludge", "refuse", "litter", "debris", "spoil", "ash", "manure", "asbestos", "recycling",
    "leftovers",
    "carbon", "co2", "emission", "record", "file", "document", "archive", "paperwork", "evidence", "drawing", "them", "it", "work", "social", "value",
}  # fmt: skip
_MOST_MEASURED = 4
_HELD = {
    "details", "basics", "facts", "specifics", "particulars", "essentials", "colleagues", "guys", "mates", "pals", "apologies", "greetings",
    "updates",
    "jabs", "scans", "massages", "haircuts", "feasts", "banquets", "picnics", "parades", "pageants", "ballets", "operas", "musicals", "discos",
    "fetes",
    "fairs", "fayres", "galas", "regattas", "quizzes", "auctions", "exams", "debates", "checkups", "clinics", "helplines", "hotlines", "rehearsals",
    "recitals", "seminars", "webinars", "conferences", "camps", "retreats", "parks", "carnivals", "festivals", "ceremonies", "barbecues", "raves",
    "appeals", "searches", "hearings", "inquests", "inquiries", "walkabouts", "treks", "cruises", "crossings", "ferries", "escorts", "patrols",
    "drills",
    "waitresses", "actresses", "stewardesses", "hostesses", "hello", "thanks", "regards", "cheers", "yes", "values", "bins", "kennels", "vets",
    "lawyers", "barristers", "medics", "clowns", "choirs", "bands",
    "orchestras", "troupes", "magicians", "deejays", "djs", "mimes", "jugglers", "acrobats", "chaplains", "priests", "coaches", "barbers", "masseurs",
    "chefs", "cooks", "nannies", "midwives", "guides", "scribes", "clerks", "temps", "casuals", "pilots", "ushers", "lifeguards", "wardens",
    "vans", "repairs", "checks", "cleans", "washes", "sweeps", "cuts", "fixes", "services", "hires", "rentals", "lifts", "roundabouts", "crematoria",
    "extensions", "loos", "lavatories", "toilets", "chalets", "cabins", "bungalows", "flats", "lodges", "barns", "stables", "silos", "greenhouses",
    "foundations", "groynes", "sewers", "drains", "kerbs", "verges", "hedges", "lawns", "beaches", "cliffs", "dunes", "creeks", "reservoirs", "dams",
}  # fmt: skip
"""What is held, shown or done, who does it, and what stands on the ground, in the plural and on no list of goods."""
_AFTER_NOTED = {"for", "and", ",", "(", "£"}
_BUYING, _ARE = {"buying", "purchasing", "ordering"}, {"we're", "are", "i'm", "am", "be", "is"}
_BUY, _TO = {"buy", "purchase", "order"}, {"to", "we", "i", "we'll", "i'll"}
_SELLS = {
    "sell", "sells", "make", "makes", "supply", "supplies", "stock", "stocks", "manufacture", "manufactures", "distribute", "distributes", "import",
    "imports", "retail", "produce", "produces", "fabricate", "fabricates",
}  # fmt: skip
_SELLS_SO = {
    "also",
    "only",
    "just",
    "mainly",
    "mostly",
    "both",
    "now",
    "currently",
    "do",
    "design",
    "and",
    "hire",
    "can",
    "could",
    "would",
    "will",
}
_FIRMS = {"firm", "company", "business", "shop", "factory", "workshop", "yard", "foundry"}
_MAKES = {"make", "makes", "produce", "produces"}
_MADE_NO_THINGS = {
    "promises", "pledges", "claims", "visits", "calls", "mistakes", "films", "videos", "movies", "documentaries", "podcasts", "murals", "sites",
    "records", "efforts", "points", "cuts", "friends", "links", "moves", "notes", "losses", "guesses", "choices", "bets", "albums", "songs", "maps",
    "drawings", "figures", "accounts", "estimates", "results", "progress", "reservations", "offers", "bids", "deals", "ends", "sense", "use",
}  # fmt: skip
"""What is made and is not sold as a thing."""
_ASKS_SELLING = {
    "what",
    "whatever",
    "if",
    "when",
    "do",
    "does",
    "should",
    "can",
    "must",
    "may",
    "whether",
    "before",
    "that",
    "which",
    "how",
}
_OF_SUM = {
    "k",
    "m",
    "grand",
    "million",
    "thousand",
    "ex",
    "excl",
    "excluding",
    "inc",
    "including",
    "plus",
    "vat",
    "net",
    "worth",
    "no",
    "of",
    "all",
}
_SUM_REACH = 9
_MOST_MODIFIERS, _LEAST, _REACH, _LEAST_END = 2, 4, 12, 4
_STOPS = {".", "?", "!", ";", ":", ","}


def things_by_form(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where each thing that is told by its form starts and ends, in words."""
    priced = any(word.meant == "£" for word in words)
    for at, word in enumerate(words):
        worth = word.meant == "of" and _is_sum_before(words, at)
        selling = priced and _is_our_selling(words, at)
        if priced and (worth or selling or _is_our_buying(words, at)) and (named := _end_of_named(words, at)):
            yield named
            continue
        if priced and word.meant == "of" and (end := _end_of_measured(words, at)):
            yield at + 1, end
            continue
        supplied = word.meant in _SUPPLIES
        if not (supplied or word.meant in _BUYS) or _is_no_purchase(words, at):
            continue
        ordered = _is_order_for(words, at)
        first = at + 1 + ordered
        while first < len(words) and (words[first].meant in _LEADS or is_count(words[first].meant)):
            first += 1
        if first == len(words):
            continue
        if _is_replacement(words, first):
            yield first, first + 1
        if words[first].meant in _NEW:
            if end := _end_of_thing(words, first, supplied=supplied or ordered):
                yield first, end
        elif (
            ordered
            and (end := _end_of_thing(words, first - 1, supplied=True))
            and words[end - 1].meant not in deeds().no_things
        ):
            yield first, end


def things_noted(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Where the plural things start and end that open a message, after a council's name or none: "Chandeliers for the ballroom, £90k".

    Whether a price goes with them is for the reader to see; who is hired, what is held or shown, and what stands on the ground are none.
    """
    first = 0
    while first < len(words) and (not words[first].form or words[first].meant in _NEW | {",", ":", "-", "some"}):
        first += 1
    end = _end_of_thing(words, first - 1, supplied=False) if 0 < first < len(words) else _end_of_opening(words)
    after = words[end].meant if end < len(words) else "£"
    plural = bool(end) and words[end - 1].form != words[end - 1].meant and not (after == "£" and end - first > 1)
    if plural and after in _AFTER_NOTED and not _is_of_people_or_events(words[first:end]):
        yield first, end


def _end_of_opening(words: Sequence[Word]) -> int:
    """Where the thing ends whose first word opens the message; 0 where it is no plural thing."""
    end = next((n for n in range(1, min(2 + _MOST_MODIFIERS, len(words)) + 1) if ends_there(words, n)), 0)
    plain = bool(end) and words[0].meant not in _LEADS and all(word.meant.isalpha() and word.form for word in words[:end])
    thing = plain and len(words[end - 1].meant) > _LEAST and _is_plural_thing(words[end - 1], supplied=False)
    return end if thing and not _is_on_the_ground(tuple(word.form for word in words[:end])) else 0


def _is_of_people_or_events(named: Sequence[Word]) -> bool:
    last = named[-1].meant
    known = last in _NOT_OF_MONEY | _HELD or last in deeds().no_things or last.endswith((*_PERSON_ENDS, *_PERSONS))
    group = any(end_of_group(named, n, anyone=True) for n in range(len(named)))
    verb = last in deeds().no_deed or last in ("reckons", "contributes") or bool(deeds().of(last, "says"))
    return known or group or verb or named[-1].form in deeds().no_object or any(word.meant.endswith("ing") for word in named)


def _end_of_measured(words: Sequence[Word], at: int) -> int:
    """Where what is measured out ends behind the "of" at word `at`: "twelve tonnes of bird seed"; 0 where it is waste, or measured by no count."""
    counted = at > 1 and words[at - 1].meant in _MEASURES and (is_count(words[at - 2].meant) or words[at - 2].meant.isdecimal())
    if not counted:
        return 0
    end = at + 1
    while end < len(words) and end - at <= _MOST_MEASURED and words[end].form and words[end].meant.isalpha():
        if ends_there(words, end):
            break
        end += 1
    named = {word.form for word in words[at + 1 : end]} | {word.meant for word in words[at + 1 : end]}
    return end if named and named.isdisjoint(_NOT_MEASURED) and ends_there(words, end) else 0


def _is_sum_before(words: Sequence[Word], at: int) -> bool:
    """Whether a sum ends right before word `at`, its VAT left aside: "£90k ex VAT of", "£90k (plus VAT) worth of"."""
    near = [word.meant for word in words[max(0, at - _SUM_REACH) : at]]
    behind = near[max((n for n, word in enumerate(near) if word == "£"), default=len(near)) + 1 :]
    return bool(behind) and all(not word.isalpha() or word in _OF_SUM for word in behind) and not {".", "?", ","} & set(behind)


def _is_our_buying(words: Sequence[Word], at: int) -> bool:
    """Whether word `at` tells what we buy: "we're buying", "we need to purchase"; not "buying officers", nor "the supplier buys"."""
    lead = words[at - 1].meant if at else ""
    told = (words[at].meant in _BUYING and lead in _ARE) or (words[at].meant in _BUY and lead in _TO)
    return told and not _is_no_purchase(words, at)


def _is_our_selling(words: Sequence[Word], at: int) -> bool:
    """Whether word `at` tells what we sell: "we sell", "my firm makes", "we are a maker of" is none; nor "we make bids", "what we sell"."""
    back = at - 1
    while back >= 0 and words[back].meant in _SELLS_SO:
        back -= 1
    who = words[back].meant if back >= 0 else ""
    owned = who in _FIRMS and back > 0 and words[back - 1].meant in ("our", "my", "a", "family", "small", "local")
    asked = back > 0 and words[back - 1].meant in _ASKS_SELLING
    made = words[at + 1 : at + 4] if words[at].meant in _MAKES else ()
    return (
        words[at].meant in _SELLS
        and (who in ("we", "i") or owned)
        and not asked
        and _MADE_NO_THINGS.isdisjoint(word.meant for word in made)
    )


def _end_of_named(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    """Where the plural thing starts and ends that is named behind word `at`; None where it is no thing."""
    first = at + 1
    while first < len(words) and (words[first].meant in _LEADS | _NEW or is_count(words[first].meant)):
        first += 1
    end = _end_of_thing(words, first - 1, supplied=False) if first < len(words) else 0
    last = words[end - 1].meant if end else ""
    person = last.endswith(("ors", *_PERSONS)) or last in _NOT_OF_MONEY
    plural = bool(end) and words[end - 1].form != last
    return (first, end) if plural and not person and last not in deeds().no_things else None


def _is_replacement(words: Sequence[Word], at: int) -> bool:
    """ "Supply replacements for £1.9m": what takes the place of things, and not of people ("replacements for teachers on leave")."""
    if words[at].meant not in _REPLACEMENTS or not ends_there(words, at + 1):
        return False
    after = [word.meant for word in words[at + 1 : at + 5]]
    people = any(word.endswith(_PERSON_ENDS) or word in ("staff", "leave", "sickness") for word in after)
    return not (after[:1] == ["for"] and people)


def _is_order_for(words: Sequence[Word], at: int) -> bool:
    """ "An order for", "placing orders for"; a court's or a traffic order buys nothing."""
    if words[at].meant not in _ORDERS or at + 1 == len(words) or words[at + 1].meant != "for":
        return False
    return at == 0 or words[at - 1].meant in _BEFORE_ORDER or not words[at - 1].meant.isalpha()


def _is_no_purchase(words: Sequence[Word], at: int) -> bool:
    """Whether the buying is denied, is a bidder's, or is none: "instead of buying", "the supplier buys", "in order"."""
    before = [word.meant for word in words[clause_start(words, at, _STOPS, _REACH) : at]]
    denied = not _DENIES.isdisjoint(before[-1:]) or not (_DENIES - {"in"}).isdisjoint(before[-2:])
    return denied or not _OTHERS.isdisjoint(before)


def _end_of_thing(words: Sequence[Word], first: int, *, supplied: bool) -> int:
    """Where the thing ends whose "new" or "spare" is word `first`; 0 where it is no thing."""
    for end in range(first + 2, min(first + 3 + _MOST_MODIFIERS, len(words) + 1)):
        last = words[end - 1]
        if not last.meant.isalpha() or not last.form:
            return 0
        if not ends_there(words, end):
            continue
        plural = last.meant != last.form and last.meant.endswith("s") and len(last.meant) > _LEAST
        thing = _is_plural_thing(last, supplied=supplied) if plural else words[first].meant in _SPARE and _is_mass(last)
        named = tuple(word.form for word in words[first + 1 : end])
        goods = words[first].meant in _SELLS and plural and listed().phrases.get((last.form,)) == ("supplies",)
        return end if thing and (goods or not _is_on_the_ground(named)) else 0
    return 0


def _is_plural_thing(word: Word, *, supplied: bool) -> bool:
    person = supplied and word.meant.endswith(_PERSON_ENDS)
    return not person and word.meant not in _NO_GOODS and not word.meant.endswith(_NO_GOODS_END)


def _is_mass(word: Word) -> bool:
    return len(word.meant) > _LEAST and word.meant not in _NO_MASS and not word.meant.endswith((*_NO_MASS_END, "s"))


def _is_on_the_ground(named: tuple[str, ...]) -> bool:
    """Whether what is named stands on the ground or is on the lists of what is built, by its last word or by the end of it."""
    known = listed().structures | things_built() | listed().not_on_the_ground
    if any(named[n:] in known for n in range(len(named))):
        return True
    last = named[-1]
    return any((last[n:],) in known for n in range(1, len(last) - _LEAST_END + 1))
