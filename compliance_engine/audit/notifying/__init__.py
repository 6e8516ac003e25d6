"""What people are told of a run by mail, once: the digest, the messages that wait, their delivery.

A message is kept with the run that caused it; each attempt to deliver it is a row of its own.
"""
