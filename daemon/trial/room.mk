# trial: floor 2, papers filled with made-up data before their package is loaded; no library of its own
noinst_LIBRARIES += daemon/libtrial.a
daemon_libtrial_a_SOURCES = \
	daemon/trial/document_trial.c daemon/trial/document_trial.h \
	daemon/trial/sample_data.c daemon/trial/sample_data.h
