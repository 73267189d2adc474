# proof: floor 3, what lets anybody check a paper: its key, its dossier, its stamp; part of the one library of the commands (command/room.mk)
PROOF_SOURCES = \
	daemon/proof/bundle.c daemon/proof/bundle.h daemon/proof/bundle_read.c daemon/proof/bundle_read.h \
	daemon/proof/command_proof.c \
	daemon/proof/dossier.c daemon/proof/dossier.h daemon/proof/dossier_part.c daemon/proof/dossier_part.h \
	daemon/proof/dossier_contest.c daemon/proof/dossier_record.c daemon/proof/dossier_sql.c daemon/proof/dossier_sql.h \
	daemon/proof/paper_figures.c daemon/proof/paper_figures.h \
	daemon/proof/stamp.c daemon/proof/stamp.h daemon/proof/stamping.c daemon/proof/stamping.h \
	daemon/proof/verification.c daemon/proof/verification.h \
	daemon/proof/proof_text.h \
	daemon/proof/sealed.c daemon/proof/sealed.h
PROOF_MADE = daemon/proof/proof_text.c
PROOF_FILES = $(srcdir)/daemon/proof/verify.py $(srcdir)/daemon/proof/verify_bundle.py $(srcdir)/daemon/proof/guide.txt $(srcdir)/daemon/proof/check.html

daemon/proof/proof_text.c: $(srcdir)/daemon/proof/text.awk $(PROOF_FILES)
	$(AM_V_GEN)$(MKDIR_P) daemon/proof && $(AWK) -f $(srcdir)/daemon/proof/text.awk $(PROOF_FILES) >$@.new && mv $@.new $@
# its hash, for whoever gets a dossier: the row of the command says it
daemon/command/verify_hash.h: $(srcdir)/daemon/proof/verify.py
	$(AM_V_GEN)$(MKDIR_P) daemon/command && echo "#define VERIFY_HASH \"$$(sha256sum <$< | cut -c1-64)\"" >$@.new && mv $@.new $@
BUILT_SOURCES += daemon/command/verify_hash.h
CLEANFILES += $(PROOF_MADE) daemon/command/verify_hash.h
