"""The file: SQLite, schema, migrations, rows to and from the model. The only place with SQL."""
