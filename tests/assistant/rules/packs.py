"""A policy of an invented council and its pack, small enough to see at a glance."""

from __future__ import annotations

CLAUSES = {
    "2": "Officers will think about social value in everything the council buys.",
    "3.1": "Social value must form part of every services or supplies contract over £100,000 excluding VAT.",
    "3.2": "Social value must form part of contracts at these levels or more:\n\nKind\tLevel\n"
    "Works\t£1M or more where the contract lasts 24 months or more\nLight touch services\t£500,000 plus VAT or more",
    "3.3": "A minimum of 10% of the total score goes to social value, and a maximum of 20%.",
    "3.4": "Contracts over £50K are agreed by the Head of Service and above £250K by the Committee.",
    "3.5": "Leaving social value out takes written evidence that it was looked into.",
    "3.6": "The council gives an annual account of what was achieved.",
    "4": "All amounts cross the line of £75,000 (including VAT) before a plan is asked for.",
}

PACK = """\
pack: marshfield
document: marshfield-policy
rules:
  - id: services-and-supplies
    strength: must_include
    clauses: ["3.1"]
    says: Services and supplies contracts over £100,000 excluding VAT have to include social value.
    must_words: must form part
    when:
      all:
        - {fact: contract_type, one_of: [services, supplies], clause: "3.1", near: services or supplies}
        - fact: amount
          figure: {clause: "3.1", pounds: 100000, vat: ex, comparator: over, words: over, near: services}
  - id: works
    strength: must_include
    clauses: ["3.2"]
    says: Works contracts of £1M or more that last 24 months or more have to include social value.
    must_words: must form part
    when:
      all:
        - {fact: contract_type, one_of: [works], clause: "3.2", near: Works}
        - fact: amount
          figure: {clause: "3.2", pounds: 1000000, vat: unstated, comparator: at_least, words: or more, near: Works}
        - fact: duration
          figure: {clause: "3.2", months: 24, comparator: at_least, words: or more, near: Works}
  - id: light-touch
    strength: must_include
    clauses: ["3.2"]
    says: Light touch contracts of £500,000 plus VAT or more have to include social value.
    must_words: must form part
    when:
      all:
        - {fact: contract_type, one_of: [light_touch], clause: "3.2", near: Light touch}
        - fact: amount
          figure: {clause: "3.2", pounds: 500000, vat: ex, comparator: at_least, words: or more, near: Light touch}
  - id: think-about-it
    strength: must_consider
    clauses: ["2"]
    says: Social value is thought about in everything the council buys.
    must_words: will think about
provisions:
  - id: weighting
    kind: weighting
    clauses: ["3.3"]
    says: Social value has 10% to 20% of the total score.
    figures:
      - {clause: "3.3", percent: 10, comparator: at_least, words: minimum of, near: total score}
      - {clause: "3.3", percent: 20, comparator: at_most, words: maximum of, near: social value}
    of: overall_score
    near: total score
    rules: [services-and-supplies, works, light-touch]
  - id: who-agrees
    kind: tiers
    clauses: ["3.4"]
    about: agreeing the contract
    says: The Head of Service agrees contracts over £50K and the Committee those above £250K.
    steps:
      - {role: Head of Service, figure: {clause: "3.4", pounds: 50000, vat: unstated, comparator: over, words: over}}
      - {role: Committee, figure: {clause: "3.4", pounds: 250000, vat: unstated, comparator: over, words: above}}
  - id: leaving-out
    kind: opt_out
    clauses: ["3.5"]
    quotes: {"3.5": written evidence}
    says: Leaving social value out takes written evidence.
    evidence: Written evidence that it was looked into.
    rules: [services-and-supplies, works, light-touch]
  - id: large-works
    kind: notice
    code: large-works
    clauses: ["3.2", "3.4"]
    says: Works of some size are agreed by the Head of Service as well.
    when: {fact: amount, figure: {clause: "3.4", pounds: 50000, vat: unstated, comparator: over, words: over}}
  - id: yearly-account
    kind: report
    clauses: ["3.6"]
    says: The council gives an account of it each year.
    who: the council
    every_months: 12
  - id: plan
    kind: target
    clauses: ["4"]
    says: A plan is asked for once the line of £75,000 including VAT is crossed.
    of: plan
    figures:
      - clause: "4"
        pounds: 75000
        vat: inc
        comparator: at_least
        words: cross
        reading: {as: at_least, because: to cross is read as to reach}
"""
