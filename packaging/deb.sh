#!/usr/bin/env bash
# Makes hueandcry_VERSION_amd64.deb for Debian 12 of a release binary. dpkg-deb alone packs it: the same binary and the same
# SOURCE_DATE_EPOCH give the same bytes.
#
#   packaging/deb.sh [--binary FILE] [--out FOLDER] [--version VERSION] [--tree FOLDER]
#
#   --binary FILE      the program (target/release/hueandcry)
#   --out FOLDER       where the package goes (target/deb)
#   --version VERSION  its version (what the program says of itself)
#   --tree FOLDER      writes what would be packed into this folder, and packs nothing
#
# DEBFULLNAME and DEBEMAIL say who makes the package. SOURCE_DATE_EPOCH is the time of every file in it, in seconds since
# 1970; without it, that of the last commit.
set -euo pipefail
umask 022
export LC_ALL=C TZ=UTC
root="$(cd "$(dirname "$0")/.." && pwd)"

fail() {
    echo "packaging/deb.sh: $*" >&2
    exit 2
}

binary="${CARGO_TARGET_DIR:-$root/target}/release/hueandcry"
out="${CARGO_TARGET_DIR:-$root/target}/deb"
version=
tree=
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || fail "$1 needs a value; the first lines of this file say which"
    case "$1" in
        --binary) binary="$2" ;;
        --out) out="$2" ;;
        --version) version="$2" ;;
        --tree) tree="$2" ;;
        *) fail "$1 is not known; the first lines of this file list what is" ;;
    esac
    shift 2
done

[ -x "$binary" ] || fail "there is no program $binary: cargo build --release makes it"
[ -n "$version" ] || version="$("$binary" --version | awk '{ print $2 }')"
# 0.2.0-rc.1 comes before 0.2.0, and for Debian a tilde says so.
version="${version//-/\~}"
[[ "$version" =~ ^[0-9][0-9A-Za-z.+~]*$ ]] || fail "$version is no version of a Debian package: 0.1.0, say"
if [ -z "${SOURCE_DATE_EPOCH:-}" ]; then
    SOURCE_DATE_EPOCH="$(git -C "$root" log -1 --format=%ct)" ||
        fail "set SOURCE_DATE_EPOCH: there is no commit here whose time could be taken"
fi
export SOURCE_DATE_EPOCH
maintainer="${DEBFULLNAME:-Hue and Cry} <${DEBEMAIL:-hueandcry@example.org}>"

is_elf() {
    [ "$(head -c 4 "$binary" | od -An -tx1 | tr -d ' ')" = 7f454c46 ]
}

# What the program is linked with: Debian's names, and the least glibc that has every symbol it uses.
depends() {
    local libraries="libc6" glibc
    if is_elf; then
        [ "$(od -An -tx1 -j18 -N2 "$binary" | tr -d ' ')" = 3e00 ] ||
            fail "$binary is for another processor: this script packs for amd64 alone"
        command -v objdump >/dev/null || fail "objdump is missing: apt-get install binutils"
        glibc="$(objdump -T "$binary" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -n 1)"
        libraries="libc6 (>= ${glibc#GLIBC_})"
        ! objdump -p "$binary" | grep -q 'NEEDED.*libgcc_s' || libraries+=", libgcc-s1 (>= 4.2)"
        local others
        others="$(objdump -p "$binary" | awk '/NEEDED/ { print $2 }' |
            grep -v -E '^(libc|libm|libgcc_s|ld-linux-x86-64)\.so\.' || true)"
        [ -z "$others" ] || fail "say here which packages have these libraries: $others"
    fi
    echo "$libraries, adduser, init-system-helpers (>= 1.54)"
}

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
packed="${tree:-$scratch/tree}"
if [ -n "$tree" ] && [ -e "$tree" ]; then
    fail "$tree is there already: name a folder that is not"
fi

put() { install -D -m "$1" "$2" "$packed/$3"; }
# Text from standard input, packed without its name and time.
put_packed() {
    mkdir -p "$(dirname "$packed/$1")"
    gzip -9n >"$packed/$1"
}

put 755 "$binary" usr/bin/hueandcry
put 644 "$root/packaging/hueandcry.service" lib/systemd/system/hueandcry.service
put 644 "$root/packaging/hueandcry.default" etc/default/hueandcry
put 644 "$root/packaging/debian/lintian-overrides" usr/share/lintian/overrides/hueandcry

"$binary" man --out "$scratch/man"
for page in "$scratch"/man/*.1; do
    put_packed "usr/share/man/man1/$(basename "$page").gz" <"$page"
done

for shell in bash zsh fish; do
    "$binary" completions "$shell" >"$scratch/$shell"
done
put 644 "$scratch/bash" usr/share/bash-completion/completions/hueandcry
put 644 "$scratch/zsh" usr/share/zsh/vendor-completions/_hueandcry
put 644 "$scratch/fish" usr/share/fish/vendor_completions.d/hueandcry.fish

doc=usr/share/doc/hueandcry
for file in "$root"/docs/*.md; do
    case "$(basename "$file")" in
        # For those who change the program.
        style.md | testing.md) ;;
        *) put 644 "$file" "$doc/$(basename "$file")" ;;
    esac
done
put 644 "$root/packaging/README.md" "$doc/README.Debian.md"
put_packed "$doc/NEWS.md.gz" <"$root/CHANGELOG.md"
put_packed "$doc/changelog.gz" <<END
hueandcry ($version) stable; urgency=medium

  * What has changed for those who use it stands in NEWS.md.gz.

 -- $maintainer  $(date -u -R -d "@$SOURCE_DATE_EPOCH")
END
{
    cat <<'END'
Hue and Cry, made into a package from its own source. A running program offers that source to everybody who visits it, at
/source.tar.gz.

Copyright (C) 2026 the authors of Hue and Cry

The program is free software under the GNU Affero General Public License, version 3 or later: the first text below. The text and
pictures of the campaign inside it are under the Creative Commons licence Attribution-ShareAlike 4.0: the second. What it contains by
others, and under which licences, follows them.

END
    cat "$root/LICENSE"
    printf '\n\n'
    cat "$root/campaigns/LICENCE"
    printf '\n\n'
    cat "$root/docs/third-party-notices.txt"
} >"$scratch/copyright"
put 644 "$scratch/copyright" "$doc/copyright"

# The sizes of Debian's policy: each file rounded up to a KiB, and one for each folder.
installed_size="$(find "$packed" -printf '%y %s\n' | awk '$1 == "f" { kib += int(($2 + 1023) / 1024) } $1 == "d" { kib++ } END { print kib }')"
(cd "$packed" && find . -type f -printf '%P\n' | sort | grep -v '^etc/' | xargs -d '\n' md5sum) >"$scratch/md5sums"
put 644 "$scratch/md5sums" DEBIAN/md5sums
echo /etc/default/hueandcry >"$scratch/conffiles"
put 644 "$scratch/conffiles" DEBIAN/conffiles
for script in postinst prerm postrm; do
    put 755 "$root/packaging/debian/$script" "DEBIAN/$script"
done
# Beforehand: a failure inside the text below would go unnoticed.
depends="$(depends)"
cat >"$scratch/control" <<END
Package: hueandcry
Version: $version
Architecture: amd64
Maintainer: $maintainer
Installed-Size: $installed_size
Depends: $depends
Recommends: systemd-timesyncd | time-daemon
Suggests: caddy | httpd
Section: web
Priority: optional
Description: runs a public-safety campaign from plan to proof
 Hue and Cry checks a campaign's folder, makes a site of it, and serves it:
 no account, no database, no cookie. A council, a police force and a local
 newspaper keep one folder of texts and pictures; an edit is up when it is
 saved, and what is not due cannot be found.
 .
 The package has the program, a systemd service with a user of its own,
 manual pages, and completions for bash, zsh and fish. The service listens
 on this machine alone until a web server stands in front of it.
END
put 644 "$scratch/control" DEBIAN/control

find "$packed" -exec touch -h -d "@$SOURCE_DATE_EPOCH" {} +
[ -z "$tree" ] || exit 0

mkdir -p "$out"
package="$out/hueandcry_${version}_amd64.deb"
dpkg-deb --root-owner-group -Zxz --threads-max=1 --build "$packed" "$package" >/dev/null
echo "$package"
