# Sourced by ../flash: installing what Debian and Ubuntu have packages for.
# shellcheck shell=bash disable=SC2154 # the variables are the launcher's

has_postgres() {
  local folder
  for folder in "$(dirname -- "$(command -v initdb || echo /nonexistent/initdb)")" /usr/lib/postgresql/*/bin /usr/pgsql-*/bin \
    /opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
    [[ -x $folder/initdb && -x $folder/postgres ]] && return 0
  done
  return 1
}

install_postgres() {
  has_postgres && return 0
  local setting=/etc/postgresql-common/createcluster.d/flash.conf done=yes
  if command -v apt-get >/dev/null && become_root; then
    # The package would make and start a cluster of its own on port 5432; Flash runs a private one.
    as_root mkdir -p "$(dirname -- "$setting")"
    as_root sh -c "echo 'create_main_cluster = false' >$setting"
  fi
  install_packages postgresql || done=no
  [[ ! -e $setting ]] || as_root rm -f -- "$setting"
  [[ $done == yes ]]
}

# install_packages NAME...: 0 when all are installed afterwards. Never asks a question; says in one line what it could not do.
install_packages() {
  local missing=() name log=$artifacts/flash-install.log
  for name in "$@"; do
    dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'ok installed' || missing+=("$name")
  done
  [[ ${#missing[@]} -eq 0 ]] && return 0
  if ! command -v apt-get >/dev/null; then
    say "Flash does not know how to install on this system: please install what Debian calls ${missing[*]}."
    return 1
  fi
  if ! become_root; then
    say "Flash may not install packages as $(id -un): please run 'apt-get install ${missing[*]}' as root."
    return 1
  fi
  mkdir -p "$artifacts"
  printf 'Installing %s… ' "${missing[*]}"
  local began=$SECONDS
  if apt_install "${missing[@]}" >"$log" 2>&1 || { as_root apt-get -q update >>"$log" 2>&1 && apt_install "${missing[@]}" >>"$log" 2>&1; }; then
    printf '%s s\n' "$((SECONDS - began))"
    return 0
  fi
  printf 'failed\n'
  say "apt-get could not install ${missing[*]} ($(grep -m 1 '^E:' "$log" || echo "see $log"))."
  return 1
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y --no-install-recommends \
    -o DPkg::Lock::Timeout=120 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold install "$@" </dev/null
}

# Whether as_root works; says so before a password is asked for.
become_root() {
  if [[ $(id -u) -ne 0 ]] && command -v sudo >/dev/null && ! sudo -n true 2>/dev/null && [[ -t 0 && -t 2 ]]; then
    say "Installing packages takes root; sudo asks for your password."
  fi
  as_root true 2>/dev/null
}

# As root directly; otherwise through sudo, which may ask for the password only where someone can type it.
as_root() {
  if [[ $(id -u) -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    if [[ -t 0 && -t 2 ]]; then sudo "$@"; else sudo -n "$@"; fi
  else
    return 1
  fi
}
