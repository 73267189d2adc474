-- expect: rule
-- No verdict of a division by zero.
return num // 0
