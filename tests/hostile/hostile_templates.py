"""Word templates that mean ill, each with a piece of the English sentence that refuses it (None: it is filled, at once). One row is one
kind of mischief. A new idea is a new row."""
import functools
import io
import zipfile

from word_package import DECLARED, PNG, cell, p, package, part, relationships, row, run, table, xml

DOCUMENT, MANY = "word/document.xml", 100_000
CASES = {}


def case(name, refused, parts, change=None):
    assert name not in CASES
    CASES[name] = (refused, parts, change)


def body(inside):
    return package(inside + p("{{ ward.name }}"))


def text(inside, root="w:document", before="", encoding="utf-8", says="UTF-8"):
    """The text's part as it stands here, with the rest of a sound file."""
    made = package(p("{{ ward.name }}"))
    made[DOCUMENT] = f'<?xml version="1.0" encoding="{says}"?>{before}<{root} {DECLARED}><w:body>{inside}{p("{{ ward.name }}")}</w:body></{root}>'.encode(encoding)
    return made


def other(name, data, content_type="application/xml", kind="customXml"):
    """One more part, which the text leads to."""
    return package(p("{{ ward.name }}"), parts=[part(kind, data, name=name, content_type=content_type)])


def loose(name, data):
    """One more part, which nothing leads to."""
    return dict(package(p("{{ ward.name }}")), **{name: data.encode() if isinstance(data, str) else data})


@functools.cache
def attributes(count, what='a#="x"'):
    return " ".join(what.replace("#", str(i)) for i in range(count))


def embedded(inside):
    """A workbook behind a chart, with this as its sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("xl/worksheets/sheet1.xml", inside)
    return other("word/embeddings/a.xlsx", out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "package")


# ---- crowds: what takes a time that grows with its square ----
case("a paragraph with 100,000 attributes", "more than 256 attributes", body(f"<w:p {attributes(MANY)}/>"))
case("100,000 attributes of one namespace", "more than 256 attributes", body("<w:p " + attributes(MANY, "w:a#='x'") + "/>"))
case("100,000 attributes on a root", "more than 256 attributes", other("customXml/item1.xml", f"<x {attributes(MANY)}/>"))
case("100,000 attributes where nothing leads", "more than 256 attributes", loose("customXml/item9.xml", f"<x {attributes(MANY)}/>"))
case("100,000 attributes in relationships", "more than 256 attributes",
     dict(body(""), **{"word/_rels/document.xml.rels": f"<Relationships {attributes(MANY)}/>".encode()}))
case("100,000 attributes in the content types", "more than 256 attributes", dict(body(""), **{"[Content_Types].xml": f"<Types {attributes(MANY)}/>".encode()}))
case("100,000 attributes in a workbook inside", "more than 256 attributes", embedded(f"<x {attributes(MANY)}/>"))
case("100,000 namespaces", "more than 256 attributes", body("<w:p " + attributes(MANY, "xmlns:n#='u'") + "/>"))
case("namespaces inside each other", "more than 1024 namespaces", body("".join(f"<w:x {attributes(9, f'xmlns:n{i}x#=' + repr('u'))}>" for i in range(200)) + "</w:x>" * 200))
case("100,000 levels", "more than 256 elements inside", body("<w:x>" * MANY + "</w:x>" * MANY))
case("300,000 elements", "more than 200000 elements", body("<w:p/>" * 300_000))
case("a tag of two million letters", "tag of more than", body(f'<w:p w:x="{"x" * 2_000_000}"/>'))
case("5,000 paragraphs", None, body("<w:p/>" * 5_000))
case("5,000 rows", None, body("<w:tbl><w:tblPr/><w:tblGrid/>" + "<w:tr><w:tc><w:p/></w:tc></w:tr>" * 5_000 + "</w:tbl>"))
case("5,000 runs in a paragraph", None, body("<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 5_000 + "</w:p>"))
case("5,000 tags in a paragraph", None, body("<w:p>" + "<w:r><w:t>{{ ward.id }}</w:t></w:r>" * 5_000 + "</w:p>"))
case("5,000 halves of tags", "“{{ {{ {{", body("<w:p>" + "<w:r><w:t>{{ </w:t></w:r>" * 5_000 + "</w:p>"))
case("5,000 blocks inside each other", "word/document.xml", body("<w:p>" + run("{% if yes %}") * 5_000 + run("{% endif %}") * 5_000 + "</w:p>"))
case("texts parted 100,000 times", None, body("<w:p><w:r><w:t>" + "a<!-- --><![CDATA[b]]>" * MANY + "</w:t></w:r></w:p>"))
case("a comment of two million letters", None, body(f"<!--{'x' * 2_000_000}-->"))
case("fields without end", "without a name", body("<w:p>" + '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' * 5_000 + "</w:p>"))
case("10,000 relationships", None, dict(body(""), **{"word/_rels/document.xml.rels": relationships(
    [(f"x{i}", "http://s/image", "media/a.png", "") for i in range(10_000)]).encode(), "word/media/a.png": PNG}))
case("a loop inside a loop inside a loop", None, body(p("{% for a in list %}{% for b in list %}{% for c in list %}x{% endfor %}{% endfor %}{% endfor %}")))
case("eight loops over a thousand", "", body(p("".join("{% for a in thousand %}" for _ in range(8)) + "x" + "{% endfor %}" * 8)))

# ---- declarations and what they fetch ----
LAUGHS = "<!DOCTYPE x [" + '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12)) + "]>"
case("a billion laughs", "has a DTD", text("<w:p>&a11;</w:p>", before=LAUGHS))
case("a DTD from elsewhere", "has a DTD", text("", before='<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">'))
case("an entity of a file", "has a DTD", text("<w:p>&p;</w:p>", before='<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]>'))
case("a DTD of parameters", "has a DTD", text("", before='<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>'))
case("a DTD in UTF-16", "has a DTD", text("", before="<!DOCTYPE x>", encoding="utf-16", says="UTF-16"))
case("a DTD in UTF-16 without its mark", "has a DTD", text("", before="<!DOCTYPE x>", encoding="utf-16-le", says="UTF-16"))
case("a DTD behind a comment", "has a DTD", text("", before="<!-- x --><!DOCTYPE x>"))
case("a DTD in styles", "has a DTD", other("word/styles.xml", "<!DOCTYPE x><w:styles " + DECLARED + "/>", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml", "styles"))
case("a DTD in custom data", "has a DTD", other("customXml/item1.xml", "<!DOCTYPE x><x/>"))
case("a DTD in what says it is a picture", "has a DTD", other("word/media/a.png", "<!DOCTYPE x><x/>", "image/png", "image"))
case("a DTD where nothing leads", "has a DTD", loose("customXml/item9.xml", "<!DOCTYPE x><x/>"))
case("a DTD in the content types", "has a DTD", dict(body(""), **{"[Content_Types].xml": b"<!DOCTYPE x>" + body("")["[Content_Types].xml"].split(b"?>", 1)[1]}))
case("a DTD in relationships", "has a DTD", dict(body(""), **{"_rels/.rels": b"<!DOCTYPE x>" + body("")["_rels/.rels"].split(b"?>", 1)[1]}))
case("a DTD in a workbook inside", "has a DTD", embedded("<!DOCTYPE x><x/>"))
case("words that only look like a DTD", None, text("<!-- <!DOCTYPE x> --><w:p><w:r><w:t><![CDATA[<!DOCTYPE x>]]></w:t></w:r></w:p>"))
case("an entity of nowhere", "cannot be read", text("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>"))
case("XInclude", "by XInclude", text('<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>'))
case("XInclude in custom data", "by XInclude", other("customXml/item1.xml", '<include xmlns="http://www.w3.org/2001/XInclude" href="x"/>'))
case("an instruction", "instruction <?xml-stylesheet?>", text("", before='<?xml-stylesheet href="http://127.0.0.1:1/x.xsl"?>'))
case("an instruction inside", "instruction <?mso-application?>", text('<?mso-application progid="Word.Document"?>'))
case("an instruction in a header", "instruction <?x?>", package(p("a"), parts=[part("header", xml("w:hdr", p("b") + "<?x y?>"))]))
case("an instruction of escapes", "‹U+001B›", other("customXml/item1.xml", "<x><?\x1b[31m?></x>"))
case("a prefix of nothing", "the prefix “q” without", text("<q:p/>"))
case("an attribute's prefix of nothing", "the prefix “q” without", text('<w:p q:x="1"/>'))
case("a prefix of nothing in custom data", "the prefix “x” without", other("customXml/item1.xml", "<x:y/>"))
case("two attributes of one name", "cannot be read", text('<w:p w:x="1" w:x="2"/>'))

# ---- encodings ----
case("UTF-16", None, text("", encoding="utf-16", says="UTF-16"))
case("UTF-16 by another name", "written in “ISO-8859-1”", text("", encoding="utf-16", says="ISO-8859-1"))
case("UTF-32", "written in “UTF-32”", text("", encoding="utf-32", says="UTF-32"))
case("UTF-7", "written in “UTF-7”", text("", says="UTF-7"))
case("windows-1258", "written in “windows-1258”", text("", says="windows-1258"))
case("EBCDIC", "cannot be read", text("", encoding="cp037", says="cp037"))
case("an encoding of escapes", "‹U+001B›", text("", says="\x1b[31mx"))
case("bytes that are no letters", "cannot be read", dict(body(""), **{DOCUMENT: body("")[DOCUMENT].replace(b"</w:body>", b"\xff\xfe</w:body>")}))
case("a zero in the text", "cannot be read", dict(body(""), **{DOCUMENT: body("")[DOCUMENT].replace(b"</w:body>", b"\0</w:body>")}))
case("nothing", "cannot be read", dict(body(""), **{DOCUMENT: b""}))

# ---- the archive ----


def named(old, new):
    assert len(old) == len(new)
    return lambda data: data.replace(old, new)


FILE = loose("word/zzzz.xml", "<x/>")
for name, made in {"a line end": b"word/z\n\nz.xml", "an escape": b"word/\x1bzzz.xml", "a zero byte": b"word/z\x01zz.xml", "a delete": b"word/zzz\x7f.xml",
                   "a path out": b"word/../../xm", "a path of Windows": b"word\\zzzz.xml", "the root": b"/ord/zzzz.xml",
                   "letters that turn": "word/z\u202e.xml".encode()}.items():
    case(f"a part's name with {name}", "the part's name", FILE, named(b"word/zzzz.xml", made))
case("two parts of one name", "is in the file twice", dict(FILE, **{"word/ZZZZ.XML": b"<x/>"}))
case("600 parts", "at most 500", dict(FILE, **{f"word/x{i}.xml": b"<x/>" for i in range(600)}))
case("a bomb", "too large when inflated", loose("word/x.xml", b" " * (40 << 20)))
case("half a file", "broken", FILE, lambda data: data[:len(data) // 2])
case("no zip at all", "no .docx", FILE, lambda data: b"<w:document/>")
case("zip bytes turned over", "", FILE, lambda data: data[:60] + bytes(byte ^ 0xff for byte in data[60:90]) + data[90:])
