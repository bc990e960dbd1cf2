# saring - see README.md. `make` builds build/saring, `make test` proves it, `make demo` shows it.
VERSION := 0.1.0
PREFIX ?= /usr/local
PACKAGES := libxml-2.0 libpq libzip uchardet libutf8proc jansson libcrypto

# SANITIZE=1 builds everything under AddressSanitizer and UndefinedBehaviorSanitizer, in a folder of its own.
ifdef SANITIZE
BUILD ?= build-asan
CFLAGS ?= -O1 -g -fno-omit-frame-pointer
SANITIZERS := -fsanitize=address,undefined -fno-sanitize-recover=all
endif
BUILD ?= build
CFLAGS ?= -O2 -g
SECONDS ?= 60

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
SR_CPPFLAGS := -I. -D_GNU_SOURCE -DSR_VERSION='"$(VERSION)"' \
	-DSR_UCHARDET_VERSION='"$(shell pkg-config --modversion uchardet 2>/dev/null)"' $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
SR_CFLAGS := -std=c17 $(WARNINGS) -pthread $(SANITIZERS)
SR_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -pthread

FOLDERS := core importers normalize loader cli
SOURCES := $(sort $(wildcard $(addsuffix /*.c,$(FOLDERS))))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(filter-out $(BUILD)/cli/main.o,$(OBJECTS))
# Each tests/AREA/test_X.c is a program of its own; tests/*.c is what they share.
TESTS := $(sort $(wildcard tests/*/test_*.c))
TEST_PROGRAMS := $(TESTS:%.c=$(BUILD)/%)
TEST_HELPERS := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard tests/*.c)))
TEST_SCRIPTS := $(sort $(wildcard tests/*/*.sh))
BENCH_PROGRAMS := $(patsubst %.c,$(BUILD)/%,$(filter-out bench/fuzz_%,$(sort $(wildcard bench/*.c))))
FUZZERS := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard bench/fuzz_*.c)))
EMBEDDED := $(sort $(wildcard lexicons/* sql/*))

.PHONY: all deps demo demo-stop test check docs golden bench score score-aggrecol fuzz install clean format \
	test-programs bench-programs fuzzers run-demo run-test run-check run-bench run-score run-score-aggrecol
all: $(BUILD)/saring

# What a bare machine lacks is installed before make reads pkg-config's flags, hence the second make.
deps:
	@tools/deps build
demo test check bench score score-aggrecol: deps
	@$(MAKE) --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j2) run-$@

$(BUILD)/saring: $(OBJECTS)
	$(CC) $(CFLAGS) $(SANITIZERS) $(LDFLAGS) -o $@ $^ $(SR_LIBS)

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(SR_CPPFLAGS) $(CPPFLAGS) $(SR_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Another compiler or other flags make everything again; a missing library is told once, in words.
FLAGS = $(CC) $(SR_CPPFLAGS) $(CPPFLAGS) $(SR_CFLAGS) $(CFLAGS) $(LDFLAGS)
$(BUILD)/flags: force
	@mkdir -p $(@D)
	@echo '$(subst ','\'',$(FLAGS))' | cmp -s - $@ || { tools/deps --check build && echo '$(subst ','\'',$(FLAGS))' >$@; }
force:

# Files with SR_EMBED hold lexicons and SQL: made again when one of those changes.
EMBEDDING := $(shell grep -l '^SR_EMBED' $(SOURCES) /dev/null)
$(EMBEDDING:%.c=$(BUILD)/%.o): $(EMBEDDED)

$(BUILD)/libsaring.a: $(LIBRARY)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(TEST_HELPERS) $(BUILD)/libsaring.a
	$(CC) $(CFLAGS) $(SANITIZERS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libsaring.a $(SR_LIBS) -lcmocka

$(BUILD)/bench/fuzz_%: $(BUILD)/bench/fuzz_%.o $(BUILD)/libsaring.a
	$(CC) $(CFLAGS) $(SANITIZERS) -fsanitize=fuzzer $(LDFLAGS) -o $@ $< $(BUILD)/libsaring.a $(SR_LIBS)

# Documents whose truth is known, for the score and for tests/bench.
GENERATOR := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard bench/generate/*.c)))
COMPARISON := $(patsubst %.c,$(BUILD)/%.o,$(sort $(wildcard bench/compare/*.c)))
SCORE := $(BUILD)/bench/score.o $(COMPARISON) $(GENERATOR)
$(BUILD)/bench/score: $(SCORE) $(BUILD)/libsaring.a
	$(CC) $(CFLAGS) $(SANITIZERS) $(LDFLAGS) -o $@ $(SCORE) $(BUILD)/libsaring.a $(SR_LIBS)
$(BUILD)/tests/bench/test_generate $(BUILD)/tests/bench/test_plant $(BUILD)/tests/bench/test_one_truth: $(GENERATOR)
$(BUILD)/tests/bench/test_audit_score: $(COMPARISON) $(GENERATOR)

$(BUILD)/bench/score_aggrecol: SR_LIBS += -lz

# Whether parents are the sums of their children, for bench/parents and its test.
$(BUILD)/bench/parents $(BUILD)/tests/bench/test_parents: $(BUILD)/bench/closing/closing.o

# The audit's clock stands around its one function.
$(BUILD)/bench/bench_audit: LDFLAGS += -Wl,--wrap=sr_audit_tables

# Its yardstick inflates by itself.
$(BUILD)/bench/sax_ods: SR_LIBS += -lz
$(BUILD)/bench/%: $(BUILD)/bench/%.o $(BUILD)/libsaring.a
	$(CC) $(CFLAGS) $(SANITIZERS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(BUILD)/libsaring.a $(SR_LIBS)

$(BUILD)/tools/%: $(BUILD)/tools/%.o $(BUILD)/libsaring.a
	$(CC) $(CFLAGS) $(SANITIZERS) $(LDFLAGS) -o $@ $< $(BUILD)/libsaring.a $(SR_LIBS)

test-programs: $(TEST_PROGRAMS)
bench-programs: $(BENCH_PROGRAMS)
fuzzers: $(FUZZERS)

run-demo: $(BUILD)/saring
	@BUILD=$(BUILD) tools/demo
demo-stop:
	@tools/pg-private stop .demo

# ONLY=AREA runs the tests of one area, tests/AREA.
RUN = $(if $(ONLY),$(filter $(BUILD)/tests/$(ONLY)/% tests/$(ONLY)/%,$(TEST_PROGRAMS) $(TEST_SCRIPTS)),$(TEST_PROGRAMS) $(TEST_SCRIPTS))
run-test: $(BUILD)/saring $(TEST_PROGRAMS)
	@BUILD=$(BUILD) tools/run-tests $(RUN)

run-check: $(BUILD)/saring $(BUILD)/tools/findings_md
	@tools/deps check
	@BUILD=$(BUILD) tools/check

format:
	clang-format -i $(shell git ls-files '*.c' '*.h')

docs: $(BUILD)/tools/findings_md
	$(BUILD)/tools/findings_md >docs/FINDINGS.md

# Rewrites the expected outputs of tests; read the difference in review.
golden: $(BUILD)/saring $(TEST_PROGRAMS)
	@BUILD=$(BUILD) SARING_GOLDEN=write tools/run-tests $(filter %golden.sh,$(TEST_SCRIPTS)) $(filter %_golden,$(TEST_PROGRAMS))

run-bench: $(BUILD)/saring $(BENCH_PROGRAMS)
	@BUILD=$(BUILD) tools/bench

# What is understood of messy documents whose truth is known. SCORE_ARGS="--show 20" lists more failures.
run-score: $(BUILD)/bench/score
	@$(BUILD)/bench/score --all $(SCORE_ARGS)

# Discovered relations against annotated tables of statistics, where ../shared/corpus has them.
run-score-aggrecol: $(BUILD)/bench/score_aggrecol
	@$(BUILD)/bench/score_aggrecol $(SCORE_ARGS)

# SECONDS for each fuzzer. Needs clang (libFuzzer).
fuzz:
	@tools/deps check
	@$(MAKE) --no-print-directory CC=clang SANITIZE=1 BUILD=build-fuzz \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=fuzzer-no-link' fuzzers
	@tools/fuzz build-fuzz $(SECONDS)

install: $(BUILD)/saring
	install -D -m 755 $(BUILD)/saring $(DESTDIR)$(PREFIX)/bin/saring
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/doc/saring README.md LICENSE docs/*.md
	install -D -m 644 docs/saring.1 $(DESTDIR)$(PREFIX)/share/man/man1/saring.1

clean:
	rm -rf build build-asan build-clang build-fuzz $(BUILD)

.SECONDARY:
-include $(OBJECTS:.o=.d) $(TESTS:%.c=$(BUILD)/%.d) $(TEST_HELPERS:.o=.d) $(wildcard $(BUILD)/bench/*.d $(BUILD)/bench/*/*.d $(BUILD)/tools/*.d)
