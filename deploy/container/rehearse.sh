#!/usr/bin/env bash
# Does what the Containerfile says without a container engine: in a clean Debian made by debootstrap, with no root, a file
# system that is read only, and the health check at the end. For machines that have no engine; it takes minutes and 2 GB.
#   sudo deploy/container/rehearse.sh [folder]
set -euo pipefail

skip() { echo "SKIPPED: $1"; exit 0; }
[ "$(id -u)" = 0 ] || skip 'only root may make a Debian and change its root (chroot)'
command -v debootstrap > /dev/null || skip 'debootstrap is not installed (apt-get install debootstrap)'
command -v unshare > /dev/null || skip 'unshare is not installed (util-linux)'
unshare --mount true 2> /dev/null || skip 'this machine lets nobody make a mount namespace'

repository=$(cd "$(dirname "$0")/../.." && pwd)
containerfile=$repository/deploy/container/Containerfile
folder=${1:-$(mktemp -d /var/tmp/casus-rehearsal.XXXXXX)}
root=$folder/root
node=$(readlink -f "$repository/node_modules/node/bin/node")
[ -x "$node" ] || skip 'Node 24 is not installed in the repository (npx -y pnpm@12.21.0 install)'
npm=$(readlink -f "$(dirname "$(readlink -f "$(command -v npm)")")/..")
cleanup() { [ -n "${1:-}" ] || rm -rf "$folder"; }
trap 'cleanup "${KEEP:-}"' EXIT

echo '== a clean Debian, with Node as the image of the first stage has it'
[ -d "$root/usr" ] || debootstrap --variant=minbase --include=ca-certificates bookworm "$root" > "$folder/debootstrap.log"
install -D "$node" "$root/usr/local/bin/node"
mkdir -p "$root/usr/local/lib/node_modules" "$root/casus"
cp -r "$npm" "$root/usr/local/lib/node_modules/npm"
for tool in npm npx; do ln -sf "../lib/node_modules/npm/bin/$tool-cli.js" "$root/usr/local/bin/$tool"; done
cp /etc/resolv.conf "$root/etc/resolv.conf"

echo '== COPY: what is committed'
git -C "$repository" archive HEAD | tar -x -C "$root/casus"
echo '{}' > "$root/package.json" && rm "$root/package.json"

inside() { # As root, with what a build has: devices, processes, a network.
  unshare --mount --pid --fork sh -c '
    mount --bind /dev "$1/dev" && mount -t proc proc "$1/proc"
    shift 1; exec "$@"' sh "$root" "$@"
}
# Registries and their mirrors are those of this machine.
npmrc=$(npm config get registry)
# The RUN lines of both stages, continued lines joined.
steps=$(sed -e ':a' -e '/\\$/N; s/\\\n//; ta' "$containerfile" | sed -n 's/^RUN //p')
while IFS= read -r step; do
  echo "== RUN $step"
  inside chroot "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/root CI=1 TURBO_TELEMETRY_DISABLED=1 \
    npm_config_registry="$npmrc" pnpm_config_registry="$npmrc" ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt} \
    sh -c "cd /casus && $step" < /dev/null
done <<< "$steps"

echo '== as its user, on a file system that is read only but for /data and /tmp'
port=${PORT:-4987}
health=$(sed -n 's/^  CMD \["node", "-e", "\(.*\)"\]$/\1/p' "$containerfile" | sed 's/\\"/"/g')
unshare --mount --pid --fork bash -c '
  set -e
  root=$1 port=$2 health=$3
  mount --bind "$root" "$root" && mount -o remount,ro,bind "$root"
  mount -t proc proc "$root/proc" && mount --bind /dev "$root/dev"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  mount -t tmpfs -o mode=0700,uid=10001,gid=10001 tmpfs "$root/data"
  run() { chroot --userspec=10001:10001 --groups= "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/bin:/bin NODE_ENV=production MALLOC_ARENA_MAX=1 \
    CASUS_HOST=0.0.0.0 CASUS_API_PORT="$port" CASUS_DATA_DIR=/data/record CASUS_ARCHIVE_DIR=/data/archives "$@"; }
  run sh -c "id; touch /casus/x 2>&1 | sed s/^/refused:\ /"
  run sh -c "cd /casus && exec node apps/api/src/casus.ts serve" & server=$!
  for try in $(seq 120); do
    if run node -e "$health"; then healthy=1; break; fi
    kill -0 $server || break
    sleep 1
  done
  [ -n "${healthy:-}" ] || { echo "NOT HEALTHY"; exit 1; }
  echo "healthy after $try tries"
  run node -e "fetch(\`http://127.0.0.1:$port/graphql?query={conflicts{totalCount}}\`).then(async (a) => console.log(a.status, await a.text()))"
  kill -TERM $(pgrep -P $server -x node || echo $server); wait $server && echo "stopped in good order"
' bash "$root" "$port" "$health"
echo DONE
