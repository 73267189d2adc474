#!/bin/sh
# long.sh SOURCE FOLDER: what is too slow for every check, each in a build folder of its own under FOLDER:
#   clang      another compiler's warnings (as errors) and the whole `make check` with it
#   fuzz       libFuzzer on each reader of hostile bytes (tests/fuzz/fuzz.sh), FUZZ_SECONDS a target (default 3600)
#   valgrind   the unit tests under memcheck
#   tsan       the unit tests and the daemon's own tests under ThreadSanitizer (loop, reader, writer thread)
#   seeds      power loss, I/O errors, kill -9 and memory that runs out in full (docs/reliability.md);
#              attacks of known kinds that no other test has,
#              records in a PostgreSQL (Debian's postgresql is needed) that is killed again and again,
#              the comparison with the independent computation over many random record sets, all hostile rules,
#              every paper of a whole contest drawn as LibreOffice draws it
# THIDUA_SEEDS (default 40) says how many. A tool that is not installed is said, and the end is then 1.
set -eu
source=$1
folder=$2
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
failed=

need() { # need PROGRAM PACKAGE
    command -v "$1" >/dev/null 2>&1 && return 0
    echo "!! $1 is missing: apt-get install $2"
    failed="$failed $2"
    return 1
}

build() { # build NAME CONFIGURE-ARGUMENT…
    name=$1
    shift
    mkdir -p "$folder/$name"
    (cd "$folder/$name" && "$source/configure" -q --enable-werror "$@" && make -j"$jobs" all) >"$folder/$name.log" 2>&1 ||
        { tail -n 30 "$folder/$name.log"; failed="$failed $name"; return 1; }
}

stage() { # stage NAME MAKE-ARGUMENT…
    name=$1
    shift
    echo "== $name"
    (cd "$folder/$name" && make -k "$@") || failed="$failed $name"
}

mkdir -p "$folder"
if need clang clang; then
    if build clang CC=clang; then
        stage clang -j"$jobs" check
    fi
    sh "$source/tests/fuzz/fuzz.sh" "$source" "$folder/fuzz" "${FUZZ_SECONDS:-3600}" || failed="$failed fuzz"
fi
if need valgrind valgrind && build valgrind CFLAGS='-g -O1'; then
    (cd "$folder/valgrind" && make -j"$jobs" check TESTS=) >/dev/null
    stage valgrind -j"$jobs" check-valgrind
fi
if build tsan --enable-tsan CFLAGS='-g -O1'; then
    stage tsan -j1 check-threads
fi
if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    need initdb postgresql || :
fi
if build seeds; then
    echo "== seeds"
    (cd "$folder/seeds" && THIDUA_LONG=1 THIDUA_SEEDS=${THIDUA_SEEDS:-40} make check-seeds) || failed="$failed seeds"
    for campaign in unseen mirror power fault kill storm load memory small-machine; do
        stage seeds check-$campaign
    done
fi

if [ -n "$failed" ]; then
    echo "make check-long: failed or did not run:$failed"
    exit 1
fi
echo "make check-long: all passed"
