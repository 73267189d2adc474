"""docs/plugins.md, followed literally: every sh block is run in one shell, each text block must be in what it printed."""
import os
import re
import signal
import subprocess

import pytest

from plugin_build import BUILD, SOURCE

GUIDE = SOURCE / "docs" / "plugins.md"
BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MARK = "=== end of step ==="


def steps():
    """(commands, lines that must be printed)."""
    found = []
    for kind, text in BLOCK.findall(GUIDE.read_text()):
        if kind == "sh":
            found.append((text, []))
        else:
            found[-1][1].extend(text.splitlines())
    return found


def squeezed(text):
    return re.sub(r"[ \t]+", " ", text)


@pytest.fixture
def installed(tmp_path):
    """What `make install` brings to a plugin's author, below a folder of ours; only the prefix of the .pc is changed."""
    root = tmp_path / "root"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "THIDUA_LANG"))}
    subprocess.run(["make", "-C", str(BUILD), "-s", f"DESTDIR={root}", "install-pluginincludeHEADERS", "install-pkgconfigDATA",
                    "install-pluginDATA"], check=True, capture_output=True, text=True, env=environment)
    (description,) = root.rglob("thidua-plugin.pc")
    description.write_text(re.sub(r"^prefix=", f"prefix={root}", description.read_text(), count=1, flags=re.MULTILINE))
    (header,) = root.rglob("thidua_plugin.h")
    assert header.read_bytes() == (SOURCE / "plugins/thidua_plugin.h").read_bytes()
    assert {path.name for path in root.rglob("*.so")} - {"pgsql.so"} == {"template.so", "template-notifier.so", "smtp.so", "file.so", "webhook.so"}
    return {**environment, "PKG_CONFIG_PATH": str(description.parent), "THIDUA": str(SOURCE), "PATH": f"{BUILD}:{environment['PATH']}"}


def read_steps(stream, count):
    """What each step printed, until the last mark; the daemon that the guide starts may hold the pipe open."""
    said = [""]
    for line in stream:
        if line.rstrip("\n") != MARK:
            said[-1] += line
        elif len(said) == count:
            return said
        else:
            said.append("")
    return said


def test_a_newcomer_follows_the_guide(installed, tmp_path):
    place = tmp_path / "work"
    place.mkdir()
    guide = steps()
    assert len(guide) >= 8 and sum(len(expected) for _, expected in guide) >= 9
    script = "set -e\n" + "".join(f"{commands}\necho '{MARK}'\n" for commands, _ in guide) + "wait\n"  # the guide ends its daemon itself
    shell = subprocess.Popen(["bash", "-c", script], cwd=place, env=installed, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, start_new_session=True)
    try:
        said = read_steps(shell.stdout, len(guide))
        status = shell.wait(20)
    finally:
        if shell.poll() is None:
            os.killpg(shell.pid, signal.SIGKILL)
    for (commands, expected), printed in zip(guide, said):
        for line in expected:
            assert squeezed(line) in squeezed(printed), f"{commands}\n--- “{line}” is not in\n{printed}"
    assert len(said) == len(guide) and status == 0, f"the guide ended in step {len(said)}:\n{guide[len(said) - 1][0]}\n---\n{said[-1]}"


def test_the_fake_host_has_every_function():
    header = (SOURCE / "plugins/thidua_plugin.h").read_text()
    table = header[header.index("struct thidua_host {"):header.index("typedef enum thidua_outcome thidua_function")]
    names = set(re.findall(r"\(\*(\w+)\)", table))
    assert len(names) >= 12
    fake = (SOURCE / "plugins/template/test_template.c").read_text()
    assert {name for name in names if f".{name} = fake_{name}" not in fake} == set()
