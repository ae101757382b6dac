-- Schema 3, on top of schema 2. Never edited once a file with it has been given away.
-- Pictures, as PNG or JPEG; the one on the cover; the colour of headings and bars; where an own word may
-- be broken; charts that are printed; reasons for deviations; how points to decide are worded; what a
-- merge left to decide; the typeface, and its files where it is the board's own; what copies of a report
-- have in common.

CREATE TABLE image (
    id TEXT PRIMARY KEY NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

ALTER TABLE own_word ADD COLUMN broken TEXT NOT NULL DEFAULT '';

ALTER TABLE section ADD COLUMN charted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE indicator ADD COLUMN charted INTEGER NOT NULL DEFAULT 0;

ALTER TABLE setup ADD COLUMN logo_id TEXT REFERENCES image(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE setup ADD COLUMN logo_alt TEXT NOT NULL DEFAULT '';

ALTER TABLE setup ADD COLUMN main_color TEXT NOT NULL DEFAULT '10386B';

ALTER TABLE setup ADD COLUMN typeface TEXT NOT NULL DEFAULT 'source_sans';

CREATE TABLE font_file (
    id TEXT PRIMARY KEY NOT NULL,
    family TEXT NOT NULL,
    content BLOB NOT NULL
) STRICT;

ALTER TABLE period ADD COLUMN locked INTEGER NOT NULL DEFAULT 0;

ALTER TABLE decision ADD COLUMN generated INTEGER NOT NULL DEFAULT 0;

CREATE TABLE decision_wording (
    id TEXT PRIMARY KEY NOT NULL,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE waiver (
    id TEXT PRIMARY KEY NOT NULL,
    finding TEXT NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    message TEXT NOT NULL,
    reason TEXT NOT NULL,
    person TEXT NOT NULL,
    day TEXT NOT NULL
) STRICT;

CREATE TABLE conflict (
    id TEXT PRIMARY KEY NOT NULL,
    kind TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    field TEXT NOT NULL,
    base TEXT NOT NULL,
    ours TEXT NOT NULL,
    theirs TEXT NOT NULL,
    label TEXT NOT NULL,
    who TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE version (
    id TEXT PRIMARY KEY NOT NULL,
    period_id TEXT NOT NULL REFERENCES period(id) DEFERRABLE INITIALLY DEFERRED,
    ordinal INTEGER NOT NULL,
    day TEXT NOT NULL,
    person TEXT NOT NULL,
    note TEXT NOT NULL,
    program TEXT NOT NULL,
    content BLOB NOT NULL,
    digest TEXT NOT NULL,
    pdf_digest TEXT NOT NULL,
    pictures TEXT NOT NULL
) STRICT;

CREATE TABLE assignment (
    id TEXT PRIMARY KEY NOT NULL,
    subject_id TEXT,
    person TEXT NOT NULL,
    sent TEXT NOT NULL,
    due TEXT,
    note TEXT NOT NULL,
    returned TEXT
) STRICT;

ALTER TABLE setup ADD COLUMN part_id TEXT REFERENCES assignment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE edit_log ADD COLUMN uid TEXT NOT NULL DEFAULT '';

-- The report that this one is a copy of, or itself: one row, or none in a file of an older version.
CREATE TABLE origin (
    id TEXT PRIMARY KEY NOT NULL
) STRICT;

-- Edits that a merge brought, and (no edit_id) those that were made before the log begins.
CREATE TABLE taken_in (
    uid TEXT PRIMARY KEY NOT NULL,
    edit_id INTEGER,
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    actor TEXT NOT NULL
) STRICT;

-- What those edits touched, for the history only.
CREATE TABLE taken_change (
    seq INTEGER PRIMARY KEY,
    uid TEXT NOT NULL,
    "table" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    operation TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL
) STRICT;
