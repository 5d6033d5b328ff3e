"""What was announced is never edited: an edition of a call's rules stays as it was."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION programs_edition_is_kept() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'what was announced is never edited'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER programs_edition_kept BEFORE UPDATE OR DELETE ON programs_edition
FOR EACH ROW EXECUTE FUNCTION programs_edition_is_kept();
"""
SQLITE = (
    """
CREATE TRIGGER programs_edition_kept BEFORE UPDATE ON programs_edition
BEGIN SELECT RAISE(ABORT, 'what was announced is never edited'); END;
""",
    """
CREATE TRIGGER programs_edition_stays BEFORE DELETE ON programs_edition
BEGIN SELECT RAISE(ABORT, 'what was announced is never edited'); END;
""",
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for trigger in SQLITE:
        schema_editor.execute(trigger)


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_submissions_are_kept")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
