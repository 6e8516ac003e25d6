"""How results look: tables for people, JSON and CSV for machines, Markdown for documents."""
