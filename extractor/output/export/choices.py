"""What an export can be asked to be; light, so that the commands can name the choices."""

from enum import StrEnum


class Format(StrEnum):
    csv = "csv"
    xlsx = "xlsx"
    parquet = "parquet"
    hxl = "hxl"


class Convention(StrEnum):
    """How vague numbers are shown."""

    bounds = "bounds"
    """As measured: value, low and high."""
    acled = "acled"
    """Beside them, the one number that ACLED would code."""
