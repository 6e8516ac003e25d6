"""Calendar days: partial dates as intervals, spans of days, and counting with declared rounding.

Knows neither the treaty nor the clock. Every day is a calendar day, UTC.
"""
