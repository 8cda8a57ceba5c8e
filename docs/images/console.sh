#!/usr/bin/env bash
# Makes the pictures of the console in docs/moderation.md anew, from what the browser tests see: docs/images/console.sh
# Needs Chromium and PostgreSQL, as the tests do.
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.."
dotnet build tests/Flash.Bots.Web.Tests -c Release --nologo -v q
artifacts/bin/Flash.Bots.Web.Tests/release/Flash.Bots.Web.Tests --filter-class '*.ConsoleInChromiumTests' --filter-class '*.ConsoleLooksTests'
for name in review person rules team statistics-dark review-phone; do
  cp -- "artifacts/console-$name.png" "docs/images/console-$name.png"
done
