# The promise to plugins: its header and its pkg-config file; and the shipped plugin, the template.
pluginincludedir = $(includedir)/thidua
plugininclude_HEADERS = plugins/thidua_plugin.h
pkgconfigdir = $(libdir)/pkgconfig
pkgconfig_DATA = plugins/thidua-plugin.pc

# Modules, not libraries: plain rules instead of libtool. -z defs: nothing may be taken from the daemon.
PLUGIN_MODULES = plugins/template/template.so plugins/template/template-notifier.so plugins/mail/smtp.so plugins/mail/file.so plugins/webhook/webhook.so
if HAVE_PGSQL
PLUGIN_MODULES += plugins/pgsql/pgsql.so
endif
plugindir = $(libdir)/thidua/plugins
plugin_DATA = $(PLUGIN_MODULES)
CLEANFILES += $(PLUGIN_MODULES)
PLUGIN_BUILD = $(CC) -std=gnu17 $(CPPFLAGS) $(CFLAGS) -Wall -Wextra -I$(srcdir)/plugins -fPIC -fvisibility=hidden -shared -Wl,-z,defs $(LDFLAGS)

plugins/template/template.so: plugins/template/template.c plugins/thidua_plugin.h
	$(AM_V_CC)$(MKDIR_P) plugins/template && $(PLUGIN_BUILD) -o $@ $(srcdir)/plugins/template/template.c
plugins/template/template-notifier.so: plugins/template/template-notifier.c plugins/thidua_plugin.h
	$(AM_V_CC)$(MKDIR_P) plugins/template && $(PLUGIN_BUILD) -o $@ $(srcdir)/plugins/template/template-notifier.c

plugins/mail/smtp.so: plugins/mail/smtp.c plugins/mail/mail.c plugins/mail/mail.h plugins/thidua_plugin.h
	$(AM_V_CC)$(MKDIR_P) plugins/mail && $(PLUGIN_BUILD) -o $@ $(srcdir)/plugins/mail/smtp.c $(srcdir)/plugins/mail/mail.c $(CURL_LIBS)
plugins/mail/file.so: plugins/mail/file.c plugins/mail/mail.c plugins/mail/mail.h plugins/thidua_plugin.h
	$(AM_V_CC)$(MKDIR_P) plugins/mail && $(PLUGIN_BUILD) -o $@ $(srcdir)/plugins/mail/file.c $(srcdir)/plugins/mail/mail.c $(CURL_LIBS)
plugins/webhook/webhook.so: plugins/webhook/webhook.c plugins/mail/mail.c plugins/mail/mail.h plugins/thidua_plugin.h
	$(AM_V_CC)$(MKDIR_P) plugins/webhook && $(PLUGIN_BUILD) -o $@ $(srcdir)/plugins/webhook/webhook.c $(srcdir)/plugins/mail/mail.c $(CURL_LIBS) -lcrypto

plugins/pgsql/pgsql.so: plugins/pgsql/pgsql.c plugins/thidua_plugin.h
	$(AM_V_CC)$(MKDIR_P) plugins/pgsql && $(PLUGIN_BUILD) $(PGSQL_CFLAGS) -o $@ $(srcdir)/plugins/pgsql/pgsql.c $(PGSQL_LIBS)

# Its test against a fake host needs neither a daemon nor the house's flags.
check_PROGRAMS += plugins/template/test_template
plugins_template_test_template_SOURCES = plugins/template/test_template.c plugins/template/template.c
plugins_template_test_template_CPPFLAGS = -I$(srcdir)/plugins
TESTS += plugins/template/test_template
