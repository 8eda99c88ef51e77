#!/usr/bin/env bash
# Installs the real package in a fresh Debian 12 with a running systemd, and does with it what people do: serve, edit,
# kill, upgrade, remove, purge. As root, on Debian, with a release binary; two to five minutes. Not part of ./test.
#
#   packaging/test.sh [--binary FILE] [--system FOLDER]
#
#   --binary FILE    the program (target/release/hueandcry)
#   --system FOLDER  keeps the fresh Debian 12 there for the next time (made anew and deleted each time)
#
# At the end: one line that counts. The exit code is 0 when everything passed, 1 when something failed, 2 when it could not
# begin.
set -uo pipefail
umask 022
root="$(cd "$(dirname "$0")/.." && pwd)"

stop() {
    echo "packaging/test.sh: $*" >&2
    exit 2
}

binary="${CARGO_TARGET_DIR:-$root/target}/release/hueandcry"
system=
while [ $# -gt 0 ]; do
    [ $# -ge 2 ] || stop "$1 needs a value; the first lines of this file say which"
    case "$1" in
        --binary) binary="$2" ;;
        --system) system="$2" ;;
        *) stop "$1 is not known; the first lines of this file list what is" ;;
    esac
    shift 2
done
[ "$(id -u)" -eq 0 ] || stop "only root can make a system to install the package in"
[ -x "$binary" ] || stop "there is no program $binary: cargo build --release makes it"
missing=()
for tool in debootstrap lintian mandoc zsh fish systemd-nspawn systemd-analyze; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
[ ${#missing[@]} -eq 0 ] || stop "missing: ${missing[*]}
hint: apt-get install --no-install-recommends debootstrap lintian mandoc zsh fish systemd-container"

scratch="$(mktemp -d)"
trap 'rm -rf "$scratch"' EXIT
passed=0
failed=0

# check NAME COMMAND…: runs it, and shows what it said when it failed.
check() {
    local name="$1"
    shift
    if "$@" >"$scratch/said" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        sed 's/^/        /' "$scratch/said"
    fi
}

deb() { "$root/packaging/deb.sh" --binary "$binary" "$@"; }

echo "== the package"
version="$("$binary" --version | awk '{ print $2 }')"
one="$(deb --out "$scratch/one")" || stop "the package could not be made"
again="$(deb --out "$scratch/again")" || stop "the package could not be made again"
# What the same program would be as the next version.
two="$(deb --out "$scratch/two" --version "$version+next")" || stop "the next version could not be made"
ls -l "$one" | awk '{ print $5 " bytes" }'
check "the same program gives the same bytes" cmp "$one" "$again"
check "lintian finds nothing" lintian --fail-on error,warning,info --info "$one"
deb --tree "$scratch/tree" || stop "the tree could not be laid out"
pages=("$scratch"/tree/usr/share/man/man1/*.gz)
for page in "${pages[@]}"; do
    gunzip -k "$page"
    # Warnings are about a date, which the pages leave out, and about spacing.
    check "mandoc accepts $(basename "${page%.gz}")" mandoc -T lint -W error "${page%.gz}"
done
completions="$scratch/tree/usr/share"
check "bash accepts its completions" bash -n "$completions/bash-completion/completions/hueandcry"
check "zsh accepts its completions" zsh -n "$completions/zsh/vendor-completions/_hueandcry"
check "fish accepts its completions" fish --no-execute "$completions/fish/vendor_completions.d/hueandcry.fish"
sed "s|/usr/bin/hueandcry|$(realpath "$binary")|" "$root/packaging/hueandcry.service" >"$scratch/hueandcry.service"
check "systemd accepts the unit" systemd-analyze verify --man=no "$scratch/hueandcry.service"
# 2.0 is where systemd stops calling an exposure "OK".
check "the service is exposed to little" \
    systemd-analyze security --offline=yes --threshold=20 "$root/packaging/hueandcry.service"
grep 'Overall exposure' "$scratch/said"

echo "== a fresh Debian 12"
# Where this machine's own packages come from.
mirror="$(apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 2>/dev/null | head -n 1)"
fresh="${system:-$scratch/fresh}"
if [ ! -e "$fresh/etc/debian_version" ]; then
    debootstrap --variant=minbase --include=systemd,systemd-sysv,dbus,curl,man-db,bash-completion \
        bookworm "$fresh" ${mirror:+"$mirror"} >"$scratch/debootstrap" 2>&1 ||
        stop "debootstrap failed: $(tail -n 3 "$scratch/debootstrap")"
fi
running="$scratch/running"
cp -a --reflink=auto "$fresh" "$running"
mkdir -p "$running/srv/package"
cp "$one" "$running/srv/package/one.deb"
cp "$two" "$running/srv/package/two.deb"
cp "$root/packaging/test-inside.sh" "$running/srv/package/test.sh"
mkdir -p "$running/srv/campaigns"
cp -r "$root/campaigns/merry-muletide" "$running/srv/campaigns/"
# A picture that has to be encoded, so that the service has something to keep.
base64 -d >"$running/srv/campaigns/merry-muletide/media/photograph.png" <<'END'
iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAABlklEQVR42hXRURVEIQhFUSMYgQhGMAIRiGCEE8EIRiACEYhABCLM
G7/ZrMt1jMEcyGAN9kAHNjgDBnfwBj6IQQ5q0IMxJnMikzXZE53Y5EyY3Mmb+CQmOalJzw8IUxBhCVtQwYQjIFzhCS6EkEIJLR9Y
zIUs1mIvdGGLs2BxF2/hi1jkoha9PrCZG9mszd7oxjZnw+Zu3sY3sclNbXp/QJmKKEvZiiqmHAXlKk9xJZRUSmn9gDENMZaxDTXM
OAbGNZ7hRhhplNH2gcM8yGEd9kEPdjgHDvfwDn6IQx7q0OcD/wK/Sr4jv9hfkG/1N/x/Fx44BCQU9Pc94zIvclmXfdGLXc79j9/L
u/glLnmpS98PPOZDHuuxH/qwx3n/5ffxHv6IRz7q0e8DznTEWc521DHn+D/KdZ7jTjjplNP+gWAGEqxgBxpYcOIf/AYv8CCCDCro
+EAyE0lWshNNLDn5P/MmL/Ekkkwq6fxAMQspVrELLaw49S/lFq/wIoosquj6QDMbaVazG22sOf2v8Dav8SaabKrp5geIAnAQC3Nf
wAAAAABJRU5ErkJggg==
END
printf '\n[[picture]]\nfile = "media/photograph.png"\nalt = "A square of colours"\ncredit = "The test"\n' \
    >>"$running/srv/campaigns/merry-muletide/media/media.toml"
cat >"$running/etc/systemd/system/package-test.service" <<'END'
[Unit]
Description=What people do with the package
SuccessAction=poweroff-force
FailureAction=poweroff-force
[Service]
Type=oneshot
ExecStart=/bin/bash /srv/package/test.sh
StandardOutput=file:/srv/package/results
StandardError=file:/srv/package/said
TimeoutStartSec=600
[Install]
WantedBy=multi-user.target
END
ln -s /etc/systemd/system/package-test.service "$running/etc/systemd/system/multi-user.target.wants/"
# Its own network: nothing it serves meets what this machine serves, and it can ask nobody.
timeout 900 systemd-nspawn --quiet --directory "$running" --boot --private-network --register=no --keep-unit \
    >"$scratch/console" 2>&1 </dev/null
if ! grep -q '^done$' "$running/srv/package/results" 2>/dev/null; then
    failed=$((failed + 1))
    echo "FAILED  the system did not get to the end of its tests"
    tail -n 20 "$scratch/console"
fi
if [ -f "$running/srv/package/results" ]; then
    grep -v '^done$' "$running/srv/package/results"
    passed=$((passed + $(grep -c '^ok ' "$running/srv/package/results")))
    failed=$((failed + $(grep -c '^FAILED ' "$running/srv/package/results")))
fi
printf '\n%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
