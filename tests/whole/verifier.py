"""verify.py as an outsider has it: with nothing but a dossier and Python; and as a module, to ask it many times; and the key of a forger."""
import contextlib
import hashlib
import importlib.util
import io
import json
import subprocess
import sys
import zipfile

from daemon import SOURCE

FORGER = bytes(32)
PROGRAM = SOURCE / "daemon" / "proof" / "verify.py"
spec = importlib.util.spec_from_file_location("verify", PROGRAM)
verify = importlib.util.module_from_spec(spec)
sys.dont_write_bytecode, before = True, sys.dont_write_bytecode
spec.loader.exec_module(verify)
sys.dont_write_bytecode = before


def outsider(archive, key, folder):
    """What the verify.py of the archive itself says of it, from an empty folder, without this project's modules; it must hold."""
    alone = folder / "verify.py"
    with zipfile.ZipFile(archive) as parts:
        alone.write_bytes(parts.read("verify.py"))
    said = subprocess.run([sys.executable, "-I", "-B", alone, archive, "--key", key], cwd=folder, env={}, capture_output=True, text=True, timeout=60)
    assert said.returncode == 0, said.stdout + said.stderr
    return said.stdout


def told(path, key=None):
    """(whether all holds, what is said)."""
    verify.problems.clear()
    with contextlib.redirect_stdout(io.StringIO()) as said:
        held = verify.main(path, key, None) == 0
    return held, said.getvalue()


def read(archive):
    with zipfile.ZipFile(archive) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


def write(parts, path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, octets in parts.items():
            archive.writestr(name, octets)
    return path


def sign(seed, message):
    """(key, signature) in hexadecimal digits, by RFC 8032, 5.1.6."""
    base = verify.point((4 * pow(5, -1, verify.P) % verify.P).to_bytes(32, "little"))

    def octets(point):
        x, y, z, _ = (value * pow(point[2], -1, verify.P) % verify.P for value in point)
        return (y | (x & 1) << 255).to_bytes(32, "little")

    def number(*parts):
        return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")

    head = hashlib.sha512(seed).digest()
    secret = int.from_bytes(head[:32], "little") & (1 << 254) - 8 | 1 << 254
    key, nonce = octets(verify.times(secret, base)), number(head[32:], message) % verify.ORDER
    r = octets(verify.times(nonce, base))
    s = (nonce + number(r, key, message) * secret) % verify.ORDER
    return key.hex(), (r + s.to_bytes(32, "little")).hex()


def forged(report, changes, folder):
    """The dossier with other parts, signed by somebody else."""
    parts = {**report, **changes}
    manifest = json.loads(parts["manifest.json"])
    manifest["parts"] = {name: hashlib.sha256(octets).hexdigest() for name, octets in parts.items() if not name.startswith("manifest.")}
    parts["manifest.json"] = json.dumps(manifest).encode()
    key, signature = sign(FORGER, parts["manifest.json"])
    parts["manifest.sig"] = json.dumps({"key": key, "signature": signature}).encode()
    return write(parts, folder / "forged.zip")
