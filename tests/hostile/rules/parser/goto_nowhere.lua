-- expect: rule
-- A jump to no place.
goto nowhere
