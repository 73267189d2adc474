# xml: floor 1, XML documents as trees and as events; library: libxml2
noinst_LIBRARIES += daemon/libxml.a
daemon_libxml_a_CPPFLAGS = $(AM_CPPFLAGS) $(XML_CFLAGS)
daemon_libxml_a_SOURCES = \
	daemon/xml/xml_gate.c daemon/xml/xml_gate.h \
	daemon/xml/xml_parse.c \
	daemon/xml/xml_stream.c daemon/xml/xml_stream.h \
	daemon/xml/xml_tree.c daemon/xml/xml_tree.h \
	daemon/xml/xml_write.c

XML_TREE_LIBS = daemon/libxml.a $(XML_LIBS) $(BASE_LIBS)

check_PROGRAMS += tests/unit/test_xml
tests_unit_test_xml_SOURCES = tests/unit/test_xml.c
tests_unit_test_xml_LDADD = $(XML_TREE_LIBS) $(CMOCKA_LIBS)
TESTS += tests/unit/test_xml
