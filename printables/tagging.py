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
    """Hangs the structure tree and its index from the marked pieces back into the catalog.

    Written out as bytes, because reportlab's objects take several times as long, and a tree is
    most of a sheet. A part whose pieces lie on one page names the page once.
    """
    document: Any = canvas._doc
    pages = [document.Reference(page).format(document) for page in document.Pages.pages]
    root = document.objectcounter + 1
    own = [b"%d 0 R" % (root + 1 + index) for index in range(len(sheet.parts))]
    pieces: list[list[tuple[int, int, str]]] = [[] for _ in sheet.parts]
    for number, page in enumerate(marked):
        for mcid, mark in enumerate(page):
            pieces[mark.part].append((number, mcid, mark.actual))
    children: list[list[bytes]] = [[] for _ in sheet.parts]
    for index, part in enumerate(sheet.parts):
        if part.parent is not None:
            children[part.parent].append(own[index])

    owners = [[own[mark.part] for mark in page] for page in marked]
    spans: list[bytes] = []
    corners = _corners(sheet)
    elements: list[bytes] = []
    for index, part in enumerate(sheet.parts):
        home = pieces[index][0][0] if pieces[index] else -1
        kids: list[bytes] = []
        for number, mcid, actual in pieces[index]:
            if actual:
                # Arabic is drawn from left to right; this is how it reads (§14.9.4).
                owner = b"%d 0 R" % (root + 1 + len(own) + len(spans))
                spans.append(
                    b"<</Type/StructElem/S/Span/P %s/Pg %s/K[%d]/ActualText %s>>"
                    % (own[index], pages[number], mcid, _string(document, actual))
                )
                owners[number][mcid] = owner
                kids.append(owner)
            elif number == home:
                kids.append(b"%d" % mcid)
            else:
                kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[number], mcid))
        entries = [
            b"<</Type/StructElem/S/%s/P " % part.kind.encode("ascii"),
            b"%d 0 R" % root if part.parent is None else own[part.parent],
            b"/Pg " + pages[home] if home >= 0 else b"",
            b"/K[%s]" % b" ".join(kids + children[index]),
        ]
        if part.spoken:
            entries.append(b"/Alt " + _string(document, part.spoken))
        if part.language:
            entries.append(b"/Lang " + _string(document, part.language))
        if part.scope:
            entries.append(b"/A<</O/Table/Scope/%s>>" % part.scope.encode("ascii"))
        if index in corners:
            box = " ".join(f"{corner:g}" for corner in corners[index]).encode("ascii")
            entries.append(b"/A<</O/Layout/Placement/Block/BBox[%s]>>" % box)
        elements.append(b"".join(entries) + b">>")

    index_of_pages = b" ".join(
        b"%d[%s]" % (number, b" ".join(of_page)) for number, of_page in enumerate(owners)
    )
    tree = b"<</Type/StructTreeRoot/K %s/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>" % (
        own[0],
        index_of_pages,
        len(marked),
    )
    for number, written in enumerate((tree, *elements, *spans)):
        document.Reference(written, f"tree-{number}")
    document.Catalog.StructTreeRoot = pdfdoc.PDFObjectReference("tree-0")
    document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})


def _string(document: Any, words: str) -> bytes:
    written: bytes = pdfdoc.PDFString(words).format(document)
    return written


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
