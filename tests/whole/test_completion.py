"""The printed completion in a real bash: commands, options, words of a choice, and what the daemon knows."""
import subprocess

import pytest

from daemon import BUILD, Daemon

CASES = [  # (the line up to the cursor, some of what must be offered, what must not)
    ("st", {"status"}, {"seals"}),
    ("rules ", {"check", "activate", "sql"}, {"status"}),
    ("alerts ", {"ack", "show", "--open"}, {"check"}),
    ("alerts --", {"--open", "--json"}, {"ack"}),
    ("results --", {"--period", "--criterion", "--level"}, {"--until"}),
    ("results --level ", {"ward", "team", "district", "member"}, {"--period"}),
    ("results --period ", {"2024-11", "phase-1", "contest"}, {"--level"}),
    ("results --period 2024-1", {"2024-11", "2024-12"}, {"phase-1"}),
    ("results --period 2024-11 --criterion ", {"1.1", "7.1"}, {"cat-bi"}),
    ("results --json --subject cat", {"cat-bi"}, {"dang-lam"}),
    ("board --stage ", {"provisional", "final"}, set()),
    ("evaluate ", {"2024-11", "--stage"}, set()),
    ("trend ", {"cat-bi", "dang-lam"}, set()),
    ("records show ", {"tip", "incident", "unit"}, set()),
    ("import ", {"tip", "--dir"}, set()),
    ("drafts --phase phase", {"phase-1"}, {"2024-11"}),
]


@pytest.fixture(scope="module")
def daemon(tmp_path_factory):
    running = Daemon(tmp_path_factory.mktemp("completion"))
    yield running
    assert running.stop() == 0


def offered(line, *own):
    """What bash would offer behind `line`, whose last word is the one being typed."""
    words = [str(BUILD / "thiduactl"), *map(str, own), *line.split(" ")]
    quoted = " ".join(f"'{word}'" for word in words)
    script = (f"source <('{BUILD}/thiduactl' --completion bash); COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; "
              'cd /; _thiduactl; printf "%s\\n" "${COMPREPLY[@]}"')
    return set(subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True).stdout.split())


@pytest.mark.parametrize("line, wanted, unwanted", CASES, ids=[line for line, _, _ in CASES])
def test_completion(daemon, line, wanted, unwanted):
    found = offered(line, "--state", daemon.state)
    assert wanted <= found and not unwanted & found, found


def test_without_a_daemon_options_and_choices_are_there_at_once(tmp_path):
    assert offered("results --stage ", "--state", tmp_path) == {"provisional", "final"}
    assert "--stage" in offered("evaluate ", "--state", tmp_path)


def test_every_kind_of_value_can_be_asked_for(daemon):
    script = subprocess.run([BUILD / "thiduactl", "--completion", "bash"], capture_output=True, text=True, check=True).stdout
    kinds = {part.split('"')[0] for part in script.split('_thiduactl_values "')[1:]}
    for kind in kinds:
        done = subprocess.run([BUILD / "thiduactl", "--state", daemon.state, "--values", kind], capture_output=True, text=True)
        assert done.returncode == 0, (kind, done.stderr)
    assert len(kinds) > 5
    assert subprocess.run([BUILD / "thiduactl", "--values", "colour"], capture_output=True).returncode == 1
