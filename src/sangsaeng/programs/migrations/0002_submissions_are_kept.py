"""What was handed in is never edited nor taken away: the database itself refuses."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION programs_is_kept() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'what was handed in is kept as it is'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER programs_submission_kept BEFORE UPDATE OR DELETE ON programs_submission
FOR EACH ROW EXECUTE FUNCTION programs_is_kept();
"""
SQLITE = (
    """
CREATE TRIGGER programs_submission_sealed BEFORE UPDATE ON programs_submission
BEGIN SELECT RAISE(ABORT, 'what was handed in is kept as it is'); END;
""",
    """
CREATE TRIGGER programs_submission_kept BEFORE DELETE ON programs_submission
BEGIN SELECT RAISE(ABORT, 'what was handed in is kept as it is'); END;
""",
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for trigger in SQLITE:
        schema_editor.execute(trigger)


class Migration(migrations.Migration):
    dependencies = [("programs", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
