# The whole workflow in one screen. On a fresh machine start with `make run` or `make test`: they install what is missing.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.NOTPARALLEL:
.PHONY: help run engine test test-compiler test-swift test-blackbox build bench lint format fixtures fuzz clean

# The engine's library: yours if you set this, else the one that scripts/setup keeps in the cache folder.
HOGLET_CHDB_LIBRARY ?= $(shell scripts/setup path engine)
export HOGLET_CHDB_LIBRARY

SWIFT_FILES := Sources Tests Package.swift $(addprefix Packages/Compiler/,Sources Tests Package.swift)
LOGS := .build/test-logs

help: ## this list
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r name text; do printf 'make %-14s %s\n' "$$name" "$$text"; done

run: build ## set up, build, and serve a demo project (ARGS="--port 9000 --data /tmp/demo")
	exec .build/release/hoglet serve --demo $(ARGS)

build: ## set up and build the release executable .build/release/hoglet
	scripts/setup run
	swift build -c release --product hoglet

engine: ## fetch the engine's library alone, and print where it is
	scripts/setup run
	scripts/setup path engine

test: ## set up and run every test
	rm -rf $(LOGS)
	scripts/setup test
	$(MAKE) --no-print-directory lint test-compiler test-swift test-blackbox
	scripts/test-summary $(LOGS)/*.log

test-compiler: ## the compiler's tests alone: seconds, no dependencies
	mkdir -p $(LOGS)
	swift test --package-path Packages/Compiler --disable-xctest 2>&1 | tee $(LOGS)/compiler.log

test-swift: ## the server's Swift tests alone
	mkdir -p $(LOGS)
	swift build --build-tests
	swift test --skip-build --disable-xctest 2>&1 | tee $(LOGS)/swift.log

test-blackbox: ## the tests that talk to a running server alone (HOGLET_BIN=.build/release/hoglet for another build)
	mkdir -p $(LOGS)
	swift build --product hoglet
	HOGLET_BIN="$${HOGLET_BIN:-.build/debug/hoglet}" $$(scripts/setup path python) -m pytest Tests/blackbox \
		2>&1 | tee $(LOGS)/blackbox.log

bench: build ## measure a release server on this machine (bench/README.md)
	scripts/setup bench
	$$(scripts/setup path python) bench/bench.py --hoglet .build/release/hoglet $(ARGS)

fuzz: ## throw generated requests at every route for a few minutes (ARGS="--seconds 600")
	scripts/setup fuzz
	swift build --product hoglet
	$$(scripts/setup path fuzz) Tests/blackbox/fuzz.py --hoglet .build/debug/hoglet $(ARGS)

lint: ## check the format
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)

format: ## correct the format
	swift format format --in-place --parallel --recursive $(SWIFT_FILES)

fixtures: ## write the expected results in the tests anew; review the difference like code
	UPDATE_FIXTURES=1 swift test --package-path Packages/Compiler
	UPDATE_FIXTURES=1 swift test --filter SchemaTests

clean: ## remove what was built (the engine stays in the cache folder)
	rm -rf .build Packages/Compiler/.build
