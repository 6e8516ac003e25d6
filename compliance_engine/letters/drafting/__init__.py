"""Drafts of letters: what concerns a State, in its language, with the basis of every sentence.

`dossier` gathers what is found of a State, `choosing` what of it is written about and `guarding`
what is not, `writing` puts it into words, `page` and `template` onto paper; `drafts` does it all.
"""
