# service: what an installed daemon needs from systemd, and the manual pages; no code. The folders are those that systemd searches under any prefix.
systemdsystemunitdir = $(prefix)/lib/systemd/system
sysusersdir = $(prefix)/lib/sysusers.d
tmpfilesdir = $(prefix)/lib/tmpfiles.d
bashcompletiondir = $(datadir)/bash-completion/completions

nodist_systemdsystemunit_DATA = daemon/service/thiduad.service
daemon/service/thiduad.service: daemon/service/thiduad.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) daemon/service && sed 's#[@]sbindir[@]#$(sbindir)#' '$(srcdir)/daemon/service/thiduad.service.in' >$@
CLEANFILES += daemon/service/thiduad.service daemon/service/thiduactl

# Printed by the program itself, so they cannot go stale.
nodist_bashcompletion_DATA = daemon/service/thiduactl
daemon/service/thiduactl: thiduactl
	$(AM_V_GEN)$(MKDIR_P) daemon/service && ./thiduactl --completion bash >$@

# Manual pages: two written by hand (tests/house/manual.py holds them to the sources), one printed in both languages.
dist_man_MANS = docs/man/thiduad.8 docs/man/thidua-package.5
nodist_man_MANS = daemon/service/thiduactl.1
viman1dir = $(mandir)/vi/man1
nodist_viman1_DATA = daemon/service/vi/thiduactl.1
daemon/service/thiduactl.1: thiduactl
	$(AM_V_GEN)$(MKDIR_P) daemon/service && ./thiduactl --lang en --man >$@
daemon/service/vi/thiduactl.1: thiduactl
	$(AM_V_GEN)$(MKDIR_P) daemon/service/vi && ./thiduactl --lang vi --man >$@
CLEANFILES += daemon/service/thiduactl.1 daemon/service/vi/thiduactl.1

install-data-hook:
	$(MKDIR_P) '$(DESTDIR)$(sysusersdir)' '$(DESTDIR)$(tmpfilesdir)'
	$(INSTALL_DATA) '$(srcdir)/daemon/service/thidua.sysusers' '$(DESTDIR)$(sysusersdir)/thidua.conf'
	$(INSTALL_DATA) '$(srcdir)/daemon/service/thidua.tmpfiles' '$(DESTDIR)$(tmpfilesdir)/thidua.conf'
uninstall-hook:
	rm -f '$(DESTDIR)$(sysusersdir)/thidua.conf' '$(DESTDIR)$(tmpfilesdir)/thidua.conf'
