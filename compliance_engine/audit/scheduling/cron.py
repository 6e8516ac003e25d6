"""A line of a crontab."""

from __future__ import annotations

import shlex

from compliance_engine.audit.scheduling.job import NAME, Job


def crontab_of(job: Job) -> str:
    """The line, with what is to be known of it in comments above.

    Not every cron can be told a time zone: the line starts every hour, and goes on in the right
    one of UTC. What the job writes goes to the log of the system, since cron would mail it every
    night; of a night that failed it is mailed by the job's `alarm` or, if that fails too, by cron.
    """
    hour = f'[ "$(date -u +%H)" = {job.at:%H} ]'
    settings = shlex.quote(str(job.settings))
    load = f"set -a; [ ! -r {settings} ] || . {settings}; set +a"
    command = f"log=$({shlex.join(job.command)} 2>&1 >/dev/null); code=$?"
    said = "printf '%s\\n' \"$log\""
    kept = f"{said} | logger -t {NAME}"
    failed = 'printf \'%s\\n\' "The nightly audit failed, with exit code $code:" "$log"'
    alarm = f"[ $code -eq 0 ] || {said} | {shlex.join(job.alarm)} || {failed}"
    line = f"{hour} && {{ {load}; {command}; {kept}; {alarm}; }}".replace("%", "\\%")
    named = "".join(f"#   {name}\n" for name in job.variables)
    return f"""\
# The crontab of {job.user}: add this with 'crontab -e'. Every night, at {job.at:%H:%M} UTC where
# the hours of this machine begin with those of UTC, else within that hour. Of a night that failed,
# those are told who are told of changes; if that cannot be, cron mails it to {job.user}, or to
# whom a line MAILTO=… above it names.
# What is not to be seen here is in {job.settings},
# which only {job.user} may read. It may set:
{named}{job.at.minute} * * * * {line}
"""
