"""Rankings, closed minutes, announced results and the snapshot of a seal are never edited."""

from django.db import migrations

# Each guard: its name, the table, what it stands before, when, and for which rows.
_CLOSED = "(SELECT state FROM judging_minutes WHERE id = {row}.minutes_id) = 'closed'"
GUARDS = (
    ("ranking_kept", "judging_ranking", "UPDATE", "1 = 1"),
    ("ranking_stays", "judging_ranking", "DELETE", "1 = 1"),
    ("minutes_kept", "judging_minutes", "UPDATE", "OLD.state = 'closed'"),
    ("minutes_stay", "judging_minutes", "DELETE", "OLD.state = 'closed'"),
    ("discussed_kept", "judging_discussed", "UPDATE", _CLOSED.format(row="OLD")),
    ("discussed_stays", "judging_discussed", "DELETE", _CLOSED.format(row="OLD")),
    ("discussed_in_time", "judging_discussed", "INSERT", _CLOSED.format(row="NEW")),
    ("announced_kept", "judging_announcement", "UPDATE", "OLD.announced_at IS NOT NULL"),
    ("announced_stays", "judging_announcement", "DELETE", "OLD.announced_at IS NOT NULL"),
    (
        "seal_kept",
        "judging_seal",
        "UPDATE",
        "NEW.sha256 <> OLD.sha256 OR NEW.sealed_at <> OLD.sealed_at OR NEW.reason <> OLD.reason "
        "OR CAST(NEW.snapshot AS text) <> CAST(OLD.snapshot AS text) "
        "OR OLD.lifted_at IS NOT NULL",
    ),
    ("seal_stays", "judging_seal", "DELETE", "1 = 1"),
)
REFUSED = "what was kept of judging is never edited"
FUNCTION = """
CREATE FUNCTION judging_{name}() RETURNS trigger AS $$
BEGIN
  IF {condition} THEN RAISE EXCEPTION '{refused}'; END IF;
  RETURN {row};
END $$ LANGUAGE plpgsql
"""
ON_POSTGRESQL = (
    "CREATE TRIGGER judging_{name} BEFORE {deed} ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION judging_{name}()"
)
ON_SQLITE = (
    "CREATE TRIGGER judging_{name} BEFORE {deed} ON {table} WHEN {condition} "
    "BEGIN SELECT RAISE(ABORT, '{refused}'); END"
)


def guard(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for name, table, deed, condition in GUARDS:
        said = {
            "name": name,
            "table": table,
            "deed": deed,
            "condition": condition,
            "refused": REFUSED,
            "row": "OLD" if deed == "DELETE" else "NEW",
        }
        for statement in (FUNCTION, ON_POSTGRESQL) if is_postgresql else (ON_SQLITE,):
            schema_editor.execute(statement.format(**said))


class Migration(migrations.Migration):
    dependencies = [("judging", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
