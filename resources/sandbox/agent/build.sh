#!/bin/sh
# Builds the exec agent for Linux: static, no time stamps, so the same source gives the same bytes.
#   sh resources/sandbox/agent/build.sh OUTPUT-FOLDER
# Needs musl-gcc (Debian: musl-tools) for amd64. For arm64 it needs a musl cross compiler
# (CC_ARM64=aarch64-linux-musl-gcc) or Debian's gcc-aarch64-linux-gnu (static glibc, about 600 KB).
set -eu
here=$(cd "$(dirname "$0")" && pwd); out=${1:?output folder}
mkdir -p "$out"; out=$(cd "$out" && pwd); cd "$here"
flags="-static -Os -s -std=gnu11 -D_GNU_SOURCE -Wall -Wextra -Wno-missing-field-initializers -fno-ident -ffile-prefix-map=$here=. -Wl,--build-id=none"
build() { "$1" $flags -o "$out/agent-linux-$2" agent.c command.c relay.c; }

if command -v musl-gcc >/dev/null; then build musl-gcc amd64; fi
arm=${CC_ARM64:-aarch64-linux-gnu-gcc}
if command -v "$arm" >/dev/null; then build "$arm" arm64; fi
cd "$out" && sha256sum agent-linux-*
