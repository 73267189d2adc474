# document: floor 2, dossiers and what a document says, as data; drafts as they are kept; no library of its own
noinst_LIBRARIES += daemon/libdocument.a
daemon_libdocument_a_SOURCES = \
	daemon/document/decided.c daemon/document/decided.h daemon/document/document.c daemon/document/document.h \
	daemon/document/document_about.c daemon/document/document_about.h daemon/document/document_annex.c daemon/document/document_annex.h daemon/document/document_appraisal.c \
	daemon/document/document_award.c daemon/document/document_beginning.c daemon/document/document_beginning.h \
	daemon/document/document_body.c daemon/document/document_body.h daemon/document/document_decision.c daemon/document/document_duty.c \
	daemon/document/document_figure.c daemon/document/document_figure.h daemon/document/document_inputs.h \
	daemon/document/document_list.c daemon/document/document_list.h daemon/document/document_nomination.c \
	daemon/document/document_notice.c daemon/document/document_recipient.c daemon/document/document_recipient.h \
	daemon/document/document_report.c daemon/document/document_setting.c daemon/document/document_setting.h \
	daemon/document/document_successor.c daemon/document/document_successor.h \
	daemon/document/document_target.c daemon/document/document_target.h daemon/document/document_trigger.h daemon/document/blank_form.c daemon/document/blank_form.h daemon/document/typed_figure.c daemon/document/typed_figure.h daemon/document/paper_blank.c daemon/document/paper_blank.h daemon/document/paper_outlook.c daemon/document/paper_outlook.h daemon/document/draft.c \
	daemon/document/draft.h daemon/document/draft_life.c daemon/document/draft_life.h \
	daemon/document/draft_version.c daemon/document/draft_version.h \
	daemon/document/evidence.c daemon/document/evidence.h daemon/document/nomination.c \
	daemon/document/nomination.h \
	daemon/document/signatory.c daemon/document/signatory.h daemon/document/signing.c daemon/document/signing.h
