# amendment: floor 2, a change of the contest's rules: proposal, preview, activation, quarantine; no library of its own
noinst_LIBRARIES += daemon/libamendment.a
daemon_libamendment_a_SOURCES = \
	daemon/amendment/activation.c daemon/amendment/activation.h daemon/amendment/package_trial.c \
	daemon/amendment/package_trial.h daemon/amendment/preview.c daemon/amendment/preview.h \
	daemon/amendment/preview_money.c daemon/amendment/proposal.c \
	daemon/amendment/proposal.h daemon/amendment/proposal_carry.c daemon/amendment/proposal_carry.h daemon/amendment/proposal_file.c daemon/amendment/proposal_file.h \
	daemon/amendment/proposal_rule.c daemon/amendment/proposal_rule.h daemon/amendment/quarantine.c \
	daemon/amendment/quarantine.h daemon/amendment/quarantine_end.c daemon/amendment/quarantine_end.h \
	daemon/amendment/version.c daemon/amendment/version.h
