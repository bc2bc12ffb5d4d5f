-- Why a person put something right, and which earlier step they took back (0: none). Steps are only ever added.
ALTER TABLE corrections ADD COLUMN remark TEXT NOT NULL DEFAULT '';
ALTER TABLE corrections ADD COLUMN undoes BIGINT NOT NULL DEFAULT 0;

-- What persons joined and parted: data, only ever added to. Where a notice is now stands in notices.
CREATE TABLE moves (
    id INTEGER PRIMARY KEY,
    who TEXT NOT NULL,
    made_at TEXT NOT NULL,
    remark TEXT NOT NULL,
    undoes BIGINT NOT NULL
);

-- Which notices a move took from which case to which.
CREATE TABLE moved (
    move_id BIGINT NOT NULL REFERENCES moves (id),
    notice_id TEXT NOT NULL REFERENCES notices (id),
    from_case TEXT NOT NULL REFERENCES cases (id),
    to_case TEXT NOT NULL REFERENCES cases (id),
    PRIMARY KEY (move_id, notice_id)
);
CREATE INDEX moved_from ON moved (from_case);
CREATE INDEX moved_to ON moved (to_case);

-- What waits for a person, by notice and key: doubts, and where a reading disagrees with what persons said. Derived.
CREATE TABLE review_rows (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    kind TEXT NOT NULL,
    record_key TEXT NOT NULL,
    many BIGINT NOT NULL,
    since TEXT NOT NULL,
    PRIMARY KEY (notice_id, kind, record_key)
);
CREATE INDEX review_rows_kind ON review_rows (kind, since DESC);
INSERT INTO review_rows (notice_id, kind, record_key, many, since)
SELECT r.notice_id, 'doubt', json_extract(d.value, '$.key'), COUNT(*), MAX(r.read_at)
FROM readings r, json_each(r.record, '$.doubts') d
WHERE r.n = (SELECT MAX(v.n) FROM versions v WHERE v.notice_id = r.notice_id)
GROUP BY r.notice_id, json_extract(d.value, '$.key');
