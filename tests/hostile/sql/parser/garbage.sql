-- expect: rule
-- No SQL at all.
)))) %% ((((
