"""The tree of a document for screen readers, hung from its catalog.

reportlab has no tagging of its own, so marked content (`printables.drawing`) and the structure
tree are written by hand (ISO 32000-1 §14.7 and §14.8).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from printables.boxes import Part, Sheet


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked piece of a page."""

    part: int
    """What it belongs to."""
    actual: str = ""
    """What it says in the order in which it is read, where its glyphs are drawn in another."""


Marked = list[list[Mark]]
"""The marked pieces of each page; the index is the MCID."""


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""


def reading_order(parts: tuple[Part, ...]) -> tuple[int, ...]:
    """For each part its rank as the document is read: down the tree, children as they came."""
    children: list[list[int]] = [[] for _ in parts]
    for index, part in enumerate(parts):
        if part.parent is not None:
            children[part.parent].append(index)
    ranks = [0] * len(parts)
    waiting, rank = [0], 0
    while waiting:
        index = waiting.pop()
        ranks[index], rank = rank, rank + 1
        waiting += reversed(children[index])
    return tuple(ranks)


def describe(canvas: Canvas, sheet: Sheet) -> None:
    """What the document is, as XMP (ISO 16684-1): readers take its title from there."""
    words = _XMP.format(title=escape(sheet.title), language=escape(sheet.language))
    stream = pdfdoc.PDFStream(content=words.encode("utf-8"), filters=[])
    stream.dictionary["Type"] = pdfdoc.PDFName("Metadata")
    stream.dictionary["Subtype"] = pdfdoc.PDFName("XML")
    canvas._doc.Catalog.Metadata = canvas._doc.Reference(stream, "metadata")


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
    owners: list[list[Any]] = [[] for _ in marked]
    for number, page in enumerate(marked):
        for mcid, mark in enumerate(page):
            content = pdfdoc.PDFDictionary(
                {"Type": pdfdoc.PDFName("MCR"), "Pg": pages[number], "MCID": mcid}
            )
            owner = references[mark.part]
            if mark.actual:
                # Arabic is drawn from left to right; this is how it reads (§14.9.4).
                owner = content = document.Reference(
                    pdfdoc.PDFDictionary(
                        {
                            "Type": pdfdoc.PDFName("StructElem"),
                            "S": pdfdoc.PDFName("Span"),
                            "P": owner,
                            "ActualText": pdfdoc.PDFString(mark.actual),
                            "K": pdfdoc.PDFArray([content]),
                        }
                    ),
                    f"words-{number}-{mcid}",
                )
            children[mark.part].append(content)
            owners[number].append(owner)
    for index, part in enumerate(sheet.parts):
        if part.parent is not None:
            children[part.parent].append(references[index])
    corners = _corners(sheet)
    for index, part in enumerate(sheet.parts):
        element = elements[index]
        element["Type"] = pdfdoc.PDFName("StructElem")
        element["S"] = pdfdoc.PDFName(part.kind)
        element["P"] = root_reference if part.parent is None else references[part.parent]
        element["K"] = pdfdoc.PDFArray(children[index])
        if part.spoken:
            element["Alt"] = pdfdoc.PDFString(part.spoken)
        if part.language:
            element["Lang"] = pdfdoc.PDFString(part.language)
        if part.scope:
            element["A"] = pdfdoc.PDFDictionary(
                {"O": pdfdoc.PDFName("Table"), "Scope": pdfdoc.PDFName(part.scope)}
            )
        if index in corners:
            element["A"] = pdfdoc.PDFDictionary(
                {
                    "O": pdfdoc.PDFName("Layout"),
                    "Placement": pdfdoc.PDFName("Block"),
                    "BBox": pdfdoc.PDFArray(corners[index]),
                }
            )
    numbers: list[Any] = []
    for number, of_page in enumerate(owners):
        numbers += [number, pdfdoc.PDFArray(of_page)]
    root["Type"] = pdfdoc.PDFName("StructTreeRoot")
    root["K"] = references[0]
    root["ParentTree"] = pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(numbers)})
    root["ParentTreeNextKey"] = len(marked)
    document.Catalog.StructTreeRoot = root_reference
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})


def _corners(sheet: Sheet) -> dict[int, list[float]]:
    """Where the picture of a part lies: left, bottom, right and top from the page's lower left."""
    return {
        code.part: [
            round(code.box.left, 3),
            round(page.height - code.box.bottom, 3),
            round(code.box.right, 3),
            round(page.height - code.box.top, 3),
        ]
        for page in sheet.pages
        for code in page.codes()
        if code.part is not None
    }
