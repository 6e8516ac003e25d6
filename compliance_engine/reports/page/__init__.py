"""The page: one HTML file with all States, to be read offline in any browser."""
