"""Word templates made by hand: parts of XML in a package, as Word and other programs write them."""
import struct
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
SPACES = {
    "w": W, "r": R, "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main", "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape", "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office", "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml", "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram"}
DECLARED = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001a5f6454000"
                    "00000049454e44ae426082")


def part(kind, body, name=None, source="word/document.xml", relation=None, rid=None, content_type=None):
    """A part beside the text. kind is the last word of its relationship's type and, for parts of Word, of its content type."""
    return {"name": name or f"word/{kind}1.xml", "body": body, "source": source, "relation": relation or OFFICE + kind, "rid": rid or f"r{kind}",
            "type": content_type or KIND.format(kind)}


def xml(root, inside, attributes=""):
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><{root} {DECLARED} {attributes}>{inside}</{root}>'


def p(*words, style=""):
    """A paragraph; each word is a run, unless it is XML already."""
    return f"<w:p>{style}" + "".join(word if word.startswith("<") else run(word) for word in words) + "</w:p>"


def run(text, look=""):
    text = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def cell(*paragraphs):
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(*cells):
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(*rows):
    grid = max(text.count("<w:tc>") for text in rows)
    return ('<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>' + '<w:gridCol w:w="2000"/>' * grid + "</w:tblGrid>"
            + "".join(rows) + "</w:tbl>")


def picture(number=1, descr="", rid="rimage"):
    return (f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="9525" cy="9525"/><wp:docPr id="{number}" name="Hình {number}" '
            f'descr="{descr}"/><a:graphic><a:graphicData uri="{SPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="a.png"/><pic:cNvPicPr/>'
            f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="{rid}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
            '<a:ext cx="9525" cy="9525"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
            '</wp:inline></w:drawing></w:r>')


IMAGE = part("image", PNG, name="word/media/a.png", content_type="image/png")
SECTION = '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'


def relationships(items):
    lines = "".join(f'<Relationship Id="{rid}" Type="{kind}" Target="{target}"{mode}/>' for rid, kind, target, mode in items)
    return f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'


def package(body, parts=(), links=(), section="", document="word/document.xml", main=MAIN, root="w:document", properties=None):
    """The parts of a .docx: name → bytes. links: (id, kind, target) of the text that lead out of the package."""
    made = {document: xml(root, f"<w:body>{body}{SECTION.format(section)}</w:body>") if root == "w:document" else body}
    types = [(document, main)]
    related = {"": [("r1", OFFICE + "officeDocument", document, "")]}
    if properties is not None:
        made["docProps/core.xml"] = properties
        types.append(("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"))
        related[""].append(("r2", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml", ""))
    for one in parts:
        source = document if one["source"] == "word/document.xml" else one["source"]
        made[one["name"]] = one["body"]
        types.append((one["name"], one["type"]))
        related.setdefault(source, []).append((one["rid"], one["relation"], "/" + one["name"], ""))
    for rid, kind, target in links:
        related.setdefault(document, []).append((rid, OFFICE + kind, target, ' TargetMode="External"'))
    for source, items in related.items():
        folder, _, name = source.rpartition("/")
        made[f"{folder}/_rels/{name}.rels" if source else "_rels/.rels"] = relationships(items)
    made["[Content_Types].xml"] = (
        '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types) + "</Types>")
    return {name: data if isinstance(data, bytes) else data.encode() for name, data in made.items()}


def save(path, parts, packed=True):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
            file.writestr(name, parts[name])


def with_other_local_times(data):
    """What SharePoint does: the time in the local headers is not that of the directory."""
    data = bytearray(data)
    at = data.find(b"PK\3\4")
    while at >= 0:
        struct.pack_into("<HH", data, at + 10, 0, 0x21)
        at = data.find(b"PK\3\4", at + 4)
    return bytes(data)
