# service: what an installed daemon needs from systemd, and the manual pages; no code. The folders are those that systemd searches under any prefix.
systemdsystemunitdir = $(prefix)/lib/systemd/system
sysusersdir = $(prefix)/lib/sysusers.d
tmpfilesdir = $(prefix)/lib/tmpfiles.d
bashcompletiondir = $(datadir)/bash-completion/completions

# One text for both units, so that both have the same walls: the contest of /var/lib/thidua, and those of /var/lib/thidua-NAME.
nodist_systemdsystemunit_DATA = daemon/service/thiduad.service daemon/service/thiduad@.service
UNIT_OF = $(AM_V_GEN)$(MKDIR_P) daemon/service && sed -e 1d -e 's|[@]sbindir[@]|$(sbindir)|'
daemon/service/thiduad.service: daemon/service/thiduad.service.in Makefile
	$(UNIT_OF) -e 's#[@]title[@]##; s#[@]instance[@]##; s#[@]config[@]##' '$(srcdir)/daemon/service/thiduad.service.in' >$@
daemon/service/thiduad@.service: daemon/service/thiduad.service.in Makefile
	$(UNIT_OF) -e 's#[@]title[@]# %i#; s#[@]instance[@]#-%i#; s#[@]config[@]# --config /etc/thidua/%i.conf#' '$(srcdir)/daemon/service/thiduad.service.in' >$@
CLEANFILES += daemon/service/thiduad.service daemon/service/thiduad@.service daemon/service/thiduactl

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

# Every setting with its default, for whoever writes a thiduad.conf; Debian's package has it as /etc/thidua/thiduad.conf.
dist_doc_DATA = daemon/service/thiduad.conf

# Debian packages (thidua, thidua-dev), built from a copy below deb/ and looked through by lintian; what was built is tested by
# make check, so the packages' own build tests nothing. DEB_VERSION=0.1.0+2 makes another version, to try an upgrade.
DEB_VERSION = $(VERSION)
deb: distdir
	chmod -R u+w deb 2>/dev/null; rm -rf deb
	$(MKDIR_P) deb && mv '$(distdir)' deb/
	cp -R '$(srcdir)/daemon/service/debian' 'deb/$(distdir)/debian' && chmod -R u+w 'deb/$(distdir)/debian'
	sed -i '1s/(.*)/($(DEB_VERSION))/' 'deb/$(distdir)/debian/changelog'
	cd 'deb/$(distdir)' && env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS DEB_BUILD_OPTIONS=nocheck DEB_BUILD_PROFILES=nocheck \
		dpkg-buildpackage -us -uc >../build.log 2>&1 || { tail -n 40 ../build.log; exit 1; }
	rm -rf 'deb/$(distdir)'
	lintian --fail-on error,warning deb/*.changes
	@ls -l deb/*.deb
# Both versions installed, used, upgraded, removed and purged on a fresh Debian that has booted systemd.
check-deb:
	$(SHELL) '$(abs_srcdir)/tests/package/deb.sh' '$(abs_srcdir)' '$(abs_builddir)'
.PHONY: deb check-deb
clean-local: deb-clean
deb-clean:
	rm -rf deb
.PHONY: deb-clean
