"""Records changed without touching what stays: comments, order and layout, byte for byte."""
