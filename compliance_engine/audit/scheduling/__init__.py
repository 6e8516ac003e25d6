"""The nightly audit as a job of the system: what systemd or cron has to be told.

Nothing here installs anything.
"""
