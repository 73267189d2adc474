#!/bin/sh
# fuzz.sh SOURCE FOLDER SECONDS [TARGET…]: the targets of tests/fuzz/ (all of them when none is named), each with libFuzzer for so many
# seconds, from what is kept in tests/fuzz/corpus/ and tests/fuzz/regression/ on. The build folder is FOLDER. What libFuzzer comes upon goes
# into FOLDER/inputs/TARGET and is where the next time begins; what ends a target lies in FOLDER/found/ and belongs, mended, into
# tests/fuzz/regression/TARGET/. Ends with 1 when something was found.
#
# With SECONDS "keep" nothing is tried: of all inputs those few are taken into tests/fuzz/corpus/ that reach something no other there does.
set -eu
source=$1
folder=$2
seconds=$3
shift 3
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
flags='-g -O1 -fsanitize=fuzzer-no-link'
KEPT_BYTES=16384 # of an input
failed=

command -v clang >/dev/null 2>&1 || { echo "!! clang is missing: apt-get install clang"; exit 1; }
mkdir -p "$folder/found"
(cd "$folder" && { [ -f Makefile ] || "$source/configure" -q --enable-sanitizers CC=clang CFLAGS="$flags"; } && make -s -j"$jobs" fuzzer FUZZ_MAIN=-fsanitize=fuzzer) >"$folder/build.log" 2>&1 ||
    { tail -n 30 "$folder/build.log"; echo "fuzz.sh: it does not build"; exit 1; }
[ $# -gt 0 ] || set -- $(ls "$source/tests/fuzz/corpus")
UBSAN_OPTIONS=print_stacktrace=1
ASAN_OPTIONS=quarantine_size_mb=16 # what an input freed is looked at by no other
export ASAN_OPTIONS UBSAN_OPTIONS THIDUA_FUZZ
for THIDUA_FUZZ in "$@"; do
    kept=$source/tests/fuzz/corpus/$THIDUA_FUZZ
    regressions=$source/tests/fuzz/regression/$THIDUA_FUZZ
    inputs=$folder/inputs/$THIDUA_FUZZ
    mkdir -p "$inputs"
    [ -d "$regressions" ] || regressions=
    echo "== $THIDUA_FUZZ"
    if [ "$seconds" = keep ]; then
        "$folder/tests/fuzz/fuzzer" -set_cover_merge=1 -max_len=$KEPT_BYTES "$kept" "$inputs" 2>&1 | tail -n 2
    else
        quiet=0
        [ "$THIDUA_FUZZ" != plugin ] || quiet=2 # what a plugin says goes to the standard error
        "$folder/tests/fuzz/fuzzer" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=1024 -max_len=$KEPT_BYTES -close_fd_mask=$quiet -print_final_stats=1 \
            -artifact_prefix="$folder/found/$THIDUA_FUZZ-" "$inputs" "$kept" ${regressions:+"$regressions"} >"$folder/$THIDUA_FUZZ.log" 2>&1 ||
            { grep -E 'ERROR|SUMMARY|does not hold|Test unit written' "$folder/$THIDUA_FUZZ.log"; failed="$failed $THIDUA_FUZZ"; }
        grep -E '^stat::number_of_executed_units|^stat::average_exec|^stat::peak_rss' "$folder/$THIDUA_FUZZ.log" || :
    fi
done
[ -z "$failed" ] || { echo "fuzz.sh: found something:$failed ($folder/found)"; exit 1; }
