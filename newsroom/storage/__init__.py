"""The database: tables, migrations, statements, search index. SQLAlchemy lives here and nowhere else."""
