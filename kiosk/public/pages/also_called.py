"""What else people call a need, for those who type it in another language than English: its English
words are with the need itself. Each line is a few words with commas between them, and whoever
translates it writes what people say, as many words as there are.
"""

from __future__ import annotations

from hub.languages.language import Language, to_say

_ALSO = {
    "not-safe-at-home": to_say("violence, abuse, beating, threats"),
    "nowhere-to-stay-tonight": to_say("homeless, on the street, night shelter"),
    "cannot-cope": to_say("suicide, crisis, despair"),
    "hurt-by-crime": to_say("police, theft, robbery, attack"),
    "might-lose-home": to_say("eviction, bailiff, landlord, mortgage"),
    "behind-with-rent": to_say("arrears, tenancy"),
    "find-a-home": to_say("flat, housing, council home"),
    "home-repairs": to_say("damp, mould, broken heating"),
    "debts": to_say("loan, credit card, owing money"),
    "benefits": to_say("Universal Credit, allowance, pension"),
    "energy-bills": to_say("bill, heating, meter"),
    "food-today": to_say("hungry, food bank, groceries"),
    "low-or-anxious": to_say("depression, anxiety, stress"),
    "drink-or-drugs": to_say("alcohol, addiction"),
    "someone-died": to_say("death, funeral, grief"),
    "dentist": to_say("tooth, toothache"),
    "carer": to_say("carer, caring for parents"),
    "childcare": to_say("nursery, childminder"),
    "find-work": to_say("work, unemployed, CV"),
    "learn-english": to_say("English course, lessons"),
    "legal-advice": to_say("lawyer, court, law"),
    "immigration": to_say("visa, passport, asylum, residence permit"),
    "help-with-forms": to_say("letter, document, translation"),
}


def also_called(need: str, language: Language) -> str:
    """Other words for a need of this slug; empty where there are none in this language."""
    english = _ALSO.get(need, "")
    said = language.say(english) if english else ""
    return "" if said == english else said
