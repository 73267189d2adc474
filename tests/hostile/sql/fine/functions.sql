-- expect: harmless
-- What it may call.
SELECT coalesce(max(received_on), :last), minute_of_day(1730000000), param('4.3.most', :last) FROM tip
