SELECT loan_id, on_date, pages FROM loan
WHERE ward = :subject AND on_date >= :from AND on_date < :until
ORDER BY loan_id
