"""Words for a contract and for buying, which several readers lean on."""

from __future__ import annotations

CONTRACT_NOUNS = frozenset({
    "contract", "contracts", "contact", "contarct", "project", "projects", "tender", "tenders", "procurement", "procurements", "scheme",
    "schemes", "purchase", "purchases", "order", "orders", "job", "jobs", "deal", "spend", "framework", "works", "services", "service",
    "supplies", "goods", "package", "programme", "commission", "agreement", "requirement", "budget", "value", "build", "concession", "award",
})  # fmt: skip
BUYING_WORDS = frozenset({
    "buy", "buying", "buys", "bought", "procure", "procuring", "procures", "procured", "purchase", "purchasing", "purchases", "commission",
    "commissioning", "commissioned", "tendering", "letting", "lease", "leasing", "rent", "renting", "outsource", "outsourcing", "ordering",
    "acquire", "acquiring", "replace", "replacing", "supplying", "rental",
})  # fmt: skip
