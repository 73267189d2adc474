"""LibreOffice as a clerk has it: opens a workbook, types into cells, saves it under another name. What is typed is read as at a
keyboard: whether it is a day, a number or a text is for LibreOffice to say, by its locale. (Not by .uno:EnterString, which is the
keyboard's own way: without a window 7.4 crashes a second later.) Needs LibreOffice Calc and python3-uno."""
import shutil
import subprocess
import time

import pytest

uno = pytest.importorskip("uno", reason="LibreOffice cannot be driven: apt-get install python3-uno")

XLSX = "Calc MS Excel 2007 XML"
SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop></item>
</oor:items>
"""


def properties(**values):
    from com.sun.star.beans import PropertyValue  # known once uno is there
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Office:
    """A running LibreOffice with its settings in `folder`; a context that ends it."""

    def __init__(self, folder, locale="vi-VN"):
        program = shutil.which("soffice")
        if program is None:
            pytest.skip("LibreOffice is not installed: apt-get install libreoffice-calc-nogui")
        (folder / "office" / "user").mkdir(parents=True)
        (folder / "office" / "user" / "registrymodifications.xcu").write_text(SETTINGS.format(locale=locale))
        pipe = f"thidua-{time.monotonic_ns()}"
        self.process = subprocess.Popen(
            [program, "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{folder}/office", f"--accept=pipe,name={pipe};urp;"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        self.context = self.connected(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        self.desktop = self.service("com.sun.star.frame.Desktop")

    def connected(self, resolver, address, seconds=60):
        from com.sun.star.connection import NoConnectException
        end = time.monotonic() + seconds
        while True:
            try:
                return resolver.resolve(address)
            except NoConnectException:
                assert self.process.poll() is None and time.monotonic() < end, "LibreOffice does not answer"
                time.sleep(0.05)

    def service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def open(self, path):
        return Book(self, self.desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, properties(Hidden=True)))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        from com.sun.star.lang import DisposedException
        try:
            self.desktop.terminate()
        except DisposedException:  # it was gone before it answered
            pass
        assert self.process.wait(20) == 0, "LibreOffice did not end well"


class Book:
    """An open workbook: the cells of its first sheet by name (B7)."""

    def __init__(self, office, document):
        self.office, self.document = office, document
        self.sheet = document.Sheets.getByIndex(0)

    def text(self, cell):
        return self.sheet.getCellRangeByName(cell).String

    def columns(self, head):
        """{what the line `head` (from 1) calls a column: its letter}"""
        return {self.text(f"{letter}{head}"): letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}

    def noted(self):
        """{cell: the note at it}"""
        notes = self.sheet.Annotations
        return {f"{chr(65 + note.Position.Column)}{note.Position.Row + 1}": note.String
                for note in map(notes.getByIndex, range(notes.Count))}

    def type(self, cell, text):
        self.sheet.getCellRangeByName(cell).FormulaLocal = text  # read as what is typed into the cell

    def save(self, path):
        self.document.storeToURL(path.as_uri(), properties(FilterName=XLSX))
        self.document.close(True)
        return path
