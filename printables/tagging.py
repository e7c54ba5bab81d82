"""The tree of a document for screen readers, hung from its catalog.

reportlab has no tagging of its own, so marked content (`printables.drawing`) and the structure
tree are written by hand (ISO 32000-1 §14.7 and §14.8).
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from printables.boxes import Sheet

Marked = list[list[int]]
"""For each page the part that each of its marked pieces belongs to; the index is the MCID."""


def tag(canvas: Canvas, sheet: Sheet, marked: Marked) -> None:
    """Hangs the structure tree and its index from the marked pieces back into the catalog."""
    document: Any = canvas._doc
    pages = [document.Reference(page) for page in document.Pages.pages]
    elements = [pdfdoc.PDFDictionary({}) for _ in sheet.parts]
    references = [
        document.Reference(element, f"part-{index}") for index, element in enumerate(elements)
    ]
    root = pdfdoc.PDFDictionary({})
    root_reference = document.Reference(root, "parts")
    children: list[list[Any]] = [[] for _ in sheet.parts]
    for number, page in enumerate(marked):
        for mcid, owner in enumerate(page):
            children[owner].append(
                pdfdoc.PDFDictionary(
                    {"Type": pdfdoc.PDFName("MCR"), "Pg": pages[number], "MCID": mcid}
                )
            )
    for index, part in enumerate(sheet.parts):
        if part.parent is not None:
            children[part.parent].append(references[index])
    for index, part in enumerate(sheet.parts):
        element = elements[index]
        element["Type"] = pdfdoc.PDFName("StructElem")
        element["S"] = pdfdoc.PDFName(part.kind)
        element["P"] = root_reference if part.parent is None else references[part.parent]
        element["K"] = pdfdoc.PDFArray(children[index])
        if part.spoken:
            element["Alt"] = pdfdoc.PDFString(part.spoken)
        if part.scope:
            element["A"] = pdfdoc.PDFDictionary(
                {"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(part.scope)}
            )
    numbers: list[Any] = []
    for number, page in enumerate(marked):
        numbers += [number, pdfdoc.PDFArray([references[owner] for owner in page])]
    root["Type"] = pdfdoc.PDFName("StructTreeRoot")
    root["K"] = references[0]
    root["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
    root["ParentTreeNextKey"] = len(marked)
    document.Catalog.StructTreeRoot = root_reference
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
