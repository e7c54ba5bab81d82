"""That the tree of a document is sound: every mark leads to its element and back, what is read
comes in the order in which it is drawn, nothing hangs loose.
"""

from __future__ import annotations

from typing import Any

from pypdf import PdfReader

from printables.boxes import Sheet
from tests.printables.ink import Ink

_Marks = list[tuple[int, int]]


def check_tagged(reader: PdfReader, sheet: Sheet, inks: list[Ink]) -> None:
    """`inks`: what each page shows."""
    root: Any = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert reader.metadata.title == sheet.title
    assert root["/Lang"] == sheet.language
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/MarkInfo"]["/Marked"]

    tree = root["/StructTreeRoot"]
    pages = {page.indirect_reference.idnum: at for at, page in enumerate(reader.pages)}  # type: ignore[union-attr] # read from a file, each has one
    in_order: _Marks = []
    owners: dict[tuple[int, int], int] = {}
    _walk(tree.raw_get("/K"), root.raw_get("/StructTreeRoot").idnum, pages, in_order, owners)

    numbers: list[Any] = list(tree["/ParentTree"]["/Nums"])
    assert numbers[::2] == list(range(len(inks)))
    own_numbers: list[Any] = [page["/StructParents"] for page in reader.pages]
    assert own_numbers == list(range(len(inks)))
    for at, (ink, parents) in enumerate(zip(inks, numbers[1::2], strict=True)):
        assert [number for _, number in ink.marks] == list(range(len(parents)))
        for (kind, number), parent in zip(ink.marks, parents, strict=True):
            assert owners[at, number] == parent.idnum
            assert parent.get_object()["/S"] == kind
    # Whoever knows no tags reads a page as it is drawn, so that has to be the order of the tree.
    drawn = [(at, number) for at, ink in enumerate(inks) for _, number in ink.marks]
    assert sorted(in_order) == drawn
    assert [mark for at in range(len(inks)) for mark in in_order if mark[0] == at] == drawn


def _walk(
    reference: Any,
    parent: int,
    pages: dict[int, int],
    in_order: _Marks,
    owners: dict[tuple[int, int], int],
) -> None:
    """Collects the marks below one element as they are read."""
    element = reference.get_object()
    assert element.raw_get("/P").idnum == parent
    kids = element["/K"]
    assert kids, ("an element of nothing", element["/S"])
    if element["/S"] == "/Figure":
        assert element["/Alt"].strip()
    for kid in kids:
        found = kid.get_object()
        if isinstance(found, int):
            mark = (pages[element.raw_get("/Pg").idnum], int(found))
        elif "/MCID" in found:
            mark = (pages[found.raw_get("/Pg").idnum], int(found["/MCID"]))
        else:
            _walk(kid, reference.idnum, pages, in_order, owners)
            continue
        assert mark not in owners
        owners[mark] = reference.idnum
        in_order.append(mark)
