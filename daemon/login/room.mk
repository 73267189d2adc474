# login: floor 2, what proves who somebody is: passwords, second factors, sessions; libraries: libsodium (hashes), liboath, libqrencode, libcrypto (SHA-1 of leaked passwords)
noinst_LIBRARIES += daemon/liblogin.a
daemon_liblogin_a_CPPFLAGS = $(AM_CPPFLAGS) $(OATH_CFLAGS) $(QRENCODE_CFLAGS)
daemon_liblogin_a_SOURCES = \
	daemon/login/attempt.c daemon/login/attempt.h \
	daemon/login/guessable.c daemon/login/guessable.h \
	daemon/login/leaked.c daemon/login/leaked.h \
	daemon/login/login.c daemon/login/login.h daemon/login/login_intent.c daemon/login/login_internal.h \
	daemon/login/login_password.c daemon/login/login_second.c daemon/login/login_session.c daemon/login/login_transaction.c \
	daemon/login/login_entered.c daemon/login/login_entered.h \
	daemon/login/password.c daemon/login/password.h \
	daemon/login/qr.c daemon/login/qr.h \
	daemon/login/secret.c daemon/login/secret.h \
	daemon/login/signing_key.c daemon/login/signing_key.h \
	daemon/login/session.c daemon/login/session.h \
	daemon/login/throttle.c daemon/login/throttle.h \
	daemon/login/totp.c daemon/login/totp.h

LOGIN_LIBS = daemon/liblogin.a $(STORE_LIBS) $(OATH_LIBS) $(QRENCODE_LIBS) -lcrypto -lpthread

check_PROGRAMS += tests/unit/test_login
tests_unit_test_login_CPPFLAGS = $(AM_CPPFLAGS) $(SQLITE_CFLAGS) $(OATH_CFLAGS)
tests_unit_test_login_SOURCES = tests/unit/test_login.c $(STORE_CASE)
tests_unit_test_login_LDADD = $(LOGIN_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_login
