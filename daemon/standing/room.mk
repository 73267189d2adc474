# standing: floor 2, the package's rules about units (class, place, nominees), in the worker; libraries: none of its own
noinst_LIBRARIES += daemon/libstanding.a
daemon_libstanding_a_SOURCES = \
	daemon/standing/standing.c daemon/standing/standing.h \
	daemon/standing/conclude.c daemon/standing/conclude.h daemon/standing/conclusion_rule.c daemon/standing/conclusion_rule.h \
	daemon/standing/rank.c daemon/standing/rank.h daemon/standing/units_rule.c daemon/standing/units_rule.h \
	daemon/standing/unit_figure.c daemon/standing/unit_figure.h \
	daemon/standing/suggest.c daemon/standing/suggest.h daemon/standing/suggestion.c daemon/standing/suggestion.h
