"""Rows are added at the end, and neither changed nor taken away: the database says so too.

SQLite's INSERT OR REPLACE takes a row away without telling any trigger of deletion, so the guards
on inserting refuse a row in the place of another.
"""

from django.db import migrations

TABLES = ("ledger_ledgerevent", "ledger_checkpoint", "ledger_subtree")
SAYING = "the ledger only grows"
# What a new row must not be, in words that both databases understand.
OUT_OF_PLACE = {
    "ledger_ledgerevent": """
        NEW.seq <> (SELECT COALESCE(MAX(seq) + 1, 0) FROM ledger_ledgerevent)
        OR EXISTS (SELECT 1 FROM ledger_ledgerevent WHERE prev = NEW.prev)""",
    "ledger_checkpoint": """
        NEW.previous <> (SELECT COALESCE(MAX(size), 0) FROM ledger_checkpoint)
        OR NEW.size <= NEW.previous""",
    "ledger_subtree": "EXISTS (SELECT 1 FROM ledger_subtree WHERE number = NEW.number)",
}

POSTGRESQL_SAYING = f"""
CREATE FUNCTION ledger_only_grows() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{SAYING}'; END $$ LANGUAGE plpgsql;
"""
POSTGRESQL = """
CREATE FUNCTION {table}_at_its_end() RETURNS trigger AS $$
BEGIN IF {out_of_place} THEN RAISE EXCEPTION '{saying}'; END IF; RETURN NEW; END
$$ LANGUAGE plpgsql;
CREATE TRIGGER {table}_at_its_end BEFORE INSERT ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_at_its_end();
CREATE TRIGGER {table}_rows_stay BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION ledger_only_grows();
CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION ledger_only_grows();
"""
SQLITE = (
    """CREATE TRIGGER {table}_at_its_end BEFORE INSERT ON {table} WHEN {out_of_place}
    BEGIN SELECT RAISE(ABORT, '{saying}'); END;""",
    """CREATE TRIGGER {table}_rows_stay BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{saying}'); END;""",
    """CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{saying}'); END;""",
)


def guard(apps, schema_editor):
    on_postgresql = schema_editor.connection.vendor == "postgresql"
    if on_postgresql:
        schema_editor.execute(POSTGRESQL_SAYING)
    for table in TABLES:
        for statement in (POSTGRESQL,) if on_postgresql else SQLITE:
            words = {"table": table, "saying": SAYING, "out_of_place": OUT_OF_PLACE[table]}
            schema_editor.execute(statement.format(**words))


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
