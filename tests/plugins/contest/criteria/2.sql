-- Mỗi khu một dòng. One row a quarter.
SELECT ward AS subject, count(*) AS num
FROM loan
WHERE on_date >= :from AND on_date < :until
GROUP BY ward
