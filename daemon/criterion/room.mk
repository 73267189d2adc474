# criterion: floor 2, a rule as it is declared, checked; jobs, judgements, the SQL of declared measures; libraries: none of its own
noinst_LIBRARIES += daemon/libcriterion.a
daemon_libcriterion_a_SOURCES = \
	daemon/criterion/criterion.c daemon/criterion/criterion.h \
	daemon/criterion/criterion_example.c daemon/criterion/criterion_measure.c daemon/criterion/criterion_target.c daemon/criterion/criterion_uses.c \
	daemon/criterion/job.c daemon/criterion/job.h \
	daemon/criterion/judge.c daemon/criterion/judge.h \
	daemon/criterion/mean.c daemon/criterion/mean.h \
	daemon/criterion/measure_sql.c daemon/criterion/measure_sql.h \
	daemon/criterion/measure_add.h daemon/criterion/measure_add_points.c daemon/criterion/measure_add_within.c \
	daemon/criterion/measure_set.c daemon/criterion/measure_set.h daemon/criterion/measure_set_sql.c \
	daemon/criterion/measure_word.c daemon/criterion/measure_word.h daemon/criterion/measure_word_table.c \
	daemon/criterion/pace.c daemon/criterion/pace.h \
	daemon/criterion/rule_field.c daemon/criterion/rule_field.h \
	daemon/criterion/rule_line.c daemon/criterion/rule_line.h daemon/criterion/rule_word.h daemon/criterion/rule_word_table.c \
	daemon/criterion/shortfall.c daemon/criterion/shortfall.h
