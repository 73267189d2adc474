"""account_pictures.py PASSWORDS ADDRESS OUT: the page of the own account and what is shown once, as a phone shows them: OUT/account.png, OUT/factor.png. PASSWORDS:
the file of the demo. Needs chromium and python3-selenium."""
import sys

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

passwords, address, out = sys.argv[1:]
name, password = next(line.split()[:2] for line in open(passwords, encoding="utf-8") if " administrator " in line)
options = webdriver.ChromeOptions()
for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"):
    options.add_argument(argument)
browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


def submit(form, **fields):
    for field, value in fields.items():
        browser.find_element(By.CSS_SELECTOR, f"{form} [name={field}]").send_keys(value)
    browser.find_element(By.CSS_SELECTOR, f"{form} button").click()


def shoot(picture, height):
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 390, "height": height, "deviceScaleFactor": 1, "mobile": False})
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390, "the page scrolls sideways"
    browser.save_screenshot(f"{out}/{picture}.png")


try:
    browser.get(f"{address}/login")
    submit("form.form", name=name, password=password)
    browser.get(f"{address}/account")
    shoot("account", 1500)
    submit('form[action="/do/factor/begin"]', password=password)
    shoot("factor", 1000)
finally:
    browser.quit()
