"""A document of a brief as Markdown, HTML or Word: the same words in each."""
