-- What a capture from the web needs to be read again: how its bytes are coded, the charset its header named, its final address.
ALTER TABLE captures ADD COLUMN coding TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN charset TEXT NOT NULL DEFAULT '';
ALTER TABLE captures ADD COLUMN address TEXT NOT NULL DEFAULT '';

-- What a person wants watched: data, never derived.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    every_seconds BIGINT NOT NULL,
    follow BIGINT NOT NULL,
    paused BIGINT NOT NULL,
    added_at TEXT NOT NULL,
    next_at TEXT NOT NULL,
    tried_at TEXT NOT NULL,
    good_at TEXT NOT NULL,
    failures BIGINT NOT NULL,
    error TEXT NOT NULL,
    backfill TEXT NOT NULL
);

-- Every address that was asked, and how it stands now.
CREATE TABLE pages (
    url TEXT PRIMARY KEY,
    source_id BIGINT REFERENCES sources (id) ON DELETE SET NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    address TEXT NOT NULL,
    first_at TEXT NOT NULL,
    good_at TEXT NOT NULL,
    next_at TEXT NOT NULL,
    failures BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL,
    capture_id BIGINT REFERENCES captures (id)
);
CREATE INDEX pages_next ON pages (next_at);
CREATE INDEX pages_source ON pages (source_id);
CREATE INDEX pages_capture ON pages (capture_id);

-- Each look at an address: what was asked, and what came back. Evidence, never changed.
CREATE TABLE visits (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL,
    visited_at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status BIGINT NOT NULL,
    address TEXT NOT NULL,
    remote TEXT NOT NULL,
    request_head TEXT NOT NULL,
    response_head TEXT NOT NULL,
    hops TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    capture_id BIGINT REFERENCES captures (id),
    detail TEXT NOT NULL
);
CREATE INDEX visits_url ON visits (url, visited_at);
CREATE INDEX visits_capture ON visits (capture_id);
CREATE INDEX captures_address ON captures (address);
