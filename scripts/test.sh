# Sourced by ../flash: every test of the repository, one suite after the other.
# shellcheck shell=bash disable=SC2154 # the variables are the launcher's

readonly suite_timeout=900 # seconds; a suite takes one or two minutes
passed=0 failed=0 skipped=0

run_tests() {
  local results=$artifacts/test-results project name
  [[ $# -eq 0 ]] || fail "'$1' is not an option of test; it takes none."
  install_test_tools
  prepare_dotnet
  with_build_lock build_tests
  rm -rf -- "$results"
  mkdir -p "$results"
  for project in "$root"/tests/*.Tests/*.Tests.csproj; do
    name=$(basename -- "$project" .csproj)
    run_suite "$name" "$results" "$artifacts/bin/$name/release/$name" --progress off --no-ansi --output Minimal --results-directory "$results" \
      --report-xunit-junit --report-xunit-junit-filename "$name.xml"
  done
  run_suite training "$results" env -C "$root/training" /usr/bin/python3 -m pytest -q -p no:cacheprovider --junitxml="$results/training.xml" tests
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [[ $failed -eq 0 && $passed -gt 0 ]]
}

install_test_tools() {
  local complete=yes
  install_postgres || complete=no
  command -v chromium >/dev/null || command -v google-chrome >/dev/null || install_packages chromium || complete=no
  install_packages strace || complete=no
  install_packages python3-torch libopenblas0-openmp python3-onnx python3-numpy python3-cairo python3-pil python3-pytest || complete=no
  if [[ $complete == no && ${CI-} == true ]]; then
    say "What the tests need could not all be installed; tests that miss something will fail."
  fi
}

build_tests() {
  touch "$stamp.new"
  dotnet_step "Restoring packages" restore "$root/Flash.Bots.sln"
  dotnet_step "Building everything" build "$root/Flash.Bots.sln" --no-restore -c Release
  mv -f -- "$stamp.new" "$stamp"
}

# run_suite NAME RESULTS COMMAND...: adds what NAME.xml in RESULTS says to the sums; a suite that dies or runs nothing counts as one failure.
run_suite() {
  local name=$1 report=$2/$1.xml log=$2/$1.log began=$SECONDS code=0
  local p=0 f=0 s=0
  shift 2
  if [[ $name != training && ! -x $1 ]]; then
    say "$name: was not built; is it in Flash.Bots.sln?"
    failed=$((failed + 1))
    return
  fi
  timeout --kill-after=30 "$suite_timeout" "$@" </dev/null >"$log" 2>&1 || code=$?
  if [[ -s $report ]]; then
    read -r p f s < <(count_results "$report")
  fi
  if [[ $code -ne 0 && $f -eq 0 ]]; then
    f=1
    case $code in
      124 | 137) say "$name: did not end within $suite_timeout seconds." ;;
      5 | 8) say "$name: has no test that ran." ;;
      *) say "$name: ended with exit code $code." ;;
    esac
  elif [[ $((p + f + s)) -eq 0 ]]; then
    f=1
    say "$name: reported no results."
  fi
  if [[ $f -gt 0 ]]; then
    tail -n 200 "$log"
  fi
  say "$name: $p passed, $f failed, $s skipped in $((SECONDS - began)) s"
  passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
}

# Adds up the attributes of every <testsuite> of a JUnit report.
count_results() {
  grep -o '<testsuite [^>]*>' "$1" | awk '
    function number(name) { return match($0, " " name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) + 0 : 0 }
    { failed += number("failures") + number("errors"); skipped += number("skipped"); tests += number("tests") }
    END { print tests - failed - skipped, failed + 0, skipped + 0 }'
}
