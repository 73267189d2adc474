SELECT ward AS subject, reader
FROM loan
WHERE on_date >= :from AND on_date < :until
