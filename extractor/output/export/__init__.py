"""A run as tables for analysts: CSV, Excel, Parquet, HXL. Rows are derived from the record models, so a new kind needs no change here.

`columns` and `rows` make flat rows, `conventions` and `redaction` change what they show, one writer a format puts them into files.
Nothing here changes a record.
"""
