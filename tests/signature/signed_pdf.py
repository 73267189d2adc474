"""PDFs as offices sign them (adbe.pkcs7.detached), with a certificate of the test's own; signed by openssl."""
import re
import subprocess

DIGITS = 12000  # of the room for a signature


class Signer:
    """Somebody with a certificate that nobody vouches for."""

    def __init__(self, folder, name):
        self.key, self.certificate, self.folder = folder / f"{len(name)}.key", folder / f"{len(name)}.pem", folder
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-utf8", "-subj", f"/C=VN/CN={name}", "-keyout", self.key, "-out", self.certificate],
                       check=True, capture_output=True)

    def sign(self, data):
        return subprocess.run(["openssl", "cms", "-sign", "-binary", "-md", "sha256", "-signer", self.certificate, "-inkey", self.key, "-outform", "DER"],
                              input=data, check=True, capture_output=True).stdout


def objects(numbered, start=0):
    """The objects and the cross-reference section of a file or of what is added to one."""
    body, places = b"", {}
    for number, text in numbered.items():
        places[number] = start + len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, text)
    table = b"xref\n" + b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in places.items())
    return body, table


def plain(fields=b"", form=b""):
    """A page without a signature."""
    head = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    body, table = objects({1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % form, 2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                           3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> /Annots [%s] >>" % fields,
                           4: b"<< /Length 34 >>\nstream\n0 0 m 100 100 l S % 45 nguoi dung\nendstream"}, len(head))
    place = len(head) + len(body)
    return head + body + table.replace(b"xref\n", b"xref\n0 1\n0000000000 65535 f \n") + b"trailer\n<< /Root 1 0 R /Size 20 >>\nstartxref\n%d\n%%%%EOF\n" % place


def signed(before, signer, number=10, name=b"ky", earlier=b"", gap=b""):
    """The file with a signature added behind it. gap: bytes more that its range leaves out."""
    start, before_place = len(before), int(re.findall(rb"startxref\s+(\d+)", before)[-1])
    holes = b"<" + b"0" * DIGITS + b">" + gap
    body, table = objects({
        1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [%s%d 0 R] >> >>" % (earlier, number),
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> /Annots [%s%d 0 R] >>" % (earlier, number),
        number: b"<< /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R /F 132 /FT /Sig /T (%s) /V %d 0 R >>" % (name, number + 1),
        number + 1: b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /ByteRange [0 0000000000 0000000000 0000000000] /Contents %s >>" % holes}, start)
    whole = before + body + table + b"trailer\n<< /Root 1 0 R /Size 20 /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (before_place, start + len(body))
    first = whole.index(holes)
    second = first + len(holes)
    whole = whole.replace(b"[0 0000000000 0000000000 0000000000]", b"[0 %010d %010d %010d]" % (first, second, len(whole) - second))
    digits = signer.sign(whole[:first] + whole[second:]).hex().encode()
    return whole[:first + 1] + digits.ljust(DIGITS, b"0") + whole[first + 1 + DIGITS:]
