#!/bin/sh
# deb.sh SOURCE BUILD: the Debian package on a fresh Debian 12 that has booted systemd: `make check-deb`. Builds two
# versions, debootstraps a root, and lets inside.sh install, use, upgrade, remove and purge them there. Needs root, a
# mirror, debootstrap, systemd-container; THIDUA_ROOT=FOLDER keeps the bare root for the next time.
set -eu
source=$1
build=$2
[ "$(id -u)" = 0 ] || { echo "make check-deb: needs root (debootstrap, systemd-nspawn)" >&2; exit 1; }
for program in debootstrap systemd-nspawn dpkg-buildpackage lintian; do
    command -v "$program" >/dev/null || { echo "make check-deb: $program is missing; ./bootstrap deb installs it" >&2; exit 1; }
done
folder=$(mktemp -d /var/tmp/thidua-deb.XXXXXX)
trap 'rm -rf "$folder"' EXIT
trap 'exit 1' INT TERM

version=$(sed -n '1s/.*(\(.*\)).*/\1/p' "$source/daemon/service/debian/changelog")
for one in "$version" "$version+2"; do
    echo "== make deb DEB_VERSION=$one"
    make -C "$build" deb DEB_VERSION="$one" >"$folder/build.log" 2>&1 || { tail -n 40 "$folder/build.log"; exit 1; }
    cp "$build/deb/thidua_${one}_"*.deb "$folder/"
done

echo "== a plugin built with nothing but what thidua-dev has"
dpkg-deb -x "$build/deb/thidua-dev_${version}+2_all.deb" "$folder/dev"
cp -R "$folder/dev/usr/share/doc/thidua-dev/examples/template" "$folder/plugin"
PKG_CONFIG_PATH=$folder/dev/usr/share/pkgconfig PKG_CONFIG_SYSROOT_DIR=$folder/dev \
    make -C "$folder/plugin" template.so check >"$folder/plugin.log" 2>&1 || { cat "$folder/plugin.log"; exit 1; }

echo "== a bare root"
bare=${THIDUA_ROOT:-$folder/bare}
if [ ! -x "$bare/usr/bin/systemctl" ]; then
    mirror=$(apt-get indextargets --format '$(SITE)' | head -n 1)
    debootstrap --variant=minbase --include=ca-certificates,systemd,systemd-sysv,dbus bookworm "$bare" "$mirror" >"$folder/root.log" 2>&1 ||
        { tail -n 20 "$folder/root.log"; exit 1; }
fi
root=$folder/root
cp -a "$bare" "$root"
for sources in /etc/apt/sources.list.d/*.sources; do # a machine that has its mirror there has none in sources.list
    [ -e "$sources" ] && rm -f "$root/etc/apt/sources.list"
done
cp -a /etc/apt/sources.list* /etc/apt/apt.conf.d "$root/etc/apt/" 2>/dev/null || :
mkdir "$root/try"
cp "$folder"/*.deb "$source/tests/package/inside.sh" "$root/try/"
for block in request certificate office drop-in port renew hook instance backup; do # what docs/deploy has people do
    awk -v block="$block" '$0 ~ "^```[a-z]+ " block "$" { on = 1; next } /^```$/ { on = 0 } on' "$source/docs/deploy.en.md" >"$root/try/$block"
    [ -s "$root/try/$block" ] || { echo "docs/deploy.en.md has no block $block" >&2; exit 1; }
done
python3 "$source/tests/sample/generate.py" "$root/try/records" >/dev/null
# What the package depends on is fetched before the boot: in there, there is no network but the loopback.
chroot "$root" sh -c 'apt-get -q update && apt-get -q install -y --no-install-recommends --download-only /try/thidua_'"$version"'_*.deb' \
    >"$folder/root.log" 2>&1 || { tail -n 20 "$folder/root.log"; exit 1; }
cat >"$root/etc/systemd/system/try.service" <<END
[Unit]
After=multi-user.target
[Service]
Type=oneshot
Environment=VERSION=$version
ExecStart=/bin/sh /try/inside.sh
ExecStopPost=/bin/systemctl --no-block poweroff
StandardOutput=file:/try/log
StandardError=file:/try/log
END
mkdir -p "$root/etc/systemd/system/default.target.wants"
ln -s ../try.service "$root/etc/systemd/system/default.target.wants/try.service"

echo "== booted"
timeout -k 10 300 systemd-nspawn -q -D "$root" --register=no --keep-unit --private-network -b </dev/null >"$folder/boot.log" 2>&1 || :
cat "$root/try/log" 2>/dev/null || tail -n 40 "$folder/boot.log"
[ -e "$root/try/passed" ]
