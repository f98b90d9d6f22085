#!/usr/bin/env bash
# Makes a release: checks, builds twice and compares, signs, tags. Nothing is pushed; at its end it says what is to be.
#   config/release.sh 0.2.0            in a clean checkout of main, with a key that gpg can sign with
#   config/release.sh 0.2.0 --dry-run  all but the tests, the tag and the commit; signs where there is a key
set -euo pipefail
cd "$(dirname "$0")/.."
version=${1:?which version, such as 0.2.0}
dry=$([ "${2:-}" = --dry-run ] && echo yes || echo no)
out=target/release/$version
tag=v$version

fail() {
  echo "release $version: $1" >&2
  exit 1
}
try() { [ "$dry" = yes ] && echo "dry run, and so no end: $1" >&2 || fail "$1"; }

[[ $version =~ ^[0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "'$version' is not MAJOR.MINOR.PATCH"
grep -q "^  <version>$version</version>" pom.xml || fail "pom.xml has another version"
grep -q "^version: $version$" config/helm/recurrence/Chart.yaml || fail "the chart has another version"
grep -q "image: recurrence:$version$" docker-compose.yml || fail "docker-compose.yml names another version"
grep -Eq "^## $version \([0-9]{4}-[0-9]{2}-[0-9]{2}\)$" CHANGELOG.md || try "CHANGELOG.md has no heading '## $version (YYYY-MM-DD)'"
[ -z "$(git status --porcelain)" ] || try "there are changes that are not committed"
! git rev-parse -q --verify "refs/tags/$tag" >/dev/null || fail "the tag $tag is there already"

artifacts=(recurrence.jar recurrence-core.jar recurrence-streams.jar recurrence-app.jar recurrence-core-sources.jar
  recurrence-streams-sources.jar recurrence-app-sources.jar recurrence-javadoc.jar recurrence-sbom.json)
build() {
  mvn -q -B -ntp -Psbom clean verify -DskipTests
  (cd target && for each in "${artifacts[@]}"; do
    [ -f "$each" ] || fail "the build made no $each"
    sha256sum "$each"
  done)
}

[ "$dry" = yes ] || .ci/run
first=$(build)
second=$(build) # what is released can be built again by anyone
# an SBOM has a serial number and the time of its build
differing=$(diff <(grep -v sbom <<<"$first") <(grep -v sbom <<<"$second") || true)
[ -z "$differing" ] || fail "two builds differ:"$'\n'"$differing"

mkdir -p "$out"
for each in "${artifacts[@]}"; do
  cp "target/$each" "$out/${each/recurrence/recurrence-$version}"
done
tar -czf "$out/recurrence-$version.tar.gz" --sort=name --owner=0 --group=0 --mtime="@$(git log -1 --format=%ct)" \
  --transform "s,^,recurrence-$version/," LICENSE README.md CHANGELOG.md recurrence docs topology dashboards target/recurrence.jar target/lib
tar -czf "$out/recurrence-chart-$version.tgz" --sort=name --owner=0 --group=0 --mtime="@$(git log -1 --format=%ct)" -C config/helm recurrence
(cd "$out" && sha256sum -- *.jar *.json *gz >SHA256SUMS)
if gpg --list-secret-keys 2>/dev/null | grep -q '^sec'; then
  gpg --batch --yes --armor --detach-sign "$out/SHA256SUMS" # signs all: the sums are of each file
  gpg --verify "$out/SHA256SUMS.asc" "$out/SHA256SUMS"
else
  try "gpg has no key to sign with"
fi

if [ "$dry" = yes ]; then
  echo "dry run: $out holds what would be released; no tag was made"
else
  git tag --sign --message "Recurrence $version" "$tag"
  echo "done: $out is to be attached to the release of $tag"
  echo "  git push origin $tag                                        # builds and publishes the image"
  echo "  mvn deploy -DskipTests -Dlibrary.repository=URL             # the libraries"
fi
