/*
 * clean.h - from a raw cell or line to the text that a person sees.
 *
 * Inline markup goes, content stays: HTML tags that word processors leave (<b> <i> <span> <sup> ...), **bold**,
 * *italic*,
 * markdown links (their text stays), autolinks, backslash escapes and entities; no-break blanks become blanks; soft
 * hyphens, zero-width characters and byte order marks go; runs of blanks become one and the ends are trimmed. A tag
 * that
 * breaks the line (<br> <p> <li> <tr>), an empty line, and a line end inside a wrapped cell become '\n', so that the
 * items of a list stay apart; blanks around '\n' go and several '\n' become one.
 *
 * What only looks like markup stays: `3 * 4`, `5*3`, `a_b`, `<5%`, `< 10`, `#####`, a lone `**`.
 */
#ifndef SR_CLEAN_H
#define SR_CLEAN_H

#include "core/arena.h"

enum {
    SR_CLEAN_BOLD = 1,    /* the whole text is bold */
    SR_CLEAN_CHANGED = 2, /* more than trimmed: the result lives in the arena */
};

/*
 * The cleaned text: raw trimmed (no copy) when there is nothing else to do, which costs one scan; else a copy in the
 * arena. flags may be NULL; set to SR_CLEAN_* bits. Never fails. An absent raw gives an empty slice.
 */
sr_slice sr_clean_text(sr_arena *arena, sr_slice raw, unsigned *flags);

/*
 * As sr_clean_text for one line of text outside tables (a heading, a caption, prose): also takes away the `#` signs
 * of a
 * markdown heading and a `**` that another line opens or closes.
 */
sr_slice sr_clean_line(sr_arena *arena, sr_slice raw, unsigned *flags);

#endif
