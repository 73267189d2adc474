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
thiduactl contest check /usr/share/thidua/rules/hai-an-2024 >/dev/null
refused thiduactl import --dir /try/records/roster
thiduactl contest load /usr/share/thidua/rules/hai-an-2024 >/dev/null
thiduactl import --dir /try/records/roster >/dev/null
thiduactl import --dir /try/records/2024-11 >/dev/null
thiduactl evaluate 2024-11 >/dev/null 2>&1
[ "$(figures before)" -gt 10000 ]
grep -q '"verdict": *"met"' /try/before
page / | grep -q '^Location: /login'
page /login | grep -q '<html'
thiduactl rules try --body 'return num >= 1 and "met" or "missed"' --row num=2

step "another user has nothing without an account; one who reads changes nothing"
refused setpriv --reuid 65534 --clear-groups thiduactl status
thiduactl people add ky --full-name "Phạm Văn Kỳ" --role auditor --unix nobody >/dev/null
setpriv --reuid 65534 --clear-groups thiduactl status >/dev/null
thiduactl people add hoa --full-name "Trần Thị Hoa" --role administrator >/dev/null
echo "năm con gà trống" | thiduactl people password hoa >/dev/null
refused setpriv --reuid 65534 --clear-groups thiduactl evaluate 2024-11
refused setpriv --reuid 65534 --clear-groups cat /var/lib/thidua/thidua.db

step "the unit's walls"
systemd-analyze security thiduad --no-pager | tail -n 1
systemd-analyze security thiduad --threshold=15 --no-pager >/dev/null

step "a second contest on the same machine, and neither sees the other's folder"
sed '/disable/d' /try/instance >/try/instance-beside
sh -e /try/instance-beside >/try/said 2>&1
grep -q tan-minh-2025 /try/said || thiduactl --instance quan-1 --json status | grep -q tan-minh-2025
[ "$(stat -c '%U %a' /var/lib/thidua-quan-1)" = "thidua 711" ]
for unit in thiduad thiduad@quan-1; do
    [ "$(nsenter -m -t "$(systemctl show -P MainPID $unit)" ls /var/lib | wc -l)" = 1 ]
done
refused nsenter -m -t "$(systemctl show -P MainPID thiduad@quan-1)" ls /var/lib/thidua
systemd-analyze security thiduad@quan-1 --threshold=15 --no-pager >/dev/null
refused systemctl start thiduad@not-there
journalctl -b -u thiduad@not-there --no-pager | grep -q /etc/thidua/not-there.conf
systemctl stop thiduad@not-there

# The steps of docs/deploy.en.md, block by block (deb.sh takes them out of it).
tls() { # what /healthz says at this port, of a certificate that its authority vouches for
    printf 'GET /healthz HTTP/1.1\r\nHost: thidua.example.vn\r\nConnection: close\r\n\r\n' |
        openssl s_client -quiet -ign_eof -verify_return_error -verify_hostname thidua.example.vn -CAfile /root/thidua-ca/ca.pem \
            -connect "127.0.0.1:$1" 2>/try/s_client | grep -q '^certificate until'
}
serial() {
    openssl x509 -in /etc/thidua/certificate.pem -noout -serial
}
drop_in() {
    mkdir -p /etc/systemd/system/thiduad.service.d
    cp "/try/$1" /etc/systemd/system/thiduad.service.d/override.conf
    systemctl daemon-reload
    systemctl restart thiduad
}
step "TLS of its own"
(cd /root && sh -e /try/request >/try/openssl 2>&1)
sh -e /try/certificate >/try/openssl 2>&1
cp /etc/thidua/thiduad.conf /try/before.conf
cp /try/office /etc/thidua/thiduad.conf
drop_in drop-in
running
tls 8443
[ "$(systemctl show thiduad -P IPAddressAllow)" != "$(systemctl show thiduad@quan-1 -P IPAddressAllow)" ]
systemd-analyze security thiduad --threshold=15 --no-pager >/dev/null

step "a new certificate"
before=$(serial)
sh -e /try/renew >>/try/openssl 2>&1
[ "$(serial)" != "$before" ]
tls 8443
mkdir /try/lineage
cp /root/thidua-ca/thidua.pem /try/lineage/fullchain.pem
cp /root/thidua-ca/thidua.key /try/lineage/privkey.pem
RENEWED_LINEAGE=/try/lineage sh /try/hook
tls 8443

step "port 443"
sed -i 's/8443/443/' /etc/thidua/thiduad.conf
refused systemctl restart thiduad
systemctl stop thiduad
drop_in port
running
tls 443
systemd-analyze security thiduad --threshold=15 --no-pager >/dev/null
rm -r /etc/systemd/system/thiduad.service.d
cp /try/before.conf /etc/thidua/thiduad.conf
systemctl daemon-reload
systemctl restart thiduad
running

step "a backup"
sh -e /try/backup
[ "$(find /var/backups/thidua -name '*.db' | wc -l)" = 1 ]
[ "$(find /var/backups/thidua -name '*.db-accounts' | wc -l)" = 1 ]

step "an upgrade keeps the data and what was written in thiduad.conf, and starts the new one"
echo '# ours' >>/etc/thidua/thiduad.conf
systemctl reload thiduad
running
pid=$(systemctl show -P MainPID thiduad)
second=$(systemctl show -P MainPID thiduad@quan-1)
install_package "$VERSION+2"
running
systemctl is-active --quiet thiduad@quan-1
[ "$(systemctl show -P MainPID thiduad@quan-1)" != "$second" ]
[ "$(systemctl show -P MainPID thiduad)" != "$pid" ]
[ "$(figures after)" -gt 10000 ] && cmp /try/before /try/after
thiduactl audit verify
grep -q '^# ours' /etc/thidua/thiduad.conf

step "removal keeps the data, and the next installation finds it"
apt-get -q -o Dpkg::Use-Pty=0 remove -y thidua >/dev/null 2>&1
refused systemctl is-active --quiet thiduad
refused systemctl is-active --quiet thiduad@quan-1
[ -s /var/lib/thidua/thidua.db ] && [ -e /etc/thidua/thiduad.conf ] && [ ! -e /usr/sbin/thiduad ]
install_package "$VERSION+2"
running
[ "$(figures again)" -gt 10000 ] && cmp /try/before /try/again

step "purge removes the settings, keeps the data and says so"
apt-get -q -o Dpkg::Use-Pty=0 purge -y thidua >/try/purge 2>&1
grep '^thidua: ' /try/purge
[ -s /var/lib/thidua/thidua.db ] && [ ! -e /etc/thidua/thiduad.conf ] && id thidua >/dev/null

step "the journal had priorities, and no errors"
journalctl -b -u thiduad -o json --no-pager | grep -q '"PRIORITY":"5"'
journalctl -b -t thiduad -p err --no-pager -o cat >/try/errors # two starts were to be refused
grep -q 0.0.0.0:443 /try/errors
grep -q not-there.conf /try/errors
refused grep -v -e 0.0.0.0:443 -e not-there.conf /try/errors
touch /try/passed
echo "all held"
