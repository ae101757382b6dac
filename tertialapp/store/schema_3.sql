-- Schema 3, on top of schema 2. Never edited once a file with it has been given away.
-- Pictures, as PNG or JPEG.

CREATE TABLE image (
    id TEXT PRIMARY KEY NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    content BLOB NOT NULL
) STRICT;
