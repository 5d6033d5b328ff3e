"""Papers are kept until their time is over; signatures and sealed versions are never edited."""

from django.db import migrations

POSTGRESQL = """
CREATE FUNCTION disclosure_paper_is_kept() RETURNS trigger AS $$
BEGIN
  IF OLD.keep_until IS NULL OR OLD.keep_until > CURRENT_DATE OR EXISTS (
    SELECT 1 FROM disclosure_hold WHERE demand_id = OLD.demand_id AND lifted_at IS NULL
  ) THEN RAISE EXCEPTION 'this paper is still to be kept'; END IF;
  RETURN OLD;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER disclosure_document_kept BEFORE DELETE ON disclosure_document
FOR EACH ROW EXECUTE FUNCTION disclosure_paper_is_kept();
CREATE FUNCTION disclosure_is_sealed() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION 'what was sealed is never edited'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER disclosure_document_sealed BEFORE UPDATE ON disclosure_document
FOR EACH ROW WHEN (
  NEW.sha256 <> OLD.sha256 OR NEW.file_id <> OLD.file_id OR NEW.kind <> OLD.kind
  OR NEW.demand_id <> OLD.demand_id OR NEW.made_at <> OLD.made_at
  OR (OLD.keep_until IS NOT NULL AND (NEW.keep_until IS NULL OR NEW.keep_until < OLD.keep_until))
) EXECUTE FUNCTION disclosure_is_sealed();
CREATE TRIGGER disclosure_signature_sealed BEFORE UPDATE OR DELETE ON disclosure_signature
FOR EACH ROW EXECUTE FUNCTION disclosure_is_sealed();
CREATE TRIGGER disclosure_version_sealed BEFORE UPDATE OR DELETE ON disclosure_materialversion
FOR EACH ROW EXECUTE FUNCTION disclosure_is_sealed();
"""
SQLITE = (
    """
CREATE TRIGGER disclosure_document_kept BEFORE DELETE ON disclosure_document
WHEN OLD.keep_until IS NULL OR OLD.keep_until > date('now') OR EXISTS (
  SELECT 1 FROM disclosure_hold WHERE demand_id = OLD.demand_id AND lifted_at IS NULL
)
BEGIN SELECT RAISE(ABORT, 'this paper is still to be kept'); END;
""",
    """
CREATE TRIGGER disclosure_document_sealed BEFORE UPDATE ON disclosure_document
WHEN NEW.sha256 <> OLD.sha256 OR NEW.file_id <> OLD.file_id OR NEW.kind <> OLD.kind
  OR NEW.demand_id <> OLD.demand_id OR NEW.made_at <> OLD.made_at
  OR (OLD.keep_until IS NOT NULL AND (NEW.keep_until IS NULL OR NEW.keep_until < OLD.keep_until))
BEGIN SELECT RAISE(ABORT, 'what was sealed is never edited'); END;
""",
    """
CREATE TRIGGER disclosure_signature_sealed BEFORE UPDATE ON disclosure_signature
BEGIN SELECT RAISE(ABORT, 'what was sealed is never edited'); END;
""",
    """
CREATE TRIGGER disclosure_version_sealed BEFORE UPDATE ON disclosure_materialversion
BEGIN SELECT RAISE(ABORT, 'what was sealed is never edited'); END;
""",
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)
        return
    for trigger in SQLITE:
        schema_editor.execute(trigger)


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial")]
    operations = [migrations.RunPython(guard, migrations.RunPython.noop)]
