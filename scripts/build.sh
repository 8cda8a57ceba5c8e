# Sourced by ../flash: finding the .NET SDK and building.
# shellcheck shell=bash disable=SC2154 # the variables are the launcher's

stamp=$artifacts/flash.stamp

# Sets $dotnet: the one that FLASH_DOTNET names, or the first that will do. The SDK is needed only to build; the built program needs the runtime that comes with it.
find_dotnet() {
  local candidate usual=("$(command -v dotnet || true)" "${DOTNET_ROOT:-/nonexistent}/dotnet" "${HOME:-/nonexistent}/.dotnet/dotnet"
    /usr/share/dotnet/dotnet /usr/lib/dotnet/dotnet /usr/local/share/dotnet/dotnet)
  [[ -z ${FLASH_DOTNET-} ]] || usual=("$FLASH_DOTNET")
  for candidate in "${usual[@]}"; do
    [[ -n $candidate && -x $candidate ]] || continue
    if [[ ${1-} == any ]] || "$candidate" --list-sdks 2>/dev/null | grep -q '^10\.'; then
      dotnet=$candidate
      # A program finds the runtime beside the SDK that built it, wherever that is.
      DOTNET_ROOT=$(dirname -- "$(readlink -f -- "$candidate")")
      export DOTNET_ROOT
      return 0
    fi
  done
  return 1
}

prepare_dotnet() {
  find_dotnet || fail "the .NET 10 SDK is needed and was not found: install it (Ubuntu: apt-get install dotnet-sdk-10.0; elsewhere: https://dot.net/download) and start again."
  mkdir -p "$artifacts" 2>/dev/null || true
  [[ -w $artifacts ]] || fail "$root cannot be written by $(id -un): clone Flash into a folder of your own."
  # NuGet keeps its packages below HOME; service users often have none.
  if [[ ! -w ${HOME:-/nonexistent} ]]; then
    export HOME=$artifacts/home
    mkdir -p "$HOME"
  fi
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
  export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=${DOTNET_SYSTEM_GLOBALIZATION_INVARIANT:-1} MSBUILDDISABLENODEREUSE=1
}

# Whether anything the program is made of is newer than the last build. Folders count too: a file that was removed leaves only that trace.
sources_changed() {
  [[ ! -x $program || ! -e $stamp ]] && return 0
  [[ -n $(find "$root/src" "$root/migrations" "$root"/Directory.*.props "$root"/Directory.Build.targets "$root/global.json" "$root/BannedSymbols.txt" \
    -newer "$stamp" \( -type f -o -type d \) -print -quit) ]]
}

build_program() {
  if ! sources_changed; then
    find_dotnet any || fail "the .NET 10 runtime is needed and was not found: install the .NET 10 SDK (https://dot.net/download) and start again."
    return
  fi
  prepare_dotnet
  with_build_lock build_if_changed
}

build_if_changed() {
  # Another start may have built while this one waited for the lock.
  sources_changed || return 0
  touch "$stamp.new"
  dotnet_step "Restoring packages" restore "$root/src/Flash.Host/Flash.Host.csproj"
  # Remarks of the analyzers are for those who change Flash: 'flash test' asks for them.
  dotnet_step "Building Flash" build "$root/src/Flash.Host/Flash.Host.csproj" --no-restore -c Release -p:RunAnalyzers=false
  mv -f -- "$stamp.new" "$stamp"
}

# Runs one dotnet command quietly: a progress line with the time taken, the full output in a log, on failure its first errors.
dotnet_step() {
  local doing=$1 log=$artifacts/flash-$2.log began=$SECONDS
  shift
  printf '%s… ' "$doing"
  if ! (leave_build_lock && cd "$root" && "$dotnet" "$@" --nologo -v minimal -tl:off) </dev/null >"$log" 2>&1; then
    printf 'failed\n'
    grep -E '(error|MSB[0-9]+|NU[0-9]+)' "$log" | sort -u | head -n 5 >&2 || true
    fail "$doing failed; the whole output is in $log."
  fi
  printf '%s s\n' "$((SECONDS - began))"
}

# The compiler's server outlives the build; were it to inherit the lock, the next build would wait for it to go idle.
leave_build_lock() { [[ -z ${lock-} ]] || exec {lock}>&-; }

# One build at a time in one checkout.
with_build_lock() {
  if ! command -v flock >/dev/null; then
    "$@"
    return
  fi
  local lock
  exec {lock}>"$artifacts/flash-build.lock"
  if ! flock --nonblock "$lock"; then
    say "Another start is building; waiting for it."
    flock --timeout 900 "$lock" || fail "the other build has not ended for 15 minutes: end it, then start again."
  fi
  "$@"
  exec {lock}>&-
}
