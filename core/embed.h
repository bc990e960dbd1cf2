/*
 * embed.h - data files built into the program: lexicons and SQL.
 *
 * SR_EMBED(symbol, "path from the top of the tree") defines symbol and symbol_end. The text is
 * followed by a NUL that is not part of it. The Makefile lists the dependency.
 */
#ifndef SR_EMBED_H
#define SR_EMBED_H

#include "core/slice.h"

#define SR_EMBED(symbol, path)                                                                                         \
    __asm__(".section .rodata\n.balign 16\n" #symbol ":\n.incbin \"" path "\"\n" #symbol                               \
            "_end:\n.byte 0\n.previous\n");                                                                            \
    extern const char symbol[], symbol##_end[]

#define SR_EMBEDDED(symbol) ((sr_slice){symbol, (size_t)((uintptr_t)symbol##_end - (uintptr_t)symbol)})

#endif
