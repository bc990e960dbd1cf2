/*
 * words.h - words that a narrow cell broke ("Tersedi anya", "Keseimbang an") are joined where the document knows them
 * whole.
 *
 * The vocabulary is the document's own: every word of its prose and cells, with how often it stands there. Two or three
 * pieces are one word if they make a word that stands elsewhere, and the rarer piece stands there no more often than
 * that word: "kerja sama" stays two words beside "kerjasama", because both are common by themselves.
 */
#ifndef SR_WORDS_H
#define SR_WORDS_H

#include "core/document.h"

typedef struct sr_words sr_words;

/* The words of the batch, in its arena; every cell is cleaned on the way. Linear in the text. */
sr_words *sr_words_learn(sr_doc *doc);
/* Joins the broken words of a cell's text; raw stays. True if there were any. */
bool sr_words_mend(const sr_words *words, sr_arena *arena, sr_cell *cell);

#endif
