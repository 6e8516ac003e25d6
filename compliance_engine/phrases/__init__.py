"""The program's own words, apart from those of a rulebook: headings, labels, notes of its pages.

One YAML file a page holds each phrase in every language, side by side, so that a translator
sees them together. Nothing falls back to another language: a phrase that lacks one is an error
of the file.
"""
