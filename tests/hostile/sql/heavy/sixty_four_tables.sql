-- expect: deadline|memory|rule
-- As many tables as a join may have, and more.
SELECT count(*) FROM tip a1, tip a2, tip a3, tip a4, tip a5, tip a6, tip a7, tip a8, tip a9, tip a10, tip a11, tip a12, tip a13, tip a14, tip a15, tip a16, tip a17, tip a18, tip a19, tip a20
