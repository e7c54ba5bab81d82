"""One spelling for the taxonomy terms that feeds write in many ways, so that a need's terms and
a feed's can be compared. Store-free.

Open Referral UK 3.0 wants CURIEs ("openEligibility:1142"); 1.0 feeds put them into the id of a
taxonomy, others give esd's web address or a bare number beside the taxonomy's name.
"""

from __future__ import annotations

import re

_CURIE = re.compile(r"\s*([A-Za-z][\w.-]{0,40}):([\w.-]{1,60})\s*")
_ESD = re.compile(r"https?://(?:id|standards)\.esd\.org\.uk/(\w+)/(\d{1,8})/?", re.IGNORECASE)
_NUMBER = re.compile(r"[\d.-]{1,20}")

_NAMES = {
    "openeligibility": "openEligibility",
    "open eligibility": "openEligibility",
    "lgsl": "lgsl",
    # esd's services list and the local government services list share their numbers
    "service": "lgsl",
    "esdservice": "lgsl",
    "esdservices": "lgsl",
    "esdservicetype": "lgsl",
    "esdservicetypes": "lgsl",
    "need": "esdNeed",
    "esdneed": "esdNeed",
    "esdneeds": "esdNeed",
    "circumstance": "esdCircumstance",
    "esdcircumstance": "esdCircumstance",
    "esdcircumstances": "esdCircumstance",
}
NEED_PREFIX = "hubNeed"
"""Prefix of the CURIEs that stand for the needs of hubs themselves, by their short names."""
_PUBLISHED = {"lgsl": "esdServiceType"}
"""Prefixes of ours that have another name in Open Referral UK."""
_NOT_PREFIXES = {"http", "https", "urn", "mailto", "tel", "javascript", "data"}


def canonical_curie(text: str) -> str:
    """The term in our spelling, e.g. "esdServiceType:112" -> "lgsl:112"; empty if it is none."""
    esd = _ESD.fullmatch(text.strip())
    if esd:
        name = _NAMES.get(esd[1].lower())
        return f"{name}:{esd[2]}" if name else ""
    match = _CURIE.fullmatch(text)
    if not match or match[1].lower() in _NOT_PREFIXES:
        return ""
    return f"{_NAMES.get(match[1].lower(), match[1])}:{match[2]}"


def curie_of(*, uid: str, term: str, term_uri: str, taxonomy: str) -> str:
    """The CURIE of a feed's term from whichever of its fields says it; empty if none does."""
    for text in (uid, term, term_uri):
        curie = canonical_curie(text)
        if curie:
            return curie
    name = _NAMES.get(taxonomy.strip().lower())
    if name:
        for text in (term, uid):
            if _NUMBER.fullmatch(text.strip()):
                return f"{name}:{text.strip()}"
    return ""


def published_curie(curie: str) -> str:
    """A term of ours as Open Referral UK spells it: "lgsl:112" -> "esdServiceType:112"."""
    prefix, colon, rest = curie.partition(":")
    return f"{_PUBLISHED.get(prefix, prefix)}{colon}{rest}"
