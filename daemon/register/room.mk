# register: floor 2, the register of outgoing papers; no library of its own
noinst_LIBRARIES += daemon/libregister.a
daemon_libregister_a_SOURCES = daemon/register/register.c daemon/register/register.h daemon/register/signed_copy.c daemon/register/signed_copy.h \
	daemon/register/copy_signature.c daemon/register/copy_signature.h
