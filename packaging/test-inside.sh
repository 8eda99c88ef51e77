#!/usr/bin/env bash
# What packaging/test.sh does inside the fresh Debian 12, as its root, with systemd running. Prints a line for each thing
# that must hold, and "done" when it got to the end.
set -uo pipefail
export DEBIAN_FRONTEND=noninteractive
package=/srv/package
data=/var/lib/hueandcry
site=http://127.0.0.1:8080

# check NAME COMMAND…: runs it, and shows what it said when it failed.
check() {
    local name="$1"
    shift
    if "$@" >"$package/last" 2>&1; then
        echo "ok      $name"
    else
        echo "FAILED  $name"
        sed 's/^/        /' "$package/last"
    fi
}

# within SECONDS COMMAND…: tries it each half second.
within() {
    local until=$((SECONDS + $1))
    shift
    until "$@" >/dev/null 2>&1; do
        [ $SECONDS -lt $until ] || {
            "$@"
            journalctl -u hueandcry -n 20 --no-pager
            return 1
        }
        sleep 0.5
    done
}

is_well() { curl -fsS --max-time 5 "$site/healthz"; }
is_down() { ! curl -fsS --max-time 5 "$site/healthz"; }
shows() { curl -fsS --max-time 5 "$site$1" | grep -F -- "$2"; }
is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status} ${Version}' hueandcry)" = "installed $1" ]; }
pid() { systemctl show -p MainPID --value hueandcry; }
# A line of the running program's /proc/…/status.
status_is() { grep -P "^$1:\s+$2\$" "/proc/$(pid)/status"; }
no() { ! "$@"; }

version="$(dpkg-deb -f $package/one.deb Version)"
next="$(dpkg-deb -f $package/two.deb Version)"

check "it can be installed without anything else" dpkg -i $package/one.deb
check "the service starts with the machine" systemctl is-enabled hueandcry
check "the service runs" within 60 is_well
check "it serves the worked example" shows /merry-muletide/ "Just a bit of festive fun?"
check "it shows its licences" sh -c "hueandcry licences | grep -F 'rav1e 0'"
check "it runs as its own user" test "$(stat -c %U "/proc/$(pid)")" = hueandcry
check "that user cannot log in" sh -c 'getent passwd hueandcry | grep -E ":/usr/sbin/nologin$"'
check "it has no right of root" status_is CapEff 0000000000000000
check "it can gain none" status_is NoNewPrivs 1
check "its system calls are filtered" status_is Seccomp 2
# As many as the unit asks for, or as many as a container without the right to raise them was given.
most="$(ulimit -Hn)"
[ "$most" -lt 65536 ] || most=65536
check "it may have $most files open" grep -P "^Max open files\s+$most\s+$most\s" "/proc/$(pid)/limits"
check "only it and root may look into its folder" test "$(stat -c '%a %U:%G' $data)" = "750 hueandcry:hueandcry"
check "its manual is there" sh -c "man -P cat hueandcry-serve | grep -F -- --listen"
check "bash completes it" bash -ic '. /usr/share/bash-completion/completions/hueandcry && complete -p hueandcry'

sed -i 's|^CAMPAIGNS=.*|CAMPAIGNS=/srv/campaigns|' /etc/default/hueandcry
check "it serves a folder of campaigns" systemctl restart hueandcry
check "and is well with it" within 60 is_well
sed -i 's|Just a bit of festive fun?|Changed while it was served|' /srv/campaigns/merry-muletide/pages/home.md
check "an edit is up without a restart" within 30 shows /merry-muletide/ "Changed while it was served"
check "it keeps encoded pictures in its own folder" sh -c "find $data/pictures -type f -user hueandcry | grep ."
killed="$(pid)"
kill -KILL "$killed"
check "it goes down when it is killed" within 5 is_down
check "it comes back by itself" within 60 is_well
check "as another process" test "$(pid)" != "$killed"
check "it stops when it is told to" systemctl stop hueandcry
check "and calls that no failure" no systemctl is-failed hueandcry
check "it starts again" systemctl start hueandcry
check "and is well" within 60 is_well

printf '# kept by an upgrade\n' >>$data/hueandcry.toml
chown hueandcry: $data/hueandcry.toml
check "it can be upgraded" dpkg -i $package/two.deb
check "to the next version" is_installed "$next"
check "which runs at once" within 60 is_well
check "the upgrade keeps the settings" grep -F 'kept by an upgrade' $data/hueandcry.toml
check "and what it is started with" grep -F 'CAMPAIGNS=/srv/campaigns' /etc/default/hueandcry
check "and serves the same folder" within 30 shows /merry-muletide/ "Changed while it was served"
systemctl disable --now hueandcry 2>/dev/null
check "it can be downgraded" dpkg -i $package/one.deb
check "to the version before" is_installed "$version"
check "a service that was switched off stays off" no systemctl is-enabled hueandcry
systemctl enable --now hueandcry 2>/dev/null
check "it runs again once it is switched on" within 60 is_well

check "it can be removed" dpkg -r hueandcry
check "then it does not run" within 5 is_down
check "and its program is gone" test ! -e /usr/bin/hueandcry
check "but not its settings" grep -F 'kept by an upgrade' $data/hueandcry.toml
check "nor what it is started with" test -f /etc/default/hueandcry
check "it can be installed again" dpkg -i $package/two.deb
check "and runs with what it had" within 60 shows /merry-muletide/ "Changed while it was served"
check "it can be purged" dpkg -P hueandcry
check "then its data is gone" test ! -e $data
check "and what it was started with" test ! -e /etc/default/hueandcry
check "but no campaign" test -f /srv/campaigns/merry-muletide/campaign.toml
left="$(find / -xdev \( -path /proc -o -path /srv -o -path /root -o -path /var/log -o -path /var/cache/man \) -prune -o -name '*hueandcry*' -print)"
check "nothing else is left behind" test -z "$left"
[ -z "$left" ] || printf '        %s\n' $left
echo done
