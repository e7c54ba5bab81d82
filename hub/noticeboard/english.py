"""How words that mean the same are told to be the same: endings taken off, and family, money and
trouble under one name each. English only; what isn't listed here stands for itself.

Used for what people mean, never for what entries say: there a word half typed must still fit.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DIACRITICS = re.compile("[\u0300-\u036f]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`]")
_NOT_IN_WORDS = re.compile(r"[\W_]+")

_ALIKE = """
mum mother mam mom mummy mums
dad father daddy
child kid children bairn kiddy youngster
son lad boy
daughter girl lass
nan gran grandma nana grandmother granny
grandad grandfather grandpa
partner husband wife hubby missus boyfriend girlfriend spouse fella bloke fiance
house home
scared frightened afraid terrified frightening frightens fear
hit hitting punch beat beaten beating slap thump
kick chuck throw threw thrown kicked chucked boot
die died dead death dies dying passed
drink drunk drank drinking drinker
steal stole stolen nick nicked robbed robbery rob
lose lost losing loses
eat ate eaten eating
sleep slept asleep
fall fell fallen
broke broken bust
afford pay paying paid payment
ill poorly sick unwell
doctor gp dr
tonight tonite 2nite
old older elderly pensioner
money cash dosh
lonely alone loneliness lonesome
forget forgot forgotten forgetful forgets
hurt hurting hurts harm
worry worried worrying worries anxious anxiety
sad down unhappy miserable low
repair fix mend
job employment
letter post
fridge freezer
sofa settee couch
friend mate pal
landlord landlady
teenage teenager teen
bill bills
boss manager employer
shout shouting scream
sacked fired
uk britain
buggy pram pushchair
nappy nappies
lawyer solicitor
teach taught
leave left leaving
write wrote written writing
buy bought buying
speak spoke speaking
smoke smoking smoker cigarettes fags
tired exhausted
cheat scam conned con scammed scammer
attack attacked assault assaulted
evict evicted eviction
separate separated separation separating split splitting
jobcentre dwp
uni university
"""

_VOWELS = set("aeiouy")
_SHORT_WITH_E = re.compile("[^aeiouy][aeiou][^aeiouwxy]")


def plain_words(text: str) -> list[str]:
    """The words of a text: lower case, no accents, no apostrophes ("can't" is "cant")."""
    plain = _DIACRITICS.sub("", unicodedata.normalize("NFD", text))
    plain = _APOSTROPHES.sub("", unicodedata.normalize("NFC", plain).lower())
    return _NOT_IN_WORDS.sub(" ", plain).split()


def stem(word: str) -> str:
    """The word without its ending: "sleeping" and "sleeps" are "sleep", "losing" is "lose"."""
    if len(word) <= 3 or not word.isalpha():
        return word
    if word.endswith(("sses", "shes", "ches", "xes")) or (word.endswith("ies") and len(word) > 4):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and len(rest) > 2 and _VOWELS & set(rest):
            word = rest
            if word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            elif _SHORT_WITH_E.fullmatch(word):  # "losing" is "lose", "getting" is "get"
                word += "e"
            break
    if len(word) > 4 and word.endswith("e"):
        word = word[:-1]
    return f"{word[:-1]}i" if len(word) > 2 and word.endswith("y") else word


_BY_STEM = {
    stem(word): stem(line.split()[0])
    for line in _ALIKE.strip().splitlines()
    for word in line.split()
}


@lru_cache(4096)
def meaning(word: str) -> str:
    """What a plain word stands for: the same for words that mean the same."""
    root = stem(word)
    return _BY_STEM.get(root, root)
