"""Headless Chromium by WebDriver, on the pages of one daemon; THIDUA_BROWSER=no skips what needs it where there is none."""
import json
import os
import pathlib
import subprocess
import time

import pytest

from daemon import until

if os.environ.get("THIDUA_BROWSER") == "no":
    pytest.skip("THIDUA_BROWSER=no", allow_module_level=True)

import trio  # noqa: E402
import trio_websocket
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common import utils
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys  # noqa: F401
from selenium.webdriver.support.select import Select

SHELL = "/usr/lib/chromium/chromium-headless-shell"  # the engine without a browser's windows: a page costs a quarter of chromium's time
WCAG = (pathlib.Path(__file__).parent / "wcag.js").read_text()


def wait_for(path, seconds=30):
    """What a file says, once it says something."""
    end = time.monotonic() + seconds
    while not (path.exists() and path.stat().st_size):
        assert time.monotonic() < end, f"{path} did not come"
        time.sleep(0.02)
    return path.read_text()


class Driver(Service):
    """chromedriver at 127.0.0.1: a bare machine may not know the name localhost."""

    @property
    def service_url(self):
        return f"http://127.0.0.1:{self.port}"

    def is_connectable(self):
        return utils.is_connectable(self.port, "127.0.0.1")


class Window:
    """What one person does in a window."""
    driver = port = None

    def command(self, method, /, **arguments):
        return self.driver.execute_cdp_cmd(method, arguments)

    def keep(self, cookie):
        """Has the session of daemon.sign_in; None: nobody is logged in."""
        if cookie:
            name, value = cookie.split("=")
            self.command("Network.setCookie", name=name, value=value, url=f"http://127.0.0.1:{self.port}/", httpOnly=True, sameSite="Strict")

    def screen(self, width=1280, height=800):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)

    def media(self, kind="", scheme="light"):
        self.command("Emulation.setEmulatedMedia", media=kind,
                     features=[{"name": "prefers-color-scheme", "value": scheme},
                               {"name": "prefers-reduced-motion", "value": "reduce"}])

    def go(self, path):
        self.driver.get(f"http://127.0.0.1:{self.port}{path}")

    def path(self):
        return self.driver.current_url.removeprefix(f"http://127.0.0.1:{self.port}")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def press(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def click(self, selector):
        self.run("arguments[0].scrollIntoView({block: 'center'})", self.find(selector))  # a phone has a bar at the bottom
        self.find(selector).click()

    def text(self, selector="main"):
        return self.find(selector).text

    def said(self):
        """What the browser's console says, and says no more."""
        return [line["message"] for line in self.driver.get_log("browser")]

    def send(self, selector):
        """Clicks what sends a form or leads on, and waits for the page that comes."""
        self.leave(self.find(selector))

    def follow(self, words):
        """Clicks the link that says so, and waits for the page that comes."""
        self.leave(self.driver.find_element(By.PARTIAL_LINK_TEXT, words))

    def leave(self, node):
        self.run("window.before = true; arguments[0].scrollIntoView({block: 'center'})", node)  # a phone has a bar at the bottom
        node.click()
        until(lambda: self.run("return !window.before && document.readyState === 'complete'"), what="the page behind what was clicked")

    def fill(self, **fields):
        """Types into the fields of these ids, or chooses what is called so there."""
        for name, text in fields.items():
            node = self.driver.find_element(By.ID, name.replace("__", "-"))
            if node.tag_name == "select":
                Select(node).select_by_visible_text(text)
            else:
                node.clear()
                node.send_keys(text)

    def paste(self, selector, text):
        """As the browser tells a page of what was copied in Excel."""
        self.run("const data = new DataTransfer(); data.setData('text/plain', arguments[1]); const cell = document.querySelector(arguments[0]);"
                 "cell.focus(); cell.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}))", selector, text)

    def download(self, selector):
        """The file that a link leads to, once it is whole."""
        before = set(self.downloads.glob("*"))
        self.click(selector)
        return until(lambda: next((path for path in set(self.downloads.glob("*")) - before if path.suffix not in (".crdownload", ".tmp")), None),
                     what="the file behind the link")

    def without_scripts(self):
        self.command("Emulation.setScriptExecutionDisabled", value=True)

    def sound(self):
        """Nothing that wcag.js can compute is wrong with the page."""
        wrong = self.run(WCAG)
        assert not wrong, "\n".join([self.path(), *wrong])
        return self


class Browser(Window):
    """A Chromium of its own."""

    def __init__(self, port, folder, cookie=None):
        arguments = ["--disable-gpu", "--disable-software-rasterizer", "--in-process-gpu", "--disable-dev-shm-usage", "--remote-debugging-port=0",
                     f"--user-data-dir={folder / 'profile'}"] + (["--no-sandbox"] if os.getuid() == 0 else [])
        self.process = subprocess.Popen([SHELL, *arguments, "about:blank"], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            number, path = wait_for(folder / "profile" / "DevToolsActivePort").split()
            self.address = f"127.0.0.1:{number}"
            self.whole = f"ws://{self.address}{path}"
            options = Options()
            options.debugger_address = self.address
            options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
            self.driver = webdriver.Chrome(service=Driver("/usr/bin/chromedriver"), options=options)
        except BaseException:
            self.process.kill()
            raise
        self.port, self.downloads = port, folder / "downloads"
        self.shown = None  # the person whose window the driver looks at
        self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))
        self.keep(cookie)
        self.screen()

    def end(self):
        self.driver.quit()
        self.process.terminate()
        self.process.wait(20)

    def ask_whole(self, method, **parameters):
        """A command to the browser itself, which no window takes."""
        async def ask():
            async with trio_websocket.open_websocket_url(self.whole) as devtools:
                await devtools.send_message(json.dumps({"id": 1, "method": method, "params": parameters}))
                return json.loads(await devtools.get_message())["result"]
        return trio.run(ask)

    def look(self, person, script):
        """What a script says in a person's window whose page is still coming: the driver waits for all of it."""
        async def ask():
            async with trio_websocket.open_websocket_url(f"ws://{self.address}/devtools/page/{person.window}") as devtools:
                await devtools.send_message(json.dumps({"id": 1, "method": "Runtime.evaluate", "params": {"expression": script, "returnByValue": True}}))
                return json.loads(await devtools.get_message())["result"]["result"].get("value")
        return trio.run(ask)

    def person(self, cookie=None):
        return Person(self, cookie)


class Person(Window):
    """A window with cookies and storage of its own: another person, or nobody yet."""

    def __init__(self, browser, cookie):
        self.browser, self.port = browser, browser.port
        profile = browser.ask_whole("Target.createBrowserContext")["browserContextId"]
        self.window = browser.ask_whole("Target.createTarget", url="about:blank", browserContextId=profile)["targetId"]
        self.downloads = browser.downloads / profile
        self.command("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads), browserContextId=profile)
        self.keep(cookie)
        self.screen()

    @property
    def driver(self):
        if self.browser.shown is not self:
            self.browser.driver.switch_to.window(self.window)
            self.browser.shown = self
        return self.browser.driver
