"""What people decided on findings: determinations and waivers, each with its last day.

A judgement stands beside a finding and never changes it, and none makes a duty met.
"""
