SELECT ward AS subject, pages AS amount
FROM loan
WHERE on_date >= :from AND on_date < :until
