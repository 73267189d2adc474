#!/bin/sh
# inside.sh: run as root by systemd in the fresh root that deb.sh made; /try/passed says that all held.
set -eu
export DEBIAN_FRONTEND=noninteractive THIDUA_LANG=en LC_ALL=C.UTF-8
trap '[ -e /try/passed ] || { echo "FAILED in: $step"; tail -n 20 /try/apt; journalctl -b -u thiduad --no-pager | tail -n 30; }' EXIT
step() {
    step=$*
    echo "-- $step"
}
install_package() {
    apt-get -q -o Dpkg::Use-Pty=0 install -y --no-install-recommends "/try/thidua_$1"_*.deb >/try/apt 2>&1
}
running() {
    systemctl is-active --quiet thiduad
    thiduactl --json status >/try/status
}
# What the page answers, by bash's own network: no curl on a bare Debian.
page() {
    bash -c 'exec 3<>/dev/tcp/127.0.0.1/8799; printf "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" "$0" >&3; cat <&3' "$1"
}
figures() { # how many bytes of results, kept under this name
    thiduactl --json results --period 2024-11 | tee "/try/$1" | wc -c
}
refused() {
    if "$@" >/try/refused 2>&1; then
        echo "was not refused: $*"
        return 1
    fi
}

step "apt install ./thidua_$VERSION gives a running service"
install_package "$VERSION"
running
systemctl is-enabled --quiet thiduad
[ "$(stat -c '%U %a' /var/lib/thidua)" = "thidua 711" ]
[ "$(stat -c '%U' /proc/"$(systemctl show -P MainPID thiduad)")" = thidua ]
page /healthz | grep -q '^HTTP/1.1 200'

step "a contest is loaded and followed"
thiduactl contest check /usr/share/thidua/rules/hai-an-2024
refused thiduactl import --dir /try/records/roster
thiduactl contest load /usr/share/thidua/rules/hai-an-2024
thiduactl import --dir /try/records/roster
thiduactl import --dir /try/records/2024-11
thiduactl evaluate 2024-11
[ "$(figures before)" -gt 10000 ]
grep -q '"verdict": *"met"' /try/before
page / | grep -q '<html'
thiduactl rules try --body 'return num >= 1 and "met" or "missed"' --row num=2

step "another user reads, and changes nothing"
setpriv --reuid 65534 --clear-groups thiduactl status >/dev/null
refused setpriv --reuid 65534 --clear-groups thiduactl evaluate 2024-11
refused setpriv --reuid 65534 --clear-groups cat /var/lib/thidua/thidua.db

step "the unit's walls"
systemd-analyze security thiduad --no-pager | tail -n 1
systemd-analyze security thiduad --threshold=15 --no-pager >/dev/null

step "an upgrade keeps the data and what was written in thiduad.conf, and starts the new one"
echo '# ours' >>/etc/thidua/thiduad.conf
systemctl reload thiduad
running
pid=$(systemctl show -P MainPID thiduad)
install_package "$VERSION+2"
running
[ "$(systemctl show -P MainPID thiduad)" != "$pid" ]
[ "$(figures after)" -gt 10000 ] && cmp /try/before /try/after
thiduactl audit verify
grep -q '^# ours' /etc/thidua/thiduad.conf

step "removal keeps the data, and the next installation finds it"
apt-get -q -o Dpkg::Use-Pty=0 remove -y thidua >/dev/null 2>&1
refused systemctl is-active --quiet thiduad
[ -s /var/lib/thidua/thidua.db ] && [ -e /etc/thidua/thiduad.conf ] && [ ! -e /usr/sbin/thiduad ]
install_package "$VERSION+2"
running
[ "$(figures again)" -gt 10000 ] && cmp /try/before /try/again

step "purge removes the settings, keeps the data and says so"
apt-get -q -o Dpkg::Use-Pty=0 purge -y thidua >/try/purge 2>&1
grep '^thidua: ' /try/purge
[ -s /var/lib/thidua/thidua.db ] && [ ! -e /etc/thidua ] && id thidua >/dev/null

step "the journal had priorities, and no errors"
journalctl -b -u thiduad -o json --no-pager | grep -q '"PRIORITY":"5"'
[ -z "$(journalctl -b -u thiduad -p err --no-pager -q)" ]
touch /try/passed
echo "all held"
