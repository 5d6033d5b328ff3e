"""A plaque is what was signed: nobody edits it afterward, it can only be revoked."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION honors_is_sealed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'what was signed is never edited'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER honors_plaque_sealed BEFORE UPDATE ON honors_plaque
FOR EACH ROW WHEN (
  NEW.code <> OLD.code OR NEW.credential <> OLD.credential OR NEW.number <> OLD.number
  OR NEW.holder_id <> OLD.holder_id OR NEW.key_id <> OLD.key_id
  OR NEW.status_list <> OLD.status_list OR NEW.status_index <> OLD.status_index
  OR NEW.issued_at <> OLD.issued_at OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL)
) EXECUTE FUNCTION honors_is_sealed();
CREATE TRIGGER honors_key_sealed BEFORE UPDATE ON honors_issuerkey
FOR EACH ROW WHEN (
  NEW.kid <> OLD.kid OR NEW.public_jwk <> OLD.public_jwk
  OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS NULL)
  OR (OLD.compromised_at IS NOT NULL AND NEW.compromised_at IS NULL)
) EXECUTE FUNCTION honors_is_sealed();
"""
SQLITE = (
    """
CREATE TRIGGER honors_plaque_sealed BEFORE UPDATE ON honors_plaque
WHEN NEW.code <> OLD.code OR NEW.credential <> OLD.credential OR NEW.number <> OLD.number
  OR NEW.holder_id <> OLD.holder_id OR NEW.key_id <> OLD.key_id
  OR NEW.status_list <> OLD.status_list OR NEW.status_index <> OLD.status_index
  OR NEW.issued_at <> OLD.issued_at OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'what was signed is never edited'); END;
""",
    """
CREATE TRIGGER honors_key_sealed BEFORE UPDATE ON honors_issuerkey
WHEN NEW.kid <> OLD.kid OR NEW.public_jwk <> OLD.public_jwk
  OR (OLD.retired_at IS NOT NULL AND NEW.retired_at IS NULL)
  OR (OLD.compromised_at IS NOT NULL AND NEW.compromised_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'what was signed is never edited'); END;
""",
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for trigger in SQLITE:
        schema_editor.execute(trigger)


class Migration(migrations.Migration):
    dependencies = [("honors", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
