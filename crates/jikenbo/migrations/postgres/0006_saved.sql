-- When a version came into the casebook, which tells what is new: a page of an archive was seen long before.
ALTER TABLE versions ADD COLUMN arrived_at
    TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE versions SET arrived_at = seen_at;
CREATE INDEX versions_arrived ON versions (arrived_at);

-- The names that a notice gives, with the part that each plays: derived, with the line of the list.
ALTER TABLE list_rows ADD COLUMN named
    BIGINT NOT NULL DEFAULT 0;
CREATE INDEX list_rows_unnamed ON list_rows (notice_id) WHERE named = 0;
CREATE TABLE names (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    role TEXT NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL,
    reading TEXT COLLATE "C" NOT NULL,
    day TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (notice_id, role, name)
);
CREATE INDEX names_key ON names (name_key);

-- Names that people want told first: data.
CREATE TABLE watched_names (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    name_key TEXT COLLATE "C" NOT NULL UNIQUE,
    who TEXT NOT NULL,
    added_at TEXT COLLATE "C" NOT NULL
);

-- Queries that people keep under a name: data.
CREATE TABLE saved_queries (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL UNIQUE,
    query TEXT NOT NULL,
    who TEXT NOT NULL,
    made_at TEXT COLLATE "C" NOT NULL
);

-- Since when things are new to whoever logs in: data.
CREATE TABLE last_visits (
    who TEXT PRIMARY KEY,
    since TEXT COLLATE "C" NOT NULL,
    last TEXT COLLATE "C" NOT NULL
);
