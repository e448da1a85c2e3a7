#!/usr/bin/env bash
# What the tests need from Debian: Chromium and a Chinese font for the browser, strace for what the store flushes,
# PostgreSQL for the small state.
# Installs what is missing (as root or through sudo); where it cannot, says what is missing and fails.
set -euo pipefail

missing() {
    [[ -x /usr/bin/chromium-headless-shell ]] || echo chromium-headless-shell
    command -v strace >/dev/null || echo strace
    compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || echo postgresql
    { command -v fc-list && [[ -n "$(fc-list :lang=zh family)" ]]; } >/dev/null 2>&1 || echo fonts-noto-cjk fontconfig
}

packages="$(missing | xargs)"
[[ -z "$packages" ]] && exit 0

give_up() {
    echo "测试缺少系统软件：$packages" >&2
    echo "$1 请由管理员运行：apt-get install $packages" >&2
    exit 1
}

command -v apt-get >/dev/null || give_up "这台机器没有 apt-get。"
as_root=()
if [[ "$(id -u)" != 0 ]]; then
    command -v sudo >/dev/null || give_up "当前用户不是 root，也没有 sudo。"
    as_root=(sudo)
fi
echo "正在安装测试所需的系统软件：$packages"
"${as_root[@]}" apt-get update -qq || give_up "apt-get update 失败。"
# The tests start a PostgreSQL of their own: no server is to run on this machine because of them.
"${as_root[@]}" mkdir -p /etc/postgresql-common/createcluster.d
echo 'create_main_cluster = false' | "${as_root[@]}" tee /etc/postgresql-common/createcluster.d/zhiping-tests.conf >/dev/null
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends $packages ||
    give_up "apt-get install 失败。"
[[ -z "$(missing)" ]] || give_up "安装后仍不完整。"
