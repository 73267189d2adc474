-- What a person has typed or chosen on the page and not sent yet, so that nothing is lost with a browser or a phone. It decides nothing:
-- no row of the chain speaks of it, nobody else sees it, it goes when it is sent.
CREATE TABLE unsent (
  actor TEXT NOT NULL,   -- whose it is: person:lan
  place TEXT NOT NULL,   -- where it was typed: rows/tip/cat-bi/2024-11
  at INTEGER NOT NULL,   -- when it was kept last, seconds
  content TEXT NOT NULL, -- JSON: its rows, or a file
  PRIMARY KEY (actor, place)
) STRICT, WITHOUT ROWID;
