"""Templates as people and programs make them, each with what must become of it: filled (`says`, `lacks`) or refused with its place
and a way out (`refused`). One row is one kind of fault that once went through."""
import io
import zipfile
from dataclasses import dataclass, field

from word_package import (IMAGE, MAIN, R, SPACES, W, DECLARED, KIND, OFFICE, PNG, cell, p, package, part, picture, relationships, row, run, table, with_other_local_times,
                          xml)

DATA = {
    "ward": {"name": "phường Đằng Hải", "id": "dang-hai", "site": "a b/ä&c"}, "yes": True, "no": False, "none": [], "two": "dòng 1\ndòng 2\tcột",
    "list": [{"n": "một", "on": True}, {"n": "hai", "on": False}, {"n": "ba", "on": True}], "braces": "{{ x }} {% if %} }} {", "quote": "A & \"B\" <C>",
    "bad": "a\ufffeb\uffffc\u0001d\u000be", "title": "Báo cáo quý I"}


@dataclass
class Case:
    parts: dict
    says: list = field(default_factory=list)     # in the text of the parts of the draft, runs put together
    lacks: list = field(default_factory=list)    # words that are not in it
    without: list = field(default_factory=list)  # what no part's XML may hold
    xml: list = field(default_factory=list)      # (part, words of its XML)
    refused: list = field(default_factory=list)  # pieces of one English sentence
    missing: list = field(default_factory=list)  # refused when it is filled
    noted: list = field(default_factory=list)
    change: object = None                        # of the file's bytes
    times: dict = field(default_factory=dict)    # words and how often


def simple(*body, **more):
    return package("".join(body), **more)


def fld(code, shown="x"):
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>')


def textbox(*paragraphs):
    return ('<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="900000" cy="300000"/>'
            '<wp:docPr id="7" name="Hộp 7"/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
            '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="900000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            f'</a:prstGeom></wps:spPr><wps:txbx><w:txbxContent>{"".join(paragraphs)}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>'
            '</wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>'
            f'<v:shape id="_x0000_s1026" o:spid="_x0000_s1026" type="#_x0000_t202" style="width:70pt;height:24pt"><v:textbox><w:txbxContent>{"".join(paragraphs)}'
            '</w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>')


def wordart(words):
    return ('<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" path="m@7,l@8,m@5,21600l@6,21600e"/>'
            '<v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt="" style="position:absolute;width:400pt;height:100pt">'
            f'<v:textpath style="font-family:&quot;Times New Roman&quot;" string="{words}"/></v:shape></w:pict></w:r>')


def control(words, number, inside=None):
    return (f'<w:sdt><w:sdtPr><w:alias w:val="Ô"/><w:id w:val="{number}"/></w:sdtPr><w:sdtContent>{inside or run(words)}</w:sdtContent></w:sdt>')


def note_part(kind, *notes):
    one = kind[:-1]
    lines = ('<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
             '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>').replace("footnote", one)
    return part(kind, xml(f"w:{kind}", lines + "".join(f'<w:{one} w:id="{number}">{words}</w:{one}>' for number, words in notes)), name=f"word/{kind}.xml")


def note_mark(kind, number):
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def chart(title, value="1"):
    inside = (f'<c:chart><c:title><c:tx><c:rich><a:bodyPr/><a:p><a:r><a:t>{title[0]}</a:t></a:r><a:r><a:rPr b="1"/><a:t>{title[1]}</a:t></a:r></a:p></c:rich></c:tx>'
              '</c:title><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/><c:order val="0"/><c:cat><c:strRef><c:f>A!A1</c:f>'
              f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{value}</c:v></c:pt></c:strCache></c:strRef></c:cat></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>'
              '</c:plotArea></c:chart>')
    return part("chart", xml("c:chartSpace", inside), name="word/charts/chart1.xml", rid="rchart",
                content_type="application/vnd.openxmlformats-officedocument.drawingml.chart+xml")


CHART = ('<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="Biểu đồ"/><a:graphic>'
         f'<a:graphicData uri="{SPACES["c"]}"><c:chart r:id="rchart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>')


def workbook(word):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/sharedStrings.xml", f"<sst><si><t>{word}</t></si></sst>")
    return out.getvalue()


def core(title, **more):
    lines = "".join(f"<{name.replace('_', ':')}>{value}</{name.replace('_', ':')}>" for name, value in more.items())
    return ('<?xml version="1.0" encoding="UTF-8"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f'<dc:title>{title}</dc:title>{lines}<dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>')


SETTINGS = part("settings", xml("w:settings", '<w:proofState w:spelling="clean" w:grammar="clean"/><w:attachedTemplate r:id="r9"/><w:defaultTabStop w:val="720"/>'
                                '<w:rsids><w:rsidRoot w:val="00112233"/></w:rsids>'), name="word/settings.xml")


def with_attached_template():
    parts = simple(p("{{ ward.name }}"), parts=[SETTINGS])
    parts["word/_rels/settings.xml.rels"] = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        f'Type="{OFFICE}attachedTemplate" Target="file:///C:/Users/an/Normal.dotm" TargetMode="External"/></Relationships>').encode()
    return parts


def other_prefix():
    """Python's ElementTree and .NET write namespaces under names of their own."""
    body = f'<?xml version="1.0"?><ns0:document xmlns:ns0="{W}"><ns0:body><ns0:tbl><ns0:tblPr/><ns0:tblGrid><ns0:gridCol/></ns0:tblGrid><ns0:tr><ns0:tc><ns0:p><ns0:r>' \
           '<ns0:t>{% for i in none %}x</ns0:t></ns0:r></ns0:p><ns0:p><ns0:r><ns0:t>{% endfor %}</ns0:t></ns0:r></ns0:p></ns0:tc></ns0:tr></ns0:tbl><ns0:p><ns0:r><ns0:t>{{ two }}' \
           '</ns0:t></ns0:r></ns0:p><ns0:sectPr/></ns0:body></ns0:document>'
    return package(body, root=None)


HEADER = part("header", xml("w:hdr", p("{% if no %}") + p("mật") + p("{% endif %}")), name="word/trang1.xml")
HEADED = '<w:headerReference w:type="default" r:id="rheader"/>'
LINK = '<w:hyperlink r:id="rlink" w:tooltip="{{ ward.name }}">' + run("xem") + "</w:hyperlink>"
ENDNOTES = note_part("endnotes", (1, p("chú thích cuối")))
FOOTNOTES = note_part("footnotes", (1, p("chú thích {{ ward.name }}")), (2, p("thừa")))

CASES = {
    # parts found by relationships and types
    "document2.xml of Word for the web": Case(simple(p("{{ ward.name }}"), document="word/document2.xml"), says=["phường Đằng Hải"]),
    "text at the root of the package": Case(simple(p("{{ ward.name }}"), document="tailieu.xml"), says=["phường Đằng Hải"]),
    "another prefix than w": Case(other_prefix(), says=["dòng 1", "dòng 2"], lacks=["x"]),
    "a header of another name": Case(simple(p("a"), parts=[part("header", xml("w:hdr", p("{{ ward.name }}")), name="word/dautrang.xml")], section=HEADED),
                                     says=["phường Đằng Hải"]),
    "a .dotx renamed": Case(simple(p("{{ ward.name }}"), main=MAIN.replace("document.main", "template.main")), xml=[("[Content_Types].xml", MAIN)]),
    "a workbook renamed": Case(simple(p("a"), main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"), refused=["no Word document"]),
    "local headers with other times": Case(simple(p("{{ ward.name }}")), says=["phường Đằng Hải"], change=with_other_local_times),
    "local header with another name": Case(simple(p("{{ ward.name }}")), refused=["archive is broken"],
                                           change=lambda data: data.replace(b"word/document.xml", b"word/documenx.xml", 1)),
    "attached template": Case(with_attached_template(), says=["phường Đằng Hải"], without=["Normal.dotm", "attachedTemplate", "proofState", "rsidRoot"],
                              noted=["the attached template", "Normal.dotm", "nothing is to be done"]),
    "a web add-in": Case(simple(p("a"), parts=[part("taskpanes", "<x/>", relation="http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes",
                                                    name="word/webextensions/taskpanes.xml", content_type="application/vnd.ms-office.webextensiontaskpanes+xml")]),
                         refused=["web add-in; remove it"]),
    "a part of a kind nobody knows": Case(simple(p("{{ ward.name }}"), parts=[part("labels", "<x/>", relation="http://x/2099/labels", content_type="text/xml")]),
                                          says=["phường Đằng Hải"], noted=["labels1.xml", "was left out"], without=["labels1"]),

    "data of another program under Word's prefixes": Case(simple(p("a"), parts=[part("customXml", '<a:x xmlns:a="urn:own" xmlns:w="urn:too" w:id="{1}">{{ ward.name }}</a:x>', name="customXml/item1.xml",
                                                                                 content_type="application/xml")]), says=["phường Đằng Hải"]),
    "a part in UTF-16": Case({name: data.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16") if name == "word/document.xml" else data
                              for name, data in simple(p("{{ ward.name }}")).items()}, says=["phường Đằng Hải"]),
    "a relationship to nowhere": Case(dict(simple(p("a")), **{"word/_rels/document.xml.rels": relationships([("r5", OFFICE + "header", "header9.xml", "")]).encode()}), without=["header9"]),
    "a header that is not there": Case(dict(simple(p("a"), section='<w:headerReference w:type="default" r:id="r5"/>'),
                                            **{"word/_rels/document.xml.rels": relationships([("r5", OFFICE + "header", "header9.xml", "")]).encode()}),
                                       refused=["lacks part “header9.xml”", "save it again"]),
    "a mail merge": Case(simple(p("{{ ward.name }}"), parts=[part("settings", xml("w:settings", '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataType w:val="native"/>'
                                                                  '<w:query w:val="SELECT * FROM x"/></w:mailMerge>'), name="word/settings.xml")]), without=["mailMerge", "SELECT"]),
    "a printer's settings": Case(package(p("a"), parts=[part("printerSettings", b"x", name="word/printerSettings/p.bin", rid="rp", content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.printerSettings")],
                                         section="") | {"word/document.xml": xml("w:document", "<w:body>" + p("a") + '<w:sectPr><w:printerSettings r:id="rp"/></w:sectPr></w:body>').encode()},
                                   times={"printerSettings/p.bin": 2}),
    "an image from elsewhere": Case(simple(p(picture(1, "", "rl")), links=[("rl", "image", "http://e/x.png")]), refused=["takes content from elsewhere (“http://e/x.png”)"]),
    "a picture in SVG": Case(simple(p(picture(1)), parts=[part("image", '<svg xmlns="http://www.w3.org/2000/svg"><text>{{ ward.name }}</text></svg>', name="word/media/a.svg",
                                                               content_type="image/svg+xml")]), xml=[("word/media/a.svg", "phường Đằng Hải</text>")]),

    # text outside of w:t in a paragraph
    "a watermark": Case(simple(p("a", wordart("DỰ THẢO {{ ward.name }}"))), says=["DỰ THẢO phường Đằng Hải"]),
    "a half tag in a watermark": Case(simple(p("a", wordart("{ ward.name }}"))), refused=["paragraph 1", "WordArt or a watermark", "no “{{” before it"]),
    "a chart's title over two runs": Case(simple(p(CHART), parts=[chart(("{{ ward", ".name }} &amp; c"))]), says=["phường Đằng Hải & c"]),
    "a value with a line end in a chart": Case(simple(p(CHART), parts=[chart(("{{ two }}", ""))]), says=["dòng 1 dòng 2 cột"]),
    "a chart's data": Case(simple(p(CHART), parts=[chart(("a", "b"), "{{ ward.name }}")]), says=["phường Đằng Hải"]),
    "a block open in a chart's data": Case(simple(p(CHART), parts=[chart(("a", "b"), "{% if yes %}x")]), refused=["data of a chart", "opened and closed in this one place"]),
    "a chart's title emptied": Case(simple(p(CHART), parts=[part("chart", xml("c:chartSpace", "<c:chart><c:title><c:tx><c:rich><a:bodyPr/>" + "".join(
        f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>" for text in ("{% if no %}", "b", "{% endif %}")) + "</c:rich></c:tx></c:title><c:plotArea><c:layout/></c:plotArea></c:chart>"),
        name="word/charts/chart1.xml", content_type="application/vnd.openxmlformats-officedocument.drawingml.chart+xml")]), xml=[("word/charts/chart1.xml", "<a:p/></c:rich>")]),
    "the workbook behind a chart": Case(simple(p(CHART), parts=[chart(("a", "b")), part("package", workbook("{{ x }}"), name="word/embeddings/a.xlsx", source="word/charts/chart1.xml",
                                                                                     content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]),
                                        refused=["word/embeddings/a.xlsx", "the embedded file has a tag", "edit the chart's data"]),
    "SmartArt": Case(simple(p("a"), parts=[part("diagramData", xml("dgm:dataModel", '<dgm:ptLst><dgm:pt modelId="{1}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>Về {{ ward.name }}</a:t></a:r></a:p></dgm:t>'
                                                                 '</dgm:pt></dgm:ptLst>'), content_type="application/vnd.openxmlformats-officedocument.drawingml.diagramData+xml")]),
                     says=["Về phường Đằng Hải"]),
    "an equation": Case(simple(p("<m:oMath><m:r><m:t>x=</m:t></m:r><m:r><m:t>{{ ward</m:t></m:r><m:r><m:t>.name }}</m:t></m:r></m:oMath>")), says=["x=phường Đằng Hải"]),
    "a loop in an equation": Case(simple(p("<m:oMath><m:r><m:t>x{% for i in list %}+{{ i.n }}{% endfor %}</m:t></m:r></m:oMath>")), says=["x+một+hai+ba"]),
    "alternative text": Case(simple(p(picture(1, "Ảnh {{ quote }}")), parts=[IMAGE]), xml=[("word/document.xml", 'descr="Ảnh A &amp; &quot;B&quot; &lt;C&gt;"')]),
    "alternative text of a missing name": Case(simple(p("a", picture(1, "{{ nobody }}")), parts=[IMAGE]), missing=["paragraph 1 “a”", "the alternative text of a picture", "“nobody” is missing"]),
    "a link's target as Word writes it": Case(simple(p(LINK), links=[("rlink", "hyperlink", "https://x.vn/%7B%7B%20ward.site%20%7D%7D?a=1")]),
                                              xml=[("word/_rels/document.xml.rels", 'Target="https://x.vn/a%20b%2F%C3%A4%26c?a=1"')], says=["xem"]),
    "a link whose scheme is data": Case(simple(p(LINK), links=[("rlink", "hyperlink", "{{ ward.site }}")]), refused=["the target of a link", "must begin with a written https://"]),
    "a link with half a tag": Case(simple(p(LINK), links=[("rlink", "hyperlink", "https://x.vn/%7B%7B%20ward.site")]), refused=["the target of a link", "opened and not closed"]),
    "a comment": Case(simple(p('<w:commentRangeStart w:id="3"/>', "a", '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'),
                             parts=[part("comments", xml("w:comments", f'<w:comment w:id="3" w:author="An" w:initials="A">{p("Xem {{ ward.name }}")}</w:comment>'))]), says=["Xem phường Đằng Hải"]),
    "properties": Case(simple(p(fld(" TITLE ", "cũ")), properties=core("{{ title }}", dc_creator="Văn phòng", cp_lastModifiedBy="An")),
                       xml=[("docProps/core.xml", "<dc:title>Báo cáo quý I</dc:title>"), ("docProps/core.xml", "<dc:creator>Văn phòng</dc:creator>"),
                            ("docProps/core.xml", "2025-02-10T10:00:00Z")], without=["2020-01-01", "lastModifiedBy"]),
    "a property of one's own": Case(simple(p("a"), parts=[part("custom-properties", f'<Properties xmlns="http://x" xmlns:vt="http://y"><property name="a"><vt:lpwstr>{{{{ title }}}}</vt:lpwstr></property></Properties>',
                                                             name="docProps/custom.xml", content_type="application/vnd.openxmlformats-officedocument.custom-properties+xml")]), says=["Báo cáo quý I"]),
    "half a tag in a property": Case(simple(p("a"), properties=core("{ title }}")), refused=["docProps/core.xml", "title", "no “{{” before it"]),
    "a bullet": Case(simple(p("a"), parts=[part("numbering", xml("w:numbering", '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="{{ title }} %1."/></w:lvl></w:abstractNum>'),
                                                name="word/numbering.xml")]), xml=[("word/numbering.xml", 'w:val="Báo cáo quý I %1."')]),

    # half tags, and what only looks like one
    "half tags": Case(simple(p("a { ward.name }}"), p("b { % if yes %} c")), refused=["paragraph 1", "“}}” has no “{{” before it"]),
    "a brace with a blank": Case(simple(p("{ % if yes % }x{ % endif % }")), refused=["“{%” without “%}”", "without a blank between"]),
    "a tag over two paragraphs": Case(simple(p("{{ ward."), p("name }}")), refused=["paragraph 1", "“{{” without “}}”"]),
    "an open comment": Case(simple(p("{# ghi chú")), refused=["“{#” without “#}”; add #}"]),
    "braces in prose": Case(simple(p("tập {a, b} và {c}: 50 % { x"), p("{{ ward.name }}")), says=["tập {a, b} và {c}: 50 % { x"]),
    "a name in one brace": Case(simple(p("{ward.name} và {a.b, c}")), says=["{ward.name}"], noted=["paragraph 1", "“{ward.name}” is printed as it stands", "{{ward.name}}"]),
    "braces to be printed": Case(simple(p('{{ "{{" }} và {{ "%}" }}')), says=["{{ và %}"]),
    "data with braces": Case(simple(p("{{ braces }}"), p(picture(1, "{{ braces }}")), parts=[IMAGE]), says=["{{ x }} {% if %} }} {"]),
    "what XML cannot hold": Case(simple(p("{{ bad }}"), p(picture(1, "{{ bad }}")), parts=[IMAGE]), says=["abcde"]),
    "JSON of another program": Case(simple(p(fld('ADDIN ZOTERO_ITEM {"a":{"b":1}}')), parts=[part("settings", xml("w:settings", '<w:docVars><w:docVar w:name="z" w:val="{&quot;a&quot;:{&quot;b&quot;:1}}"/></w:docVars>'),
                                                                                             name="word/settings.xml")]), says=["x"]),
    "a tag in a field's code": Case(simple(p(fld(" HYPERLINK {{ ward.site }} "))), refused=["paragraph 1", "stands in the code of a field", "Insert › Link"]),
    "a field hidden in a field": Case(simple(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + fld("QUOTE 68 68 69", "DDE") + '<w:r><w:instrText> cmd calc </w:instrText></w:r>'
                                               '<w:r><w:fldChar w:fldCharType="end"/></w:r>')), refused=["field cmd may fetch content or run a program"]),
    "a pending change of any kind": Case(simple(p('<w:customXmlInsRangeStart w:id="1" w:author="An"/>', "a")), refused=["a change is pending"]),

    # blocks
    "if in the midst of two paragraphs, true": Case(simple(p("Một {% if yes %}hai"), p("ba{% endif %} bốn")), says=["Một hai\nba bốn"]),
    "if in the midst of two paragraphs, false": Case(simple(p("Một {% if no %}hai"), p("ba{% endif %}bốn")), says=["Một bốn"], lacks=["hai", "ba"]),
    "if, elif, else in the midst of paragraphs": Case(simple(p("A{% if no %}b"), p("c{% elif yes %}d"), p("e{% else %}f"), p("g{% endif %}H"), p("cuối")), says=["Ad\neH\ncuối"]),
    "if within if in the midst of paragraphs": Case(simple(p("A{% if yes %}b{% if no %}c"), p("d{% endif %}e"), p("f{% endif %}G")), says=["Abe\nfG"]),
    "if around whole paragraphs": Case(simple(p("{% if no %}a"), p("b{% endif %}"), p("c")), says=["c"], lacks=["a", "b"]),
    "for around whole paragraphs": Case(simple(p("{% for i in list %}{{ i.n }}"), p("và{% endfor %}"), p("hết")), says=["một\nvà\nhai\nvà\nba\nvà\nhết"]),
    "for behind words": Case(simple(p("Gồm: {% for i in list %}"), p("- {{ i.n }}"), p("{% endfor %} hết")), says=["Gồm: \n- một\n- hai\n- ba\n hết"]),
    "for in the midst": Case(simple(p("Gồm {% for i in list %} có"), p("{{ i.n }}{% endfor %}")), refused=["paragraph 1", "must be alone in its paragraph"]),
    "jinja's blanks": Case(simple(p("A  {%- if yes -%}  b  {%- endif -%}  C {{- ward.id -}} D")), says=["AbCdang-haiD"]),
    "docxtpl's lines": Case(simple(p("Nhà ở"), p("{%- if no -%}"), p(" thành phố"), p("{%- else -%}"), p(" nông thôn"), p("{%- endif -%}"), p(" và đẹp."), p("Sau")),
                            says=["Nhà ở nông thôn và đẹp.\nSau"]),
    "default": Case(simple(p("{{ gone | default('–') }}{{ gone.too | mac_dinh(“…”) }}")), says=["–…"]),
    "columns": Case(simple(table(row(cell(p("{%tc for i in list %}")), cell(p("{{ i.n }}")), cell(p("{%tc endfor %}"))))), refused=["row 1 column 1", "columns cannot be repeated", "{%tr for"]),
    "an image by name": Case(simple(p('{{ image("qr") }}')), refused=["a tag cannot insert a picture", "Insert › Pictures"]),
    "an image by name, with a size": Case(simple(p("{{ image('quốc huy', 30) }}")), refused=["Insert › Pictures"]),
    "a picture under a condition": Case(simple(p("{% if no %}", picture(1), "{% endif %}{% if yes %}", picture(2), "{% endif %}"), parts=[IMAGE]), times={"<pic:pic": 1}),
    "a call of another kind": Case(simple(p("{{ now() }}")), refused=["“now” is no function"]),
    "set": Case(simple(p("{% set x = 1 %}a")), refused=["no variables can be set", "documents.ini"]),
    "a choice within a tag": Case(simple(p('{{ "a" if yes else "b" }}')), refused=["“if yes else", "write {% if … %}…{% else %}…{% endif %}"]),
    "a test of Jinja": Case(simple(p("{% if x is defined %}a{% endif %}")), refused=["“is defined", "mac_dinh"]),
    "a sum": Case(simple(p("{{ 1 + 1 }}")), refused=["a tag does not compute"]),
    "a picture of docxtpl": Case(simple(p("{{ InlineImage(x) }}")), refused=["Insert › Pictures"]),
    "a sub-document of docxtpl": Case(simple(p("{{p ward.name }}")), refused=["no sub-document can be inserted"]),
    "a name of one letter": Case(simple(p("{% for p in list %}{{p.n }}{% endfor %}")), says=["mộthaiba"]),
    "counts of a loop": Case(simple(p("{% for i in list %}{{ loop.index0 }}/{{ loop.length }} {% endfor %}")), says=["0/3 1/3 2/3 "]),
    "rich text of docxtpl": Case(simple(p("{{r ward.name }} {{r }}")), missing=["“r” is missing"]),
    "rich text of docxtpl, filled": Case(simple(p("{{r ward.name }}{%r if True %}!{%r endif %}")), says=["phường Đằng Hải!"]),
    "a tag beside an equation": Case(simple(p("{% if no %}", "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"), p("a"), p("{% endif %}")), says=["x"], lacks=["a"]),
    "a tag beside an endnote": Case(simple(p("{% if no %}", note_mark("endnote", 1)), p("ẩn"), p("{% endif %}"), p("b"), parts=[ENDNOTES]), says=["b"], lacks=["ẩn", "chú thích cuối"]),
    "a tag before an endnote that stays": Case(simple(p("{% if yes %}", note_mark("endnote", 1)), p("hiện"), p("{% endif %}"), parts=[ENDNOTES]), says=["hiện", "chú thích cuối"]),
    "a tag between an endnote and a field": Case(simple(p(note_mark("endnote", 1), "{% for i in list %}", fld(" PAGE ")), p("a"), p("{% endfor %}"), parts=[ENDNOTES]),
                                                 refused=["shares its paragraph with", "must be alone in its paragraph"]),
    "a bookmark beside a tag": Case(simple(p('<w:bookmarkStart w:id="5" w:name="muc"/>', "{% for i in list %}"), p("{{ i.n }}"), p("{% endfor %}", '<w:bookmarkEnd w:id="5"/>')),
                                    says=["một\nhai\nba"], times={'w:name="muc"': 1}),
    "Word's own bookmark": Case(simple(p("{% if no %}", '<w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>'), p("a"), p("{% endif %}"), p("b")), says=["b"], lacks=["a"], without=["_GoBack"]),
    "a block that cuts a field in two": Case(simple(p("{% if no %}", '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>', "{% endif %}",
                                                      '<w:r><w:fldChar w:fldCharType="end"/></w:r>')), refused=["paragraph 1", "cuts a field", "inside or outside of the block"]),
    "a whole field in a block": Case(simple(p("{% for i in list %}", fld(" PAGE "), "{% endfor %}")), times={'w:fldCharType="begin"': 3}),
    "tags without partners around a row": Case(simple(table(row(cell(p("x{% endif %}{% if no %}")), cell(p("y{% endif %}"), p("z{% if yes %}"))))),
                                                refused=["paragraph 1", "“endif” has no opening tag"]),
    "blocks that cross": Case(simple(p("{% for i in list %}"), p("{% if yes %}a"), p("{% endfor %}"), p("{% endif %}")),
                              refused=["paragraph 3", "does not match {% if yes %} opened in paragraph 2", "close that one first with {% endif %}"]),
    "a block closed in a link": Case(simple('<w:p><w:hyperlink w:anchor="a">' + run("{% if yes %}x") + "</w:hyperlink>" + run("y{% endif %}") + "</w:p>"),
                                     refused=["both stand inside or both outside of a link"]),
    "a block from text to header": Case(simple(p("{% if yes %}a"), parts=[part("header", xml("w:hdr", p("{% endif %}")))], section=HEADED), refused=["“if” is not closed"]),
    "an if over a table, from the midst": Case(simple(p("A {% if no %}x"), table(row(cell(p("t")))), p("y{% endif %}B")), says=["A B"], without=["<w:tbl>"]),
    "an if in the midst, with a loop inside": Case(simple(p("A {% if yes %}x"), p("{% for i in list %}"), p("{{ i.n }}"), p("{% endfor %}"), p("y{% endif %} B")),
                                                   says=["A x\nmột\nhai\nba\ny B"]),
    "a footnote before an if in the midst": Case(simple(p("A", note_mark("footnote", 1), "{% if yes %}x"), p("y{% endif %}"), parts=[FOOTNOTES]), times={"<w:footnoteReference ": 1}),
    "a loop over the whole of a cell": Case(simple(table(row(cell(p("{% for i in none %}x"), p("y{% endfor %}"))))), lacks=["x", "y"]),
    "rows in a content control": Case(simple('<w:tbl><w:tblPr/><w:tblGrid><w:gridCol/></w:tblGrid><w:sdt><w:sdtPr><w:id w:val="9"/></w:sdtPr><w:sdtContent>' + "".join(
        row(cell(p(text))) for text in ("{%tr for i in none %}", "{{ i.n }}", "{%tr endfor %}")) + "</w:sdtContent></w:sdt></w:tbl>", p("hết")), says=["hết"], without=["<w:tbl>"]),
    "lines of one paragraph joined": Case(simple("<w:p><w:r><w:t>Một</w:t><w:br/><w:t>{%- if yes -%}</w:t><w:br/><w:t>hai</w:t><w:br/><w:t>{%- endif -%}</w:t><w:br/><w:t>ba</w:t></w:r></w:p>"),
                                          says=["Mộthaiba"]),
    "a section break beside a tag": Case(simple(p("{% if no %}", style='<w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr>'), p("a"), p("{% endif %}"), p("b")),
                                         says=["b"], times={"<w:sectPr": 2}),
    "a comment alone in its paragraph": Case(simple(p("a"), p("{# chỉ để nhớ #}"), p("b")), says=["a\nb"]),

    # what Word would have to repair
    "a header emptied": Case(simple(p("a"), parts=[HEADER], section=HEADED), xml=[("word/trang1.xml", "<w:p/></w:hdr>")]),
    "a text box emptied": Case(simple(p("a", textbox(p("{% if no %}"), p("b"), p("{% endif %}")))), times={"<w:p/></w:txbxContent>": 2}),
    "a cell emptied": Case(simple(table(row(cell(p("{% if no %}"), p("a"), p("{% endif %}")), cell(p("b")))))),
    "a cell that ends in a table": Case(simple(table(row(cell(p("{% if yes %}"), table(row(cell(p("a")))), p("{% endif %}")))))),
    "a table emptied": Case(simple(p("a"), table(row(cell(p("{% for i in none %}x")), cell(p("{% endfor %}")))), p("b")), says=["a\nb"], without=["<w:tbl>"]),
    "a body emptied": Case(simple(p("{% if no %}"), p("a"), p("{% endif %}"))),
    "a footnote emptied": Case(simple(p("a", note_mark("footnote", 1)), parts=[note_part("footnotes", (1, p("{% if no %}") + p("b") + p("{% endif %}")))]),
                               xml=[("word/footnotes.xml", "<w:p/></w:footnote>")]),
    "a content control emptied": Case(simple(control("", 4, p("{% if no %}") + p("a") + p("{% endif %}")), p("b"))),
    "text boxes in a loop": Case(simple(p("{% for i in list %}"), p("x", textbox(p("{{ i.n }}"))), p("{% endfor %}")), says=["một", "ba"], times={"<v:shape ": 3, "<v:shapetype ": 1}),
    "pictures in a loop": Case(simple(p("{% for i in list %}", picture(5), "{% endfor %}"), parts=[IMAGE]), times={"<wp:docPr ": 3}),
    "pictures in text and header": Case(simple(p(picture(1)), parts=[IMAGE, part("header", xml("w:hdr", p(picture(1)))), part("image", PNG, name="word/media/b.png", source="word/header1.xml", rid="rimage",
                                                                                                                        content_type="image/png")], section=HEADED)),
    "content controls in a loop": Case(simple(p("{% for i in list %}", control("{{ i.n }}", 77), "{% endfor %}")), says=["mộthaiba"]),
    "bookmarks in a loop": Case(simple(p("{% for i in list %}"), p('<w:bookmarkStart w:id="5" w:name="muc"/>', "{{ i.n }}", '<w:bookmarkEnd w:id="5"/>'), p("{% endfor %}")), times={'w:name="muc"': 1}),
    "permissions in a loop": Case(simple(p("{% for i in list %}"), p('<w:permStart w:id="5" w:edGrp="everyone"/>', "{{ i.n }}", '<w:permEnd w:id="5"/>'), p("{% endfor %}")), times={"<w:permStart ": 3}),
    "comments in a loop": Case(simple(p("{% for i in list %}"), p('<w:commentRangeStart w:id="3"/>', "{{ i.n }}", '<w:commentRangeEnd w:id="3"/><w:r><w:commentReference w:id="3"/></w:r>'), p("{% endfor %}"),
                                      parts=[part("comments", xml("w:comments", f'<w:comment w:id="3" w:author="An" w:initials="A">{p("xem lại")}</w:comment>'))]), times={"xem lại": 3}),
    "a footnote in a loop": Case(simple(p("{% for i in list %}"), p("{{ i.n }}", note_mark("footnote", 1)), p("{% endfor %}"), parts=[FOOTNOTES]), times={"chú thích phường Đằng Hải": 3}, lacks=["thừa"]),
    "a footnote left out": Case(simple(p("{% if no %}"), p("a", note_mark("footnote", 1)), p("{% endif %}"), p("b", note_mark("footnote", 2)), parts=[FOOTNOTES]), says=["thừa"], lacks=["chú thích"]),
    "a range cut by a condition": Case(simple(p("{% if no %}"), p('<w:bookmarkStart w:id="5" w:name="muc"/>', "a"), p("{% endif %}"), p("b", '<w:bookmarkEnd w:id="5"/>')), without=["bookmark"]),
    "a range whose end is cut": Case(simple(p('<w:bookmarkStart w:id="5" w:name="muc"/>', "b"), p("{% if no %}"), p("a", '<w:bookmarkEnd w:id="5"/>'), p("{% endif %}")), without=["bookmark"]),
}
