-- Cases that were taken over from another collection, without a text: what stood there (data), and what it tells (derived from it).
CREATE TABLE imported (
    case_id TEXT PRIMARY KEY REFERENCES cases (id),
    collection TEXT NOT NULL,
    form TEXT NOT NULL,
    record_key TEXT NOT NULL,
    place TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
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
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    reading TEXT NOT NULL,
    day TEXT NOT NULL,
    PRIMARY KEY (case_id, role, name)
);
CREATE INDEX imported_names_key ON imported_names (name_key);

-- Every name that is given, by a notice or by a case without one, whose id stands for the notice's then.
CREATE VIEW given_names AS
SELECT n.case_id, w.notice_id, w.role, w.name, w.name_key, w.reading, w.day FROM names w JOIN notices n ON n.id = w.notice_id
UNION ALL SELECT case_id, case_id, role, name, name_key, reading, day FROM imported_names;

CREATE TRIGGER imported_added AFTER INSERT ON imported BEGIN DELETE FROM case_changes WHERE case_id = NEW.case_id; INSERT INTO case_changes (case_id) VALUES (NEW.case_id); END;
CREATE TRIGGER imported_changed AFTER UPDATE ON imported BEGIN DELETE FROM case_changes WHERE case_id = NEW.case_id; INSERT INTO case_changes (case_id) VALUES (NEW.case_id); END;
CREATE TRIGGER imported_removed AFTER DELETE ON imported BEGIN DELETE FROM case_changes WHERE case_id = OLD.case_id; INSERT INTO case_changes (case_id) VALUES (OLD.case_id); END;

-- Which captures show a notice, and which moves took it along, is asked of every case that is given away.
CREATE INDEX appearances_notice ON appearances (notice_id);
CREATE INDEX moved_notice ON moved (notice_id);
