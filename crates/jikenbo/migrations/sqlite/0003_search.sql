-- Which casebook this is: a search index that was made from another is of no use.
CREATE TABLE casebook_identity (
    id TEXT NOT NULL
);
INSERT INTO casebook_identity (id) VALUES (lower(hex(randomblob(16))));

-- What the search index has to look at again: a line a case, at the place of its last change. Triggers write it, so that no way to
-- write can forget it.
CREATE TABLE case_changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id TEXT NOT NULL UNIQUE
);
INSERT INTO case_changes (case_id) SELECT id FROM cases ORDER BY created, id;

-- A trigger's body stands on one line, since statements end where a line ends with a semicolon.
CREATE TRIGGER notice_added AFTER INSERT ON notices BEGIN DELETE FROM case_changes WHERE case_id = NEW.case_id; INSERT INTO case_changes (case_id) VALUES (NEW.case_id); END;
CREATE TRIGGER notice_moved AFTER UPDATE OF case_id ON notices BEGIN DELETE FROM case_changes WHERE case_id IN (OLD.case_id, NEW.case_id); INSERT INTO case_changes (case_id) SELECT OLD.case_id UNION SELECT NEW.case_id; END;
CREATE TRIGGER notice_removed AFTER DELETE ON notices BEGIN DELETE FROM case_changes WHERE case_id = OLD.case_id; INSERT INTO case_changes (case_id) VALUES (OLD.case_id); END;
CREATE TRIGGER row_added AFTER INSERT ON list_rows BEGIN DELETE FROM case_changes WHERE case_id = (SELECT case_id FROM notices WHERE id = NEW.notice_id); INSERT INTO case_changes (case_id) SELECT case_id FROM notices WHERE id = NEW.notice_id; END;
CREATE TRIGGER row_changed AFTER UPDATE ON list_rows BEGIN DELETE FROM case_changes WHERE case_id = (SELECT case_id FROM notices WHERE id = NEW.notice_id); INSERT INTO case_changes (case_id) SELECT case_id FROM notices WHERE id = NEW.notice_id; END;
CREATE TRIGGER row_removed AFTER DELETE ON list_rows BEGIN DELETE FROM case_changes WHERE case_id = (SELECT case_id FROM notices WHERE id = OLD.notice_id); INSERT INTO case_changes (case_id) SELECT case_id FROM notices WHERE id = OLD.notice_id; END;
