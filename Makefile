# saring - see README.md. `make` builds build/saring, `make test` proves it, `make demo` shows it.
VERSION := 0.1.0
PREFIX ?= /usr/local
BUILD ?= build
PACKAGES := libxml-2.0 libpq libzip uchardet libutf8proc jansson libcrypto

CFLAGS ?= -O2 -g
WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror
SR_CPPFLAGS := -I. -D_GNU_SOURCE -DSR_VERSION='"$(VERSION)"' $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
SR_CFLAGS := -std=c17 $(WARNINGS) -pthread
SR_LIBS := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -pthread

FOLDERS := core importers normalize loader cli
SOURCES := $(sort $(wildcard $(addsuffix /*.c,$(FOLDERS))))
OBJECTS := $(SOURCES:%.c=$(BUILD)/%.o)
LIBRARY := $(filter-out $(BUILD)/cli/main.o,$(OBJECTS))
TESTS := $(sort $(wildcard tests/*/test_*.c))
TEST_PROGRAMS := $(TESTS:%.c=$(BUILD)/%)
EMBEDDED := $(sort $(wildcard lexicons/* sql/*))

.PHONY: all deps demo test check golden bench score fuzz install clean
all: $(BUILD)/saring

$(BUILD)/saring: $(OBJECTS)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(SR_LIBS)

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(SR_CPPFLAGS) $(CPPFLAGS) $(SR_CFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# Files with SR_EMBED hold lexicons and SQL: made again when one of those changes.
EMBEDDING := $(shell grep -l 'SR_EMBED(' $(SOURCES) 2>/dev/null)
$(EMBEDDING:%.c=$(BUILD)/%.o): $(EMBEDDED)

$(BUILD)/libsaring.a: $(LIBRARY)
	@rm -f $@
	ar rcs $@ $^

$(BUILD)/tests/%: $(BUILD)/tests/%.o $(BUILD)/libsaring.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(BUILD)/libsaring.a $(SR_LIBS) -lcmocka

test: $(BUILD)/saring $(TEST_PROGRAMS)
	@for t in $(TEST_PROGRAMS); do echo "== $$t"; $$t || exit 1; done

clean:
	rm -rf $(BUILD)

.SECONDARY:
-include $(OBJECTS:.o=.d) $(TESTS:%.c=$(BUILD)/%.d)
