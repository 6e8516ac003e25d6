"""The parts of a brief, one module each, from what a session is made of to sections in words."""
