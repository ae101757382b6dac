-- Schema 3, on top of schema 2. Never edited once a file with it has been given away.
-- Pictures, as PNG or JPEG; the one on the cover; the colour of headings and bars.

CREATE TABLE image (
    id TEXT PRIMARY KEY NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;

ALTER TABLE setup ADD COLUMN logo_id TEXT REFERENCES image(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE setup ADD COLUMN logo_alt TEXT NOT NULL DEFAULT '';

ALTER TABLE setup ADD COLUMN main_color TEXT NOT NULL DEFAULT '10386B';
