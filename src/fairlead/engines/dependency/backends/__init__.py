"""Where the expressions run: DuckDB in this process, or Spark."""
