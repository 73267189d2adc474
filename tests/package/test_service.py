"""What `make install` puts where, what Debian's packages take of it, and the unit by systemd's own judgement."""
import hashlib
import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("THIDUA_BUILD", SOURCE / "build"))
SERVICE = SOURCE / "daemon" / "service"
DEBIAN = SERVICE / "debian"
# As debian/rules has them.
FOLDERS = ["prefix=/usr", "sysconfdir=/etc", "libdir=/usr/lib", "systemdsystemunitdir=/lib/systemd/system",
           "pkgconfigdir=/usr/share/pkgconfig"]
needs_systemd = pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")


def make(destination, *targets):
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "DESTDIR"))}
    subprocess.run(["make", "-s", *targets, f"DESTDIR={destination}", *FOLDERS], cwd=BUILD, env=environment, check=True,
                   capture_output=True, text=True)


def files(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("install")
    make(folder, "install-exec", "install-data")
    return folder


def test_the_rules_come_along_whole(installed):
    sent = {name for name in files(SOURCE / "rules") if "__pycache__" not in name}
    assert files(installed / "usr/share/thidua/rules") == sent and len(sent) > 50


def test_debian_s_packages_take_all_of_it_once(installed):
    taken = [line for package in ("thidua", "thidua-dev") for line in (DEBIAN / f"{package}.install").read_text().split()]
    taken = [line for line in taken if line != "etc/thidua/thiduad.conf"] + ["usr/share/doc/thidua/thiduad.conf"]  # moved there
    found = files(installed)
    left = {name for name in found if sum(fnmatch(name, line) or name.startswith(line + "/") for line in taken) != 1}
    assert not left
    assert not [line for line in taken if not any(name == line or name.startswith(line + "/") for name in found)]


def test_uninstall_takes_all_away(installed, tmp_path):
    shutil.copytree(installed, tmp_path / "copy", symlinks=True)
    make(tmp_path / "copy", "uninstall")
    assert files(tmp_path / "copy") == set()


def test_what_is_installed_runs(installed):
    for program in ("usr/sbin/thiduad", "usr/bin/thiduactl"):
        assert re.search(r"\d+\.\d+", subprocess.run([installed / program, "--version"], capture_output=True, text=True, check=True).stdout)
    done = subprocess.run([installed / "usr/sbin/thiduad", "--check", installed / "usr/share/thidua/rules/tan-minh-2025"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_the_version_is_one():
    version = re.search(r"AC_INIT\(\[thidua\], \[([\d.]+)\]", (SOURCE / "configure.ac").read_text()).group(1)
    assert re.match(rf"thidua \({re.escape(version)}\) ", (DEBIAN / "changelog").read_text())


def test_the_package_s_settings_are_good_and_known(installed, tmp_path):
    """The file as it is, and with every line that is commented out."""
    text = (installed / "usr/share/doc/thidua/thiduad.conf").read_text()
    whole = re.sub(r"^#(?=[a-z_]+ =)", "", text, flags=re.MULTILINE).replace("nguyen.van.a, tran.thi.b", "root")
    assert whole.count("\n") == text.count("\n") and whole != text
    leaked = tmp_path / "pwned-passwords.txt"
    leaked.write_text(f"{hashlib.sha1(b'123456').hexdigest().upper()}:1\n")
    whole = whole.replace("/var/lib/thidua-lists/pwned-passwords.txt", str(leaked))
    for name, content in (("plain", text), ("whole", whole)):
        (tmp_path / name).write_text(content)
        done = subprocess.run([BUILD / "thiduad", "--config", tmp_path / name, "--check", SOURCE / "rules/tan-minh-2025"],
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


UNITS = ["thiduad.service", "thiduad@.service"]


def test_both_units_have_the_same_walls(installed):
    one, many = ((installed / "lib/systemd/system" / unit).read_text() for unit in UNITS)
    assert "@" not in one.replace("@system-service", "").replace("@privileged", "").replace("@resources", "")
    assert "/var/lib/thidua-%i" in many and "--config /etc/thidua/%i.conf" in many and "StateDirectory=thidua-%i" in many
    assert many.replace(" --config /etc/thidua/%i.conf", "").replace("thidua-%i", "thidua").replace("đua %i", "đua") == one


@needs_systemd
@pytest.mark.parametrize("name", UNITS)
def test_the_unit_is_one_that_systemd_takes(installed, tmp_path, name):
    unit = (installed / "lib/systemd/system" / name).read_text()
    (tmp_path / name).write_text(re.sub(r"^ExecStart=\S+", f"ExecStart={BUILD}/thiduad", unit, flags=re.MULTILINE))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / name.replace("@", "@quan-1")],
                          capture_output=True, text=True)
    assert done.returncode == 0 and "thiduad" not in done.stderr, done.stderr
    (tmp_path / "wrong.service").write_text(unit.replace("ProtectHome=yes", "ProtectHaus=yes"))
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", tmp_path / "wrong.service"],
                          capture_output=True, text=True)
    assert "ProtectHaus" in done.stderr


@needs_systemd
@pytest.mark.parametrize("name", UNITS)
def test_the_unit_s_exposure_is_at_most_1_5(installed, name):
    command = ["systemd-analyze", "security", "--offline=true", "--no-pager"]
    unit = installed / "lib/systemd/system" / name
    done = subprocess.run([*command, "--threshold=15", unit], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-400:]
    done = subprocess.run([*command, "--threshold=10", unit], capture_output=True, text=True)
    assert done.returncode != 0, "systemd-analyze refuses nothing"


@needs_systemd
def test_the_user_is_made_without_a_way_in():
    done = subprocess.run(["systemd-sysusers", "--dry-run", SERVICE / "thidua.sysusers"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^u thidua - .* /var/lib/thidua /usr/sbin/nologin$", (SERVICE / "thidua.sysusers").read_text(), re.MULTILINE)



def test_the_journal_gets_priorities_and_people_do_not(tmp_path):
    """What journald reads is marked by JOURNAL_STREAM (systemd.exec(5)); anything else is for people."""
    for journal in (True, False):
        log = tmp_path / f"log-{journal}"
        with open(log, "wb") as stream:
            found = os.fstat(stream.fileno())
            environment = os.environ | ({"JOURNAL_STREAM": f"{found.st_dev}:{found.st_ino}"} if journal else {})
            process = subprocess.Popen([BUILD / "thiduad", "--state", tmp_path / f"state-{journal}"], stdout=stream, stderr=stream,
                                       env=environment)
            try:
                subprocess.run([BUILD / "thiduactl", "--state", tmp_path / f"state-{journal}", "status"], capture_output=True, check=True)
                subprocess.run([BUILD / "thiduactl", "--state", tmp_path / f"state-{journal}", "evaluate", "contest"], capture_output=True)
            finally:
                process.terminate()
                assert process.wait(20) == 0
        lines = log.read_text().splitlines()
        assert len(lines) >= 3
        assert all(bool(re.match(r"<[3-7]>\S", line)) == journal for line in lines), lines
        assert not journal or {"<5>", "<4>"} <= {line[:3] for line in lines}
