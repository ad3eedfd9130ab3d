#!/usr/bin/env bash
# Run once by Gradescope, as root, when the autograder is built: Node, and the course.
set -euo pipefail

# The course that grades: your fork, at a commit or a branch that you choose.
COURSE=${COURSE:-https://github.com/OWNER/kubewright.git}
AUTOGRADER=${AUTOGRADER:-/autograder}

apt-get update -q
apt-get install -q -y --no-install-recommends ca-certificates curl git xz-utils
curl -fsSL https://nodejs.org/dist/latest-v24.x/SHASUMS256.txt -o /tmp/sums
archive=$(grep -o 'node-v[0-9.]*-linux-x64.tar.xz' /tmp/sums | head -n 1)
curl -fsSL "https://nodejs.org/dist/latest-v24.x/$archive" -o "/tmp/$archive"
(cd /tmp && grep " $archive\$" sums | sha256sum -c -)
tar -xJf "/tmp/$archive" -C /usr/local --strip-components 1

git clone --quiet --depth 1 "$COURSE" "$AUTOGRADER/kubewright"
cd "$AUTOGRADER/kubewright"
npm ci
# Built now, and not at every submission.
npm run --silent grade -- --require all --format json > /dev/null || true
