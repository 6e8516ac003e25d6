"""Matching rules against facts: `rete` on durable_rules, `plain` beside it, and their agreement."""
