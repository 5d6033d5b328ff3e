"""The same search in the plainest words: every document scored, everything sorted."""

from collections import Counter

import numpy as np

ONE = 2**40


def latest(documents):
    """The documents that are meant: the last of each id."""
    return {document.id: document for document in documents}


def found(documents, query, k, where, weighting):
    """The best documents as (id, units), best first."""
    held = latest(documents)
    scored = [
        (-units(held.values(), query, document, weighting), document.id)
        for document in held.values()
        if not where.objections(document.fields)
    ]
    return [(id_, -score) for score, id_ in sorted(scored) if score < 0][:k]


def units(documents, query, document, weighting):
    """The score of one document in units of 2 ** -40."""
    k1, b = weighting
    counted = [one for one in documents if one.counted]
    length = sum(len(one.terms) for one in counted)
    mean = length / len(counted) if length else 1.0
    weights = query if isinstance(query, dict) else Counter(query)
    drag = k1 * (1.0 - b + b * len(document.terms) / mean)
    total = 0
    for term, weight in weights.items():
        repeats = Counter(document.terms)[term]
        if weight > 0 and repeats:
            having = sum(term in one.terms for one in counted)
            rarity = np.log1p(np.array([(len(counted) - having + 0.5) / (having + 0.5)]))[0]
            worth = float(weight) * float(rarity)
            total += max(int(worth * (repeats * (k1 + 1.0) / (repeats + drag)) * ONE + 0.5), 1)
    return total


def answered(hits):
    """What an index found, in the same form."""
    return [(id_, round(score * ONE)) for id_, score in zip(hits.ids, hits.scores, strict=True)]
