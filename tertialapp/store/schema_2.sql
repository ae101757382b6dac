-- Schema 2, on top of schema 1. Never edited once a file with it has been given away.
-- Who answers for a section and what is asked of it; texts to read again; own words; the last day.

ALTER TABLE period ADD COLUMN deadline TEXT;

ALTER TABLE section ADD COLUMN owner TEXT NOT NULL DEFAULT '';

ALTER TABLE section ADD COLUMN instruction TEXT NOT NULL DEFAULT '';

ALTER TABLE text ADD COLUMN needs_reading INTEGER NOT NULL DEFAULT 0;

CREATE TABLE own_word (
    id TEXT PRIMARY KEY NOT NULL
) STRICT;
