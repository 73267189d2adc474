# explain: floor 3, why a result is what it is, with all that stands beside it; part of the one library of the commands (command/room.mk)
EXPLAIN_SOURCES = \
	daemon/explain/changed_record.c daemon/explain/changed_record.h \
	daemon/explain/difference.c daemon/explain/difference.h \
	daemon/explain/difference_part.c daemon/explain/difference_part.h \
	daemon/explain/difference_text.c daemon/explain/difference_text.h \
	daemon/explain/evidence_record.c daemon/explain/evidence_record.h \
	daemon/explain/explain_beside.c daemon/explain/explain_beside.h \
	daemon/explain/explained.c daemon/explain/explained.h
