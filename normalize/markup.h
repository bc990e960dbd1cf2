/*
 * markup.h - the small pieces of HTML and markdown that stand in the cells of extracted documents.
 *
 * Each function looks at one place of a text and says how many bytes of markup begin there (0: none; what only looks
 * like
 * markup is text). None of them reads further than SR_MARKUP_BYTES, so that no text makes them slow.
 */
#ifndef SR_MARKUP_H
#define SR_MARKUP_H

#include "core/slice.h"

/* A tag or link longer than this is text: bounds how far each "<" or "[" looks ahead. */
enum { SR_MARKUP_BYTES = 1024 };

typedef enum sr_tag_effect {
    SR_TAG_NOTHING,    /* <i>, <span>: taken away */
    SR_TAG_BOLD,       /* <b>, <strong> */
    SR_TAG_SUPER,      /* <sup> */
    SR_TAG_BREAK_SOFT, /* <br>: a line that was wrapped */
    SR_TAG_BREAK_HARD, /* <p>, <li>: what follows is another thing */
} sr_tag_effect;

typedef struct sr_tag {
    sr_tag_effect effect;
    bool closing;
} sr_tag;

/* A tag that HTML knows, at text[at] == '<'; also <!-- --> comments. */
size_t sr_markup_tag(sr_slice text, size_t at, sr_tag *tag);
/* <https://...> or <name@host>: *inside is what stands between. */
size_t sr_markup_autolink(sr_slice text, size_t at, sr_slice *inside);
/*
 * [words](address) at text[at] == '[': returns where the ']' is, and in *len the length of "](address)". SIZE_MAX if
 * there is
 * no link.
 */
size_t sr_markup_link(sr_slice text, size_t at, size_t *len);
/* &amp; &#8211; &#x2013; at text[at] == '&': the code point. */
size_t sr_markup_entity(sr_slice text, size_t at, uint32_t *code);

#endif
