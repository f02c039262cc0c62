-- One row a content. `run` is the run that handed it out last; `loaded` says that the target has acknowledged it.
CREATE TABLE documents (
    sha256      TEXT PRIMARY KEY,
    bytes       INTEGER NOT NULL,
    name        TEXT NOT NULL,
    state       TEXT NOT NULL CHECK (state IN ('pending', 'extracted', 'failed', 'quarantined')),
    run         INTEGER NOT NULL,
    loaded      INTEGER NOT NULL DEFAULT 0,
    tool        TEXT,
    definitions TEXT,
    elapsed_ms  INTEGER,
    death       TEXT,
    facts       TEXT,
    record_sha256 TEXT,
    rows_sha256 TEXT,
    seal        TEXT
) STRICT;
CREATE INDEX documents_unloaded ON documents (loaded, sha256) WHERE loaded = 0;

-- What a content gave, packed. Apart, so that a change to the row above does not write it again.
CREATE TABLE readings (
    sha256 TEXT PRIMARY KEY REFERENCES documents (sha256) ON DELETE CASCADE,
    record BLOB NOT NULL,
    rows   BLOB NOT NULL
) STRICT;

-- One row a place that was looked at: a document (sha256), or why there is none (zh, en).
CREATE TABLE names (
    path    BLOB NOT NULL,
    entry   BLOB NOT NULL,
    name    TEXT NOT NULL,
    sha256  TEXT REFERENCES documents (sha256),
    is_loss INTEGER NOT NULL DEFAULT 0,
    zh      TEXT,
    en      TEXT,
    run     INTEGER NOT NULL,
    PRIMARY KEY (path, entry)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_of ON names (sha256, name);

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
