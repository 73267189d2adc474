-- expect: rule
-- Tables cannot be called.
return ({})()
