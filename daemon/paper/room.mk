# paper: floor 3, the functions behind the commands of seals and papers; part of the one library of the commands (command/room.mk)
PAPER_SOURCES = \
	daemon/paper/cause_blank.c daemon/paper/cause_blank.h \
	daemon/paper/command_award.c \
	daemon/paper/command_basis.c \
	daemon/paper/command_blank.c \
	daemon/paper/command_copy.c \
	daemon/paper/command_draft.c \
	daemon/paper/command_make.c daemon/paper/command_metadata.c \
	daemon/paper/command_preview.c \
	daemon/paper/command_register.c \
	daemon/paper/command_seal.c \
	daemon/paper/command_template.c \
	daemon/paper/command_version.c \
	daemon/paper/draft_call.c daemon/paper/draft_call.h \
	daemon/paper/draft_sign.c daemon/paper/draft_sign.h \
	daemon/paper/figure_difference.c daemon/paper/figure_difference.h \
	daemon/paper/paper_difference.c daemon/paper/paper_difference.h \
	daemon/paper/paper_law.c daemon/paper/paper_law.h
