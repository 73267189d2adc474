"""No mutable globals: what a function needs is in its signature. Looked up in the object files of the build."""
import re
import subprocess

from house import BUILD

# name: why it may change
ALLOWED = {
    "log_most": "one process, one log level: set once at start and by HUP (architecture.md)",
    "innermost": "each thread's own attempt under way, to which memory.c alone goes back",
    "lacking": "jansson's allocations have no argument of ours: each thread's own reading of JSON notes here that one failed",
    "settled": "jansson is told once where it allocates",
}
IGNORED = re.compile(r"^(__odr_asan|\.?LASAN|__asan|__ubsan|__tsan|\.L|__sanitizer|__llvm|__gcov|__profc|\.str)")
SYMBOL = re.compile(r"^[0-9a-f]+ (.{7}) (\S+)\s+([0-9a-f]+) (?:\.hidden )?(\S+)$")


def test_no_mutable_globals():
    archives = sorted(BUILD.glob("daemon/lib*.a"))
    assert archives, f"no archives in {BUILD}/daemon"
    wrong = []
    for archive in archives:
        said = subprocess.run(["objdump", "-t", archive], capture_output=True, text=True, check=True).stdout
        for line in said.splitlines():
            found = SYMBOL.match(line)
            if not found or "O" not in found.group(1):
                continue
            section, name = found.group(2), found.group(4).split(".")[0]
            mutable = section in (".data", ".bss", "*COM*", ".tbss", ".tdata") or (
                section.startswith((".data.", ".bss.")) and not section.startswith(".data.rel.ro"))
            if mutable and name not in ALLOWED and not IGNORED.match(found.group(4)):
                wrong.append(f"{archive.name}: {found.group(4)} in {section}")
    assert not wrong, "\n".join(wrong)
