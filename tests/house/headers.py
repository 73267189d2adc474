"""Every header compiles alone, and twice in one file."""
import shlex
import subprocess
from concurrent.futures import ThreadPoolExecutor

from house import BUILD, DAEMON, SOURCE, files, make_variables


def flags():
    variables = make_variables()
    libraries = [word for name, value in variables.items() if name.endswith("_CFLAGS") and name[:-7] in (
        "JANSSON", "SODIUM", "SQLITE", "LUA", "INIH", "XML", "ZIP", "EVENT", "CURL", "SYSTEMD", "SECCOMP") for word in shlex.split(value)]
    return [*shlex.split(variables["CC"]), "-std=gnu17", "-Wall", "-Wextra", "-Wstrict-prototypes", "-Wundef", "-Werror", "-D_GNU_SOURCE",
            "-fsyntax-only", f"-I{DAEMON}", f"-I{BUILD}/daemon", f"-I{BUILD}", *libraries, "-x", "c", "-"]


def test_headers_compile_alone():
    command = flags()

    def compile_one(path):
        name = path.relative_to(DAEMON)
        source = f'#include "{name}"\n#include "{name}"\nextern int alone;\n'
        done = subprocess.run(command, input=source, capture_output=True, text=True)
        return f"{path.relative_to(SOURCE)}:\n{done.stderr}" if done.returncode else None

    with ThreadPoolExecutor(2) as pool:
        wrong = [line for line in pool.map(compile_one, files(".h")) if line]
    assert not wrong, "\n".join(wrong)
