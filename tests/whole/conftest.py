import shutil

import pytest

import ledger
from daemon import BUILD, Daemon


def pytest_collection_modifyitems(items):
    if not (BUILD / "thiduad").exists():
        pytest.exit(f"{BUILD}/thiduad is not there: build first (./bootstrap build), or set THIDUA_BUILD", returncode=3)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    item.failed = getattr(item, "failed", False) or report.get_result().failed


@pytest.fixture
def make(tmp_path, request):
    """make(clock=…, package=…): a daemon of its own; all are ended with the test, what passed leaves no state."""
    made = []

    def one(name="one", **arguments):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        made.append(Daemon(folder, **arguments))
        return made[-1]

    yield one
    for daemon in made:
        if daemon.process:
            code = daemon.stop()
            assert code == 0, f"thiduad ended with {code}\n{daemon.logged()[-3000:]}"
        if not request.node.failed:
            assert not (daemon.state / "thidua.db").exists() or ledger.differing(daemon.state / "thidua.db") == []
            shutil.rmtree(daemon.state, ignore_errors=True)  # it may have been ended before it made one


@pytest.fixture
def daemon(make):
    """A daemon with the contest loaded, at 2024-10-31 08:00."""
    return make()
