"""Papers that anybody can check: the key, which is made once and stands in every backup."""
import shutil
import subprocess

from daemon import BUILD


def public(daemon):
    answer = daemon.json("keys", "show")
    assert len(bytes.fromhex(answer["public"])) == 32 and answer["public"] in answer["text"]
    return answer["public"]


def test_the_key_stays_and_is_in_every_backup(daemon, tmp_path):
    key = public(daemon)
    assert (daemon.state / "accounts.db").stat().st_mode & 0o777 == 0o600
    backup = tmp_path / "a.db"
    daemon.json("backup", backup)
    daemon.stop()
    daemon.start()
    assert public(daemon) == key
    daemon.stop()
    shutil.rmtree(daemon.state)
    daemon.state.mkdir(mode=0o700)
    subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "restore", backup], check=True, capture_output=True, timeout=60)
    daemon.start()
    assert public(daemon) == key
    daemon.stop()
    backup.with_name("a.db-accounts").unlink()
    shutil.rmtree(daemon.state)
    daemon.state.mkdir(mode=0o700)
    subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "restore", backup], check=True, capture_output=True, timeout=60)
    daemon.start()
    assert public(daemon) != key  # without the accounts it is another office's
