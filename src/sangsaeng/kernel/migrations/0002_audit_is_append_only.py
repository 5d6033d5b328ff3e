"""The audit trail is written and read, never edited: the database says so too."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION kernel_auditevent_is_append_only() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'the audit trail is never edited'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER kernel_auditevent_append_only BEFORE UPDATE OR DELETE ON kernel_auditevent
FOR EACH ROW EXECUTE FUNCTION kernel_auditevent_is_append_only();
"""
SQLITE = """
CREATE TRIGGER kernel_auditevent_append_only BEFORE UPDATE ON kernel_auditevent
BEGIN SELECT RAISE(ABORT, 'the audit trail is never edited'); END;
"""


def guard(apps, schema_editor):
    schema_editor.execute(POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE)


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
