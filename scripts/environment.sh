#!/bin/sh
# Makes .venv and installs the engine into it; does nothing when that is done already.
#
#   sh scripts/environment.sh        what `make check` needs
#   sh scripts/environment.sh dev    also what the tests and the linters need
#
# PYTHON names the interpreter, CC the C compiler. One dependency, durable_rules, is compiled
# when it is installed: what that needs is looked for first, and all that is missing is told at
# once, because pip would bury it in a page of errors.

set -eu

CDPATH='' cd -P -- "$(dirname -- "$0")/.."

extra=${1:-}
stamp=.venv/installed${extra:+-$extra}

say() {
    printf '%s\n' "$@" >&2
}

# "3.12" of an interpreter; nothing when it cannot be run.
version() {
    "$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || :
}

supported() {
    case $(version "$1") in
        3.11 | 3.12 | 3.13) return 0 ;;
        *) return 1 ;;
    esac
}

build() {
    "$1" -c 'import sys; print(sys.version)' 2>/dev/null || :
}

# Whether .venv was made here (its scripts hold absolute paths), still has its interpreter, and
# has the one that PYTHON asks for.
usable() {
    [ "$(cat .venv/made-in 2>/dev/null)" = "$PWD" ] || return 1
    supported .venv/bin/python || return 1
    [ -z "${PYTHON:-}" ] || [ "$(build "$PYTHON")" = "$(build .venv/bin/python)" ]
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        if supported "$PYTHON"; then
            return
        fi
        found=$(version "$PYTHON")
        say "PYTHON=$PYTHON cannot be used${found:+: it is Python $found}; 3.11, 3.12 or 3.13 is needed."
        exit 1
    fi
    for PYTHON in python3.12 python3.11 python3.13 python3; do
        if supported "$PYTHON"; then
            return
        fi
    done
    found=$(version python3)
    say "Python 3.11, 3.12 or 3.13 is needed${found:+; python3 is Python $found}." \
        '  Debian, Ubuntu   sudo apt install python3 python3-venv python3-dev' \
        '  Fedora           sudo dnf install python3.12 python3.12-devel' \
        '  macOS            brew install python@3.12' \
        'One that is installed elsewhere can be named: make check PYTHON=/path/to/python3.12'
    exit 1
}

# Debian's python3 comes without the part of venv that installs pip.
has_venv() {
    "$PYTHON" -c 'import ensurepip, venv' 2>/dev/null
}

has_headers() {
    "$PYTHON" - <<'EOF'
import os, sys, sysconfig
sys.exit(not os.path.isfile(os.path.join(sysconfig.get_path("include"), "Python.h")))
EOF
}

# Whether a command, such as "gcc -pthread", compiles C and finds the C library's headers.
compiles() {
    # shellcheck disable=SC2086  # its options are words of their own
    [ -n "$1" ] && printf '#include <stdio.h>\n' | $1 -fsyntax-only -x c - 2>/dev/null
}

# The build calls $CC, or else the compiler that Python itself was built with. Where that one
# is missing and another is there, CC names the other.
has_compiler() {
    if [ -n "${CC:-}" ]; then
        compiles "$CC"
        return
    fi
    if compiles "$("$PYTHON" -c 'import sysconfig; print(sysconfig.get_config_var("CC") or "")')"; then
        return
    fi
    for CC in cc gcc clang; do
        if compiles "$CC"; then
            export CC
            return
        fi
    done
    unset CC
    return 1
}

require_tools() {
    ready=yes
    number=$(version "$PYTHON")
    if ! has_venv; then
        ready=no
        say "$PYTHON cannot make virtual environments: its venv or ensurepip module is missing." \
            "  Debian, Ubuntu   sudo apt install python$number-venv" \
            "  Fedora           sudo dnf reinstall python$number" \
            "  macOS            brew reinstall python@$number" ''
    fi
    if ! has_compiler; then
        ready=no
        say "No working C compiler was found${CC:+ (CC names $CC)}: the durable_rules library is compiled on installation." \
            '  Debian, Ubuntu   sudo apt install gcc libc6-dev' \
            '  Fedora           sudo dnf install gcc' \
            '  macOS            xcode-select --install' ''
    fi
    if ! has_headers; then
        ready=no
        say "The C headers of $PYTHON (Python.h) are missing: the durable_rules library is compiled against them." \
            "  Debian, Ubuntu   sudo apt install python$number-dev" \
            "  Fedora           sudo dnf install python$number-devel" \
            "  macOS            brew reinstall python@$number" ''
    fi
    if [ $ready = no ]; then
        say 'Please install what is missing and run the command again.' \
            'Another Python can be named: make check PYTHON=/path/to/python3.12'
        exit 1
    fi
}

make_environment() {
    say "Making .venv with Python $(version "$PYTHON")."
    "$PYTHON" -m venv --clear .venv >&2
    printf '%s\n' "$PWD" >.venv/made-in
}

install_engine() {
    say "Installing the engine${extra:+ and its tools}."
    rm -f .venv/installed .venv/installed-*
    if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --editable ".${extra:+[$extra]}" >.venv/install.log 2>&1; then
        cat .venv/install.log >&2
        say '' 'The installation failed; what pip said is above. Running the command again resumes it.'
        exit 1
    fi
    touch .venv/installed "$stamp"
}

if usable; then
    if [ "$stamp" -nt pyproject.toml ]; then
        exit 0
    fi
    PYTHON=.venv/bin/python
    require_tools
else
    choose_python
    require_tools
    make_environment
fi
install_engine
