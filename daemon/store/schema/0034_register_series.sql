-- A series is of a body as it is called: sections of bodies.ini that tell of one body for several kinds of papers share its numbers.
CREATE INDEX outgoing_series ON outgoing (issuer_name, symbol, year, number);
