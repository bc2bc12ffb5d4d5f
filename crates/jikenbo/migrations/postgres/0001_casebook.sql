-- What was clipped, byte for byte. Everything but captures, ids and corrections can be made again from here.
CREATE TABLE captures (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    media_type TEXT NOT NULL,
    source TEXT NOT NULL,
    options TEXT NOT NULL,
    captured_at TEXT NOT NULL,
    size BIGINT NOT NULL,
    bytes BYTEA NOT NULL
);

-- An incident. A case holds one notice or several.
CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    created TEXT NOT NULL
);

-- A text as published, over all its versions.
CREATE TABLE notices (
    seq BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    case_id TEXT NOT NULL REFERENCES cases (id),
    identity TEXT
);
CREATE INDEX notices_case ON notices (case_id);
CREATE INDEX notices_identity ON notices (identity);

-- Each text that a notice has had.
CREATE TABLE versions (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    n BIGINT NOT NULL,
    capture_id BIGINT NOT NULL REFERENCES captures (id),
    text TEXT NOT NULL,
    marks TEXT NOT NULL,
    url TEXT,
    near TEXT,
    text_hash TEXT NOT NULL UNIQUE,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (notice_id, n)
);

-- Which notices a capture shows, in page order.
CREATE TABLE appearances (
    capture_id BIGINT NOT NULL REFERENCES captures (id),
    position BIGINT NOT NULL,
    notice_id TEXT NOT NULL REFERENCES notices (id),
    n BIGINT NOT NULL,
    PRIMARY KEY (capture_id, position)
);

-- What was read from a version: derived.
CREATE TABLE readings (
    notice_id TEXT NOT NULL,
    n BIGINT NOT NULL,
    record TEXT NOT NULL,
    rules TEXT NOT NULL,
    read_at TEXT NOT NULL,
    PRIMARY KEY (notice_id, n),
    FOREIGN KEY (notice_id, n) REFERENCES versions (notice_id, n)
);

-- What a person put right: data, never touched by a reading.
CREATE TABLE corrections (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id),
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    record_key TEXT NOT NULL,
    op TEXT NOT NULL,
    value TEXT NOT NULL
);
CREATE INDEX corrections_notice ON corrections (notice_id);

-- A line of the list per notice: derived. The folded text stands last, for it is long.
CREATE TABLE list_rows (
    notice_id TEXT PRIMARY KEY REFERENCES notices (id),
    published TEXT,
    sort_day TEXT COLLATE "C" NOT NULL,
    first_day TEXT COLLATE "C" NOT NULL,
    last_day TEXT COLLATE "C" NOT NULL,
    organization TEXT,
    organization_folded TEXT NOT NULL,
    sector TEXT,
    kinds TEXT NOT NULL,
    headline TEXT,
    title TEXT NOT NULL,
    clipped_at TEXT COLLATE "C" NOT NULL,
    folded TEXT NOT NULL
);
CREATE INDEX list_rows_order ON list_rows (sort_day DESC, clipped_at DESC);
