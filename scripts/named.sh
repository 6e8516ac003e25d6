#!/bin/sh
# Runs a command with an environment that is named here: it sets the language, passes on what
# follows, and nothing else. No variable of Python's reaches any process of the tests or the CI.
#
#   sh scripts/named.sh COMMAND [ARGUMENT]...

set -eu

for name in $(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p'); do
    case $name in
        PATH | HOME | USER | LOGNAME | TMPDIR) ;;
        TERM | COLUMNS | LINES | NO_COLOR | COMPLIANCE_ENGINE_*) ;;
        CI | PYTHON | CC | DEBIAN_FRONTEND | MAKEFLAGS | MAKELEVEL | MFLAGS) ;;
        HYPOTHESIS_PROFILE | REHEARSAL | SWEEP) ;;
        # how a network is reached
        PIP_* | *_proxy | *_PROXY | SSL_CERT_* | REQUESTS_CA_BUNDLE | CURL_CA_BUNDLE) ;;
        *) unset "$name" ;;
    esac
done
export LANG=C.UTF-8
exec "$@"
