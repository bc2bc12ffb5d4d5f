-- Cases that were taken over from another collection, without a text: what stood there (data), and what it tells (derived from it).
CREATE TABLE imported (
    case_id TEXT PRIMARY KEY REFERENCES cases (id),
    collection TEXT NOT NULL,
    form TEXT NOT NULL,
    record_key TEXT NOT NULL,
    place TEXT NOT NULL,
    imported_at TEXT COLLATE "C" NOT NULL,
    changed_at TEXT COLLATE "C" NOT NULL,
    sha256 TEXT NOT NULL,
    facts TEXT NOT NULL,
    refs TEXT NOT NULL,
    words TEXT NOT NULL,
    data TEXT NOT NULL,
    UNIQUE (collection, record_key)
);

-- The names that such a case gives: derived with it.
CREATE TABLE imported_names (
    case_id TEXT NOT NULL REFERENCES imported (case_id),
    role TEXT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    reading TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (case_id, role, name)
);
CREATE INDEX imported_names_key ON imported_names (name_key);

-- Every name that is given, by a notice or by a case without one, whose id stands for the notice's then.
CREATE VIEW given_names AS
SELECT n.case_id, w.notice_id, w.role, w.name, w.name_key, w.reading, w.day FROM names w JOIN notices n ON n.id = w.notice_id
UNION ALL SELECT case_id, case_id, role, name, name_key, reading, day FROM imported_names;

CREATE FUNCTION note_imported() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN PERFORM note_case(CASE WHEN TG_OP = 'DELETE' THEN OLD.case_id ELSE NEW.case_id END); RETURN NULL; END $$;
CREATE TRIGGER imported_changed AFTER INSERT OR UPDATE OR DELETE ON imported FOR EACH ROW EXECUTE FUNCTION note_imported();

-- Which captures show a notice, and which moves took it along, is asked of every case that is given away.
CREATE INDEX appearances_notice ON appearances (notice_id);
CREATE INDEX moved_notice ON moved (notice_id);
