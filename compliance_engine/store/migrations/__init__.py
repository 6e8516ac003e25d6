"""The versions of the store, each with the step that leads to it from the one before."""
