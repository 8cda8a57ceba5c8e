# Sourced by ../flash: every test of the repository.
# shellcheck shell=bash disable=SC2154 # the variables are the launcher's

readonly tests_timeout=3600 # seconds; a run takes some minutes

run_tests() {
  local results=$artifacts/test-results training=0 dotnet_tests=0
  [[ $# -eq 0 ]] || fail "'$1' is not an option of test; it takes none."
  install_test_tools
  prepare_dotnet
  with_build_lock build_tests
  rm -rf -- "$results"
  mkdir -p "$results"
  # The training's tests keep one core busy; the others mostly wait for databases, networks and processes.
  say "Running the training's tests and those of the program; logs are in $results."
  test_training >"$results/training.log" 2>&1 &
  local training_tests=$!
  test_program 2>&1 | tee "$results/program.log" || dotnet_tests=1
  wait "$training_tests" || training=1
  tail -n "$([[ $training -eq 0 ]] && echo 1 || echo 200)" "$results/training.log"
  check_claims "$results" "$root/docs/security.md" || dotnet_tests=1
  say_sums "$results" "$training" "$dotnet_tests"
}

test_training() {
  OMP_NUM_THREADS=1 timeout --kill-after=30 "$tests_timeout" env -C "$root/training" \
    /usr/bin/python3 -m pytest -q -p no:cacheprovider --color=no tests </dev/null
}

test_program() {
  (cd "$root" && timeout --kill-after=30 "$tests_timeout" "$dotnet" test --solution Flash.Bots.sln -c Release --no-build \
    --max-parallel-test-modules "${FLASH_TEST_MODULES:-2}" --no-progress --no-ansi --report-xunit-xml --results-directory "$results") </dev/null
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
  check_format
  dotnet_step "Building everything" build "$root/Flash.Bots.sln" --no-restore -c Release
  mv -f -- "$stamp.new" "$stamp"
  # Restored and compiled, so that it cannot rot; in a folder of its own, since what is restored for it has another list of packages. The 245 MB are downloaded
  # once; after that it takes a quarter of a minute on two cores.
  dotnet_step "Restoring packages for GPUs" restore "$root/src/Flash.Inference/Flash.Inference.csproj" -p:Gpu=true -p:ArtifactsPath="$artifacts/gpu/"
  dotnet_step "Building for GPUs" build "$root/src/Flash.Inference/Flash.Inference.csproj" --no-restore -c Release -p:Gpu=true -p:ArtifactsPath="$artifacts/gpu/"
}

# One formatter decides line breaks and indentation: 'dotnet csharpier format .' mends what is named here.
check_format() {
  local log=$artifacts/flash-format.log
  (cd "$root" && "$dotnet" tool restore && "$dotnet" csharpier check .) </dev/null >"$log" 2>&1 && return 0
  grep -E '^(Error|Warning)' "$log" | head -n 5 >&2 || true
  fail "The code is not formatted as 'dotnet csharpier format .' would; the whole output is in $log."
}

# check_claims RESULTS PAGE: every test that the page names has run and passed, in whichever project it is.
check_claims() {
  local claim held=0 broken=0
  while read -r claim; do
    if grep -qE "result=\"Pass\"[^>]* type=\"[^\"]*\.${claim%.*}\" method=\"${claim#*.}\"" "$1"/*.xunit.xml 2>/dev/null; then
      held=$((held + 1))
    else
      say "${2##*/} names $claim, which did not run or did not pass."
      broken=$((broken + 1))
    fi
  done < <(grep -oE '`[A-Za-z]+Tests\.\w+`' "$2" | tr -d '`' | sort -u)
  say "$held of $((held + broken)) tests that ${2##*/} names ran and passed."
  [[ $held -gt 0 && $broken -eq 0 ]]
}

# say_sums RESULTS TRAINING PROGRAM: adds up what both said last. 0 when both ended with 0 and ran something.
say_sums() {
  local program=$1/program.log training=$1/training.log passed failed skipped ran
  ran=$(($(number 's/^  succeeded: *//p' "$program") + 0))
  passed=$((ran + $(number 's/^.*[^0-9]\([0-9]*\) passed.*/\1/p;s/^\([0-9]*\) passed.*/\1/p' "$training")))
  failed=$(($(number 's/^  failed: *//p' "$program") + $(number 's/^.*[^0-9]\([0-9]*\) failed.*/\1/p;s/^\([0-9]*\) failed.*/\1/p' "$training")))
  skipped=$(($(number 's/^  skipped: *//p' "$program") + $(number 's/^.*[^0-9]\([0-9]*\) skipped.*/\1/p' "$training")))
  # A suite that died, or ran nothing, counts as one failure.
  [[ $failed -gt 0 || $(($2 + $3)) -eq 0 ]] || failed=1
  [[ $ran -gt 0 ]] || failed=$((failed + 1))
  printf '%s passed, %s failed, %s skipped\n' "$passed" "$failed" "$skipped"
  [[ $failed -eq 0 ]]
}

# number SCRIPT FILE: the last line that sed's script prints of the file, or 0.
number() {
  local found
  found=$(sed -n "$1" "$2" | tail -n 1 | tr -d '\r ')
  printf '%s' "${found:-0}"
}
