# service: what an installed daemon needs from systemd; no code. The folders are those that systemd searches under any prefix.
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

install-data-hook:
	$(MKDIR_P) '$(DESTDIR)$(sysusersdir)' '$(DESTDIR)$(tmpfilesdir)'
	$(INSTALL_DATA) '$(srcdir)/daemon/service/thidua.sysusers' '$(DESTDIR)$(sysusersdir)/thidua.conf'
	$(INSTALL_DATA) '$(srcdir)/daemon/service/thidua.tmpfiles' '$(DESTDIR)$(tmpfilesdir)/thidua.conf'
uninstall-hook:
	rm -f '$(DESTDIR)$(sysusersdir)/thidua.conf' '$(DESTDIR)$(tmpfilesdir)/thidua.conf'
