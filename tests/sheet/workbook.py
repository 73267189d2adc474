"""Workbooks put together part by part, in the manner of one writer or another, or of none."""
import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def zipped(parts, method=zipfile.ZIP_DEFLATED, level=6):
    """The bytes of a zip with these parts, in order; equal parts give equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method, compresslevel=level) as archive:
        for name, content in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, method, level)
    return out.getvalue()


def types(**named):
    """[Content_Types].xml: part → the end of its content type."""
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in named.get("parts", {}).items())
    return (f'{HEAD}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
            f'.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>')


def relations(*targets, base=RELATION):
    """(id, type, target)…"""
    inner = "".join(f'<Relationship Id="{name}" Type="{base}/{kind}" Target="{target}"/>' for name, kind, target in targets)
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inner}</Relationships>'


def sheet(rows, before="", after="", space=MAIN):
    return f'{HEAD}<worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def strings(*texts):
    return f'{HEAD}<sst xmlns="{MAIN}">' + "".join(f"<si><t>{text}</t></si>" for text in texts) + "</sst>"


STYLES = (f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts><font/></fonts>'
          '<cellXfs count="3"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="0"/><xf numFmtId="22" fontId="0"/></cellXfs></styleSheet>')


def inline(*cells):
    """A row of texts, as simple writers make it."""
    return "<row>" + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells) + "</row>"


def parts(worksheet, shared=None, styles=STYLES, book=None, **more):
    """The parts of a plain workbook with one sheet; `more`: parts by name, instead of these or beside them (None: left out)."""
    made = {
        "[Content_Types].xml": types(parts={"/xl/workbook.xml": TYPE + "sheet.main+xml"}),
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": book or f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/>'
                                   "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": relations(("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml"),
                                                *([("rId3", "sharedStrings", "sharedStrings.xml")] if shared else [])),
        "xl/styles.xml": styles,
        "xl/worksheets/sheet1.xml": worksheet,
    }
    if shared:
        made["xl/sharedStrings.xml"] = shared
    made.update(more)
    return {name: content for name, content in made.items() if content is not None}
