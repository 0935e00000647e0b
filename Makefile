# Every task of the project; `make help` explains them. On a fresh machine, `make run` and then `make test`.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

export PORT ?= 8080
TESTFLAGS ?=
PACKAGES ?= ./...

# What the assets are built from. The icons are those that the views name.
ASSET_SOURCES := $(shell find static views web -type f -not -path 'static/dist/*' -not -name '*_templ.go' -not -name '*_test.go' 2>/dev/null)
ASSETS := static/dist/manifest.json
MODULES := node_modules/.package-lock.json

##@ To use

.PHONY: run
run: build postgres ## Serve on http://localhost:8080 (PORT=...) with demo data; DATABASE_URL, else a PostgreSQL of its own in ./var
	@exec env RIPEN_DEMO=1 bin/ripen serve --demo

.PHONY: build
build: $(ASSETS) ## Build the assets and bin/ripen
	@go build -o bin/ripen ./cmd/ripen

##@ To trust

.PHONY: test
test: $(ASSETS) postgres chromium ## Run every test: units, services on PostgreSQL, handlers, a real browser (TESTFLAGS=..., PACKAGES=./services/...)
	@go build -o bin/testcount ./cmd/internal/testcount && bin/testcount $(TESTFLAGS) $(PACKAGES)

.PHONY: check
check: $(ASSETS) ## What CI runs: fresh, format, vet, lint, house, vulnerabilities, and every test with -race and -shuffle
	@$(MAKE) --no-print-directory fresh format vet lint house vulnerabilities
	@$(MAKE) --no-print-directory test TESTFLAGS='-race -shuffle=on'

.PHONY: fresh
fresh: tools ## Generate the code again; fail if that changes anything
	@.ci/fresh

.PHONY: format
format: tools ## Fail if a Go file is not as gofmt writes it
	@files=$$(gofmt -l $$(git ls-files --cached --others --exclude-standard -- '*.go' | while read -r f; do [ -f "$$f" ] && echo "$$f"; done)); \
	[ -z "$$files" ] || { echo "Not as gofmt writes it (make fmt puts it right):" $$files >&2; exit 1; }

.PHONY: vet
vet: $(ASSETS) ## Look for suspicious Go with go vet
	@go vet ./...

.PHONY: lint
lint: $(ASSETS) ## Lint with golangci-lint, the version named here; .golangci.yml says why a rule is off
	@go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0 run

.PHONY: house
house: tools ## Check the house's own rules: floors, clock, words (also part of the tests)
	@go test ./cmd/internal/house

.PHONY: vulnerabilities
vulnerabilities: $(ASSETS) ## Scan for known vulnerabilities, where the database of them answers
	@.ci/vulnerabilities

.PHONY: bench
bench: $(ASSETS) postgres ## Measure claim, live desk, list, reports, import and release beside their limits, and a small pool; one line of JSON each (minutes)
	@for name in claim sse list inbox sweep customers reports import release ripeness pool; do go run ./cmd/bench $$name --json || exit 1; done

##@ To work on it

.PHONY: generate
generate: tools ## Generate Go from the .templ files
	@go tool templ generate

.PHONY: schema
schema: postgres ## Dump migrations/schema.sql from the migrations
	@UPDATE=1 go test -count=1 -run TestSchema_isDumpedFromTheMigrations ./services/store

.PHONY: fmt
fmt: tools ## Format Go and templ files
	@gofmt -w $$(git ls-files --cached --others --exclude-standard -- '*.go' | while read -r f; do [ -f "$$f" ] && echo "$$f"; done)
	@go tool templ fmt .

.PHONY: clean
clean: ## Remove what was built or fetched; ./var, with the database, stays
	rm -rf bin node_modules
	find static/dist -type f -not -name '.gitkeep' -delete

.PHONY: help
help: ## Explain the targets
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@ / { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# What the targets stand on.

.PHONY: tools
tools:
	@.ci/tools

.PHONY: postgres
postgres: tools $(MODULES)
	@.ci/postgres

.PHONY: chromium
chromium:
	@.ci/chromium

$(MODULES): package.json package-lock.json | tools
	@echo 'Fetching the packages of package-lock.json'
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(ASSETS): package-lock.json $(ASSET_SOURCES) | $(MODULES)
	@node static/build.mjs
