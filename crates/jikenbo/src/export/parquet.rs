//! Parquet, for DuckDB, pandas and their like.

use jikenbo_export::table::Parquet;

use super::Format;

pub(super) const FORMAT: Format = Format {
    name: "parquet",
    extension: "parquet",
    media_type: "application/vnd.apache.parquet",
    text: false,
    about: (
        "Parquet：型つき。告知と事実は入れ子の表。DuckDBやpandas用",
        "Parquet: typed, notices and facts as nested lists; for DuckDB and pandas",
    ),
    begin: |options, out| Ok(Box::new(Parquet::new(options, out)?)),
};
