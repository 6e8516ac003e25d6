"""Registers that others publish, compared with the records: who is a party, who has reported."""
