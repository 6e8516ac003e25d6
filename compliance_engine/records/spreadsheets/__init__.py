"""Records as tables that people work in: an Excel workbook, or a folder of CSV files."""
