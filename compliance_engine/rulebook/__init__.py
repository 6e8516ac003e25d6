"""The law as data: treaty, duties and rules read from files, with their condition language."""
