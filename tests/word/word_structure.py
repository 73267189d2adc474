"""What Word requires of a .docx, looked at strictly: every part well-formed and with a type, every relationship led somewhere and
every id of one found, elements in the order of ISO/IEC 29500 where a template is changed, containers that end in a paragraph,
ids that are once, ranges and fields that end. The schema itself is in no package of Debian; this holds what filling can break."""
import posixpath
from collections import Counter
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

RANGES = {"bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "commentRangeStart", "commentRangeEnd", "proofErr"}
BLOCKS = {"p", "tbl", "sdt", "customXml", "altChunk"} | RANGES
RUNS = {"r", "hyperlink", "fldSimple", "sdt", "smartTag", "customXml", "subDoc", "dir", "bdo"} | RANGES
RUN = {"t", "tab", "br", "cr", "sym", "drawing", "pict", "object", "fldChar", "instrText", "footnoteReference", "endnoteReference", "footnoteRef",
       "endnoteRef", "separator", "continuationSeparator", "annotationRef", "commentReference", "noBreakHyphen", "softHyphen", "pgNum", "ptab", "ruby",
       "lastRenderedPageBreak", "dayShort", "monthShort", "yearShort", "dayLong", "monthLong", "yearLong"}
# element: what must come first (each at most once, in this order), what may follow, what must come last
CHILDREN = {
    "document": (["background", "body"], set(), []),
    "body": ([], BLOCKS, ["sectPr"]),
    "hdr": ([], BLOCKS, []), "ftr": ([], BLOCKS, []), "footnote": ([], BLOCKS, []), "endnote": ([], BLOCKS, []), "comment": ([], BLOCKS, []),
    "txbxContent": ([], BLOCKS, []), "docPartBody": ([], BLOCKS, ["sectPr"]),
    "p": (["pPr"], RUNS, []),
    "r": (["rPr"], RUN, []),
    "tbl": (["tblPr", "tblGrid"], {"tr", "sdt", "customXml"} | RANGES, []),
    "tr": (["tblPrEx", "trPr"], {"tc", "sdt", "customXml"} | RANGES, []),
    "tc": (["tcPr"], BLOCKS, []),
    "sdt": (["sdtPr", "sdtEndPr", "sdtContent"], set(), []),
    "hyperlink": ([], RUNS, []),
}
HOLDERS = {"hdr", "ftr", "footnote", "endnote", "comment", "txbxContent", "docPartBody"}  # must have a block
PARTS_IN_RANGES = {"bookmark": "bookmarkStart bookmarkEnd", "perm": "permStart permEnd", "comment": "commentRangeStart commentRangeEnd"}
NOTES = {"footnotes": ("footnote", "footnoteReference"), "endnotes": ("endnote", "endnoteReference"), "comments": ("comment", "commentReference")}


def local(node):
    return node.tag.removeprefix(W) if isinstance(node.tag, str) and node.tag.startswith(W) else None


def own(node):
    """The children that are of WordprocessingML; None stands for one of another namespace (math, markup compatibility)."""
    return [local(child) for child in node]


class Structure:
    def __init__(self, parts):
        self.parts, self.faults = parts, []
        self.trees = {}
        for name, data in parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.trees[name] = ElementTree.fromstring(data)
                except ElementTree.ParseError as error:
                    self.fault(name, f"is not well-formed: {error}")

    def fault(self, name, what):
        self.faults.append(f"{name}: {what}")

    def check(self):
        self.check_types()
        for name, tree in self.trees.items():
            if name.endswith(".rels"):
                self.check_relationships(name, tree)
        for name, tree in self.trees.items():
            self.check_children(name, tree)
            self.check_ranges(name, tree)
            self.check_fields(name, tree)
        self.check_ids()
        self.check_notes()
        assert not self.faults, "\n".join(self.faults)

    def check_types(self):
        types = self.trees["[Content_Types].xml"]
        defaults = {node.get("Extension").lower() for node in types.findall(f"{TYPES}Default")}
        overrides = [node.get("PartName")[1:] for node in types.findall(f"{TYPES}Override")]
        for name in self.parts:
            if name != "[Content_Types].xml" and name not in overrides and name.rsplit(".", 1)[-1].lower() not in defaults:
                self.fault(name, "has no content type")
        for name in set(overrides) - set(self.parts):
            self.fault(name, "has a content type and is not there")

    def source(self, name):
        folder, file = posixpath.split(name)
        return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))

    def check_relationships(self, name, tree):
        source = self.source(name)
        ids = Counter(node.get("Id") for node in tree.findall(RELATION))
        for double in [rid for rid, times in ids.items() if times > 1]:
            self.fault(name, f"{double} is there twice")
        for node in tree.findall(RELATION):
            target = node.get("Target")
            if node.get("TargetMode") == "External":
                if not node.get("Type").endswith("/hyperlink"):
                    self.fault(name, f"leads out of the package: {target}")
                continue
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
            if path not in self.parts:
                self.fault(name, f"{target} is not there")
        if source and source in self.trees:
            used = {value for node in self.trees[source].iter() for key, value in node.attrib.items() if key.startswith(R)}
            for rid in used - set(ids):
                self.fault(source, f"{rid} is used and leads nowhere")

    def check_children(self, name, tree):
        for node in tree.iter():
            kind = local(node)
            if kind in CHILDREN and local(tree) != "settings":
                self.check_order(name, kind, own(node))
            if kind in HOLDERS and local(tree) != "settings" and not set(own(node)) & {"p", "tbl", "sdt", "altChunk"}:
                self.fault(name, f"an empty {kind}")
            if kind == "tc" and [child for child in own(node) if child not in RANGES and child != "tcPr"][-1:] not in (["p"], ["sdt"], ["customXml"]):
                self.fault(name, "a cell that does not end in a paragraph")
            if kind == "tbl" and not any(local(child) == "tr" for child in node.iter()):
                self.fault(name, "a table without rows")
            if kind == "tr" and not any(local(child) == "tc" for child in node.iter()):
                self.fault(name, "a row without cells")
            if node.tag in (f"{A}txBody", "{http://schemas.openxmlformats.org/drawingml/2006/chart}rich") and node.find(f"{A}p") is None:
                self.fault(name, "a text of a drawing without a paragraph")

    def check_order(self, name, kind, children):
        first, middle, last = CHILDREN[kind]
        stage, seen = 0, []
        for child in children:
            if child is None:
                stage = max(stage, 1)
            elif child in first:
                if stage or seen and first.index(child) <= first.index(seen[-1]):
                    self.fault(name, f"{child} out of order in {kind}: {children}")
                seen.append(child)
            elif child in last:
                stage = 2
            elif child not in middle:
                self.fault(name, f"{child} in {kind}")
            else:
                if stage == 2:
                    self.fault(name, f"{child} behind the last of {kind}: {children}")
                stage = max(stage, 1)

    def check_ranges(self, name, tree):
        for kind, words in PARTS_IN_RANGES.items():
            start, end = words.split()
            open_ids, closed = [], []
            for node in tree.iter():
                if local(node) == start:
                    open_ids.append(node.get(f"{W}id"))
                elif local(node) == end:
                    if node.get(f"{W}id") not in open_ids:
                        self.fault(name, f"{kind} {node.get(f'{W}id')} ends and never began")
                    else:
                        open_ids.remove(node.get(f"{W}id"))
                    closed.append(node.get(f"{W}id"))
            for left in open_ids:
                self.fault(name, f"{kind} {left} never ends")
            for double in [one for one, times in Counter(closed).items() if times > 1]:
                self.fault(name, f"{kind} {double} is there twice")
        names = Counter(node.get(f"{W}name") for node in tree.iter(f"{W}bookmarkStart"))
        for double in [one for one, times in names.items() if times > 1]:
            self.fault(name, f"bookmark “{double}” is there twice")

    def check_fields(self, name, tree):
        depth = 0
        for node in tree.iter(f"{W}fldChar"):
            depth += {"begin": 1, "end": -1}.get(node.get(f"{W}fldCharType"), 0)
            if depth < 0:
                self.fault(name, "a field ends and never began")
                depth = 0
        if depth:
            self.fault(name, "a field never ends")

    def check_ids(self):
        """Ids that must be once in the whole document."""
        every = [node for name, tree in self.trees.items() for node in tree.iter()]
        seen = {"drawing": [node.get("id") for node in every if node.tag == f"{WP}docPr"],
                "content control": [node.find(f"{W}id").get(f"{W}val") for node in every if local(node) == "sdtPr" and node.find(f"{W}id") is not None],
                "shape": [node.get("id") for node in every if isinstance(node.tag, str) and node.tag.startswith("{urn:schemas-microsoft-com:vml}") and node.get("id")]}
        for kind, ids in seen.items():
            for double in [one for one, times in Counter(ids).items() if times > 1]:
                self.fault("document", f"{kind} {double} is there twice")

    def check_notes(self):
        for root, (element, reference) in NOTES.items():
            parts = [tree for tree in self.trees.values() if local(tree) == root]
            kept = [node.get(f"{W}id") for tree in parts for node in tree.findall(f"{W}{element}") if node.get(f"{W}type") is None]
            used = [node.get(f"{W}id") for name, tree in self.trees.items() for node in tree.iter(f"{W}{reference}")]
            if sorted(kept) != sorted(used):
                self.fault(root, f"notes {sorted(kept)}, references {sorted(used)}")


def check(parts):
    """Fails with all that is wrong; parts: name → bytes."""
    Structure(parts).check()
