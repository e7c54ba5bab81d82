"""Which buttons stand below a page, before it is seen which of them there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.public import furniture
from kiosk.public.page import Page
from kiosk.public.places import Home, ListCode, MyList, Place

if TYPE_CHECKING:
    from kiosk.public.painting import Paged
    from kiosk.public.visit import Visit


def touches_of(page: Page, place: Place, visit: Visit, part: Paged | None) -> list[furniture.Touch]:
    """What can be done at a place; `part` is what can be turned there."""
    touches = [furniture.BACK] if visit.history else []
    if not isinstance(place, Home):
        touches.append(furniture.HOME)
    if isinstance(place, ListCode) and page.article is not None:
        touches += [furniture.CODE_BEFORE] if place.number > 1 else []
        touches += [furniture.NEXT_CODE] if place.number < page.codes else []
    elif part is not None:
        touches += [furniture.BEFORE] if part.has_before() else []
        touches += [furniture.MORE] if part.has_more() else []
    if visit.my_list and not isinstance(place, (Home, MyList, ListCode)):
        touches.append(furniture.list_touch(len(visit.my_list)))
    at_home = isinstance(place, Home)
    touches.append(furniture.language_at_home(visit.language) if at_home else furniture.LANGUAGE)
    touches += [furniture.LOOK, furniture.HIDE]
    touches += [furniture.DESK] if visit.demo else []
    return [*touches, furniture.LEAVE]
