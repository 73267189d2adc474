-- expect: rule
-- Which columns a hidden table has.
SELECT * FROM pragma_table_info('audit')
