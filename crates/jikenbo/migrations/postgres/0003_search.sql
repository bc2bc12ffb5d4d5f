-- Which casebook this is: a search index that was made from another is of no use.
CREATE TABLE casebook_identity (
    id TEXT NOT NULL
);
INSERT INTO casebook_identity (id) VALUES (md5(random()::text || clock_timestamp()::text || random()::text));

-- What the search index has to look at again: a line a case, at the place of its last change. Triggers write it, so that no way to
-- write can forget it. Writers take turns, so that what is seen later has the greater number.
CREATE TABLE case_changes (
    seq BIGSERIAL PRIMARY KEY,
    case_id TEXT NOT NULL UNIQUE
);
INSERT INTO case_changes (case_id) SELECT id FROM cases ORDER BY created, id;

-- A function's body stands on one line, since statements end where a line ends with a semicolon.
CREATE FUNCTION note_case(changed TEXT) RETURNS VOID LANGUAGE plpgsql AS $$ BEGIN DELETE FROM case_changes WHERE case_id = changed; INSERT INTO case_changes (case_id) SELECT changed WHERE changed IS NOT NULL; END $$;
CREATE FUNCTION note_notice() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN IF TG_OP <> 'INSERT' THEN PERFORM note_case(OLD.case_id); END IF; IF TG_OP <> 'DELETE' THEN PERFORM note_case(NEW.case_id); END IF; RETURN NULL; END $$;
CREATE FUNCTION note_row() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN PERFORM note_case((SELECT case_id FROM notices WHERE id = COALESCE(NEW.notice_id, OLD.notice_id))); RETURN NULL; END $$;
CREATE TRIGGER notice_changed AFTER INSERT OR UPDATE OF case_id OR DELETE ON notices FOR EACH ROW EXECUTE FUNCTION note_notice();
CREATE TRIGGER row_changed AFTER INSERT OR UPDATE OR DELETE ON list_rows FOR EACH ROW EXECUTE FUNCTION note_row();
