-- Schema 3, on top of schema 2. Never edited once a file with it has been given away.
-- Where an own word may be broken.

ALTER TABLE own_word ADD COLUMN broken TEXT NOT NULL DEFAULT '';
