#!/bin/sh
# Runs the core of durable_rules under the address and undefined-behaviour sanitizers.
#
#   sh scripts/asan.sh           20,000 random cases, and the real rulebook on every record
#   sh scripts/asan.sh 1000      so many random cases
#
# The core reads out of bounds where it is used otherwise than in the encoding that the compiler
# writes (see compliance_engine/inference/encoding.py). Here a build of it that dies of the first
# such read is given random rules and facts, on several days at once, and must find what the
# reference finds; then the real rulebook on every record shipped. It must also die of rules
# that are known to make it read out of bounds: otherwise the sanitizers are not at work.
#
# Needs gcc with libasan and libubsan; the source of durable_rules is downloaded by pip once, and
# built in a folder of its own, build/asan-…; .venv keeps the ordinary build. Its setup.py
# overwrites CFLAGS, so the flags go into CPPFLAGS and LDFLAGS. Leaks are not looked for: Python
# itself does not give everything back when it ends.

set -eu

CDPATH='' cd -P -- "$(dirname -- "$0")/.."

cases=${1:-20000}
sh scripts/environment.sh dev
python=$PWD/.venv/bin/python
folder=$PWD/build/asan-$("$python" -c 'import sys; print(sys.implementation.cache_tag)')
reports=$folder/report
libasan=$(${CC:-gcc} -print-file-name=libasan.so)

if [ ! -f "$folder/built" ]; then
    echo 'Building durable_rules 2.0.28 with the sanitizers.'
    rm -rf "$folder"
    CPPFLAGS='-fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -g -O1' \
    LDFLAGS='-fsanitize=address,undefined' \
        "$python" -m pip install --quiet --disable-pip-version-check --no-cache-dir --no-deps \
        --no-binary :all: --target "$folder" durable_rules==2.0.28
    touch "$folder/built"
fi

rm -f "$reports".*
export SANITIZER="$libasan"
export ASAN_OPTIONS="detect_leaks=0:abort_on_error=1:quarantine_size_mb=16:log_path=$reports"
export UBSAN_OPTIONS="print_stacktrace=1:abort_on_error=1:log_path=$reports"
export PYTHONPATH="$folder:$PWD"
exec "$python" scripts/asan.py "$folder" "$cases"
