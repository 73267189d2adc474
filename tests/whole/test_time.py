"""The set clock, restarts, what was missed, signals, and one daemon a state folder."""
import signal
import subprocess
import time

import steady
from base import intact, performed, runs
from daemon import BUILD, cells, free_port

FIRST_RUNS = [("2024-11", "provisional", "schedule"), ("2024-11", "final", "schedule")]
CLOSE = [("2024-12", "provisional", "schedule"), ("2024-12", "final", "schedule"), ("2025-01", "provisional", "schedule"),
         ("phase-1", "provisional", "schedule"), ("2025-01", "final", "schedule"), ("phase-1", "final", "schedule")]


def scheduled(daemon):
    return [run for run in runs(daemon) if run[2] == "schedule"]


def test_what_falls_due_at_the_instant_is_performed(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-11-30T23:29")
    assert runs(daemon) == []
    daemon.advance("2024-11-30T23:30")
    assert runs(daemon) == FIRST_RUNS[:1]
    daemon.advance("2024-12-06T16:59:59")
    assert runs(daemon) == FIRST_RUNS[:1]
    daemon.advance("2024-12-06T17:00")
    assert runs(daemon) == FIRST_RUNS


def test_months_then_phase_then_seal(daemon):
    steady.play_phase_1(daemon)
    assert scheduled(daemon) == FIRST_RUNS + CLOSE
    assert [seal["sealed_at"] for seal in daemon.json("seals")] == ["2025-02-10T17:00:00+07:00"]
    intact(daemon)


def test_one_step_or_many_give_the_same(make):
    one, many = make("in-one-step"), make("in-many")
    for daemon, stops in ((one, []), (many, ["2024-12-31T23:30", "2025-01-08T16:59", "2025-01-08T17:00", "2025-02-03T23:30"])):
        daemon.add(steady.roster())
        daemon.advance("2024-12-03T09:00")
        daemon.add(steady.month("2024-11"))
        for stop in stops:
            daemon.advance(stop)
        daemon.advance("2025-02-13T18:00")  # the seal waited for the returns of December and January
    for stage in ("final", "provisional"):
        assert cells(one.results(stage=stage)) == cells(many.results(stage=stage))
    assert scheduled(one) == scheduled(many)
    alerts = [[{**alert, "id": 0} for alert in daemon.json("alerts")] for daemon in (one, many)]
    assert alerts[0] == alerts[1]
    assert one.json("seals")[0]["sealed_at"] == many.json("seals")[0]["sealed_at"]


def test_a_restart_goes_on_from_the_stored_time(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-12-03T09:00")
    daemon.add(steady.month("2024-11"))
    before = daemon.json("status")
    daemon.restart()
    after = daemon.json("status")
    assert "2024-12-03T09:00:00+07:00" in str(after)
    assert before.get("sequence") == after.get("sequence")
    daemon.advance("2024-12-06T17:00")
    assert runs(daemon) == FIRST_RUNS
    assert daemon.result("2024-11", "1.1", "cat-bi")["verdict"] == "met"


def test_missed_runs_are_made_up_in_order_each_once(daemon):
    daemon.add(steady.roster())
    daemon.advance("2024-11-15T08:00")
    daemon.stop()
    daemon.start("2025-01-10T08:00")  # the machine was off for eight weeks
    daemon.ready()
    daemon.advance("2025-01-10T08:00")
    expected = FIRST_RUNS + CLOSE[:2]
    assert scheduled(daemon) == expected
    daemon.restart()
    daemon.advance("2025-01-11T08:00")
    assert scheduled(daemon) == expected
    assert [row for row in performed(daemon) if row[0] == "return"] == [("return", "2024-11"), ("return", "2024-12")]
    intact(daemon)


def test_missed_runs_are_made_up_without_being_asked(daemon):
    daemon.add(steady.roster())
    daemon.stop()
    daemon.start("2024-12-10T08:00")
    daemon.ready()
    end = time.monotonic() + 30
    while scheduled(daemon) != FIRST_RUNS and time.monotonic() < end:
        time.sleep(0.1)
    assert scheduled(daemon) == FIRST_RUNS


def test_runs_due_before_the_load_are_not_made(make):
    daemon = make(clock="2025-01-15T08:00")
    daemon.add(steady.roster())
    daemon.advance("2025-01-16T08:00")
    assert runs(daemon) == []
    daemon.ctl("evaluate", "2024-11")
    assert runs(daemon) == [("2024-11", "final", "manual")]
    daemon.advance("2025-02-10T17:00")
    assert {run[0] for run in scheduled(daemon)} == {"2025-01", "phase-1"}


def test_the_later_of_stored_and_given_clock_wins(daemon):
    daemon.advance("2024-11-20T08:00")
    daemon.stop()
    daemon.start("2024-11-10T08:00")
    assert "2024-11-20T08:00:00+07:00" in str(daemon.json("status"))
    daemon.stop()
    daemon.start("2024-11-25T08:00")
    assert "2024-11-25T08:00:00+07:00" in str(daemon.json("status"))


def test_a_set_clock_never_runs_by_itself_nor_back(daemon):
    first = daemon.json("status")
    time.sleep(1.2)
    assert str(daemon.json("status")) == str(first) or "2024-10-31T08:00:00+07:00" in str(daemon.json("status"))
    daemon.advance("2024-11-20T08:00")
    daemon.refused("clock", "advance", "2024-11-19T08:00")
    daemon.refused("clock", "advance", "yesterday")


def test_a_real_state_takes_no_set_clock(make):
    daemon = make(clock=None)
    daemon.refused("clock", "advance", "2030-01-01T00:00")
    daemon.stop()
    done = subprocess.run([BUILD / "thiduad", "--state", daemon.state, "--clock", "2024-10-31T08:00"], capture_output=True,
                          text=True, timeout=20)
    assert done.returncode != 0 and done.stderr.strip()
    daemon.start()
    daemon.ready()


def test_an_empty_real_state_takes_no_set_clock_either(make):
    daemon = make(clock=None, package=None)
    daemon.ready()
    daemon.stop()
    done = subprocess.run([BUILD / "thiduad", "--state", daemon.state, "--clock", "2024-10-31T08:00"], capture_output=True,
                          text=True, timeout=20)
    assert done.returncode != 0 and "--clock" in done.stderr


def test_a_second_daemon_is_refused(daemon):
    done = subprocess.run([BUILD / "thiduad", "--state", daemon.state], capture_output=True, text=True, timeout=20)
    assert done.returncode != 0 and done.stderr.strip()
    daemon.ready()  # and the first one never noticed


def test_bad_words_do_not_start_a_daemon(tmp_path):
    for words in (["--clock", "soon"], ["--listen", "nowhere"], ["--colour"], ["--config", tmp_path / "none.ini"]):
        done = subprocess.run([BUILD / "thiduad", "--state", tmp_path / "s", *words], capture_output=True, text=True, timeout=20)
        assert done.returncode != 0 and done.stderr.strip(), words


def test_advance_streams_what_it_does(daemon):
    daemon.add(steady.roster())
    process = subprocess.Popen(daemon.command("clock", "advance", "2025-02-12T18:00"), stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    said = [(time.monotonic(), line) for line in process.stdout]
    assert process.wait() == 0
    assert len(said) > 8 and said[-1][0] - said[0][0] > 0.02  # line by line, not all at the end
    text = "".join(line for _, line in said)
    for word in ("11/2024", "12/2024", "01/2025"):
        assert word in text


def test_hup_and_term(daemon):
    daemon.process.send_signal(signal.SIGHUP)
    daemon.ready()
    assert daemon.process.poll() is None
    assert daemon.stop() == 0
    daemon.start()
    daemon.ready()
    assert daemon.stop(signal.SIGINT) == 0


def test_reading_goes_on_while_the_writer_works(daemon):
    daemon.add(steady.roster())
    advancing = subprocess.Popen(daemon.command("clock", "advance", "2025-08-30T18:00"), stdout=subprocess.DEVNULL)
    slowest = 0
    while advancing.poll() is None:
        began = time.monotonic()
        daemon.json("status")
        slowest = max(slowest, time.monotonic() - began)
    assert advancing.returncode == 0
    assert slowest < 2, f"status took {slowest:.1f} s while the clock was advanced"


def test_a_reader_by_tcp_changes_nothing(make):
    import json
    import urllib.error
    port = free_port()
    daemon = make(arguments=("--listen", f"127.0.0.1:{port}"))
    for path in ("status", "results?period=phase-1", "alerts", "seals", "drafts", "schedule"):
        with daemon.open(f"/api/{path}", port) as answer:
            assert answer.headers.get_content_type() == "application/json"
            json.load(answer)
    for data in (None, b""):  # GET, POST: who reads changes nothing
        try:
            daemon.open("/api/clock/advance?when=2025-01-01T00:00", port, data=data)
            raise AssertionError("clock advance was answered over TCP")
        except urllib.error.HTTPError as refused:
            assert refused.code == (403 if data is not None else 405)
    assert "2024-10-31T08:00:00+07:00" in str(daemon.json("status"))
