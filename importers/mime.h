/*
 * mime.h - the pages inside a MIME message: what "save as a web archive" (.mht) writes.
 *
 * A message is parts between boundary lines (RFC 2046, 2557), each with headers and an encoding of its own. Only pages
 * of HTML are wanted; pictures, styles and the strip of sheet names that Excel writes are passed over and counted. A
 * part is decoded as it is read, never held.
 */
#ifndef SR_MIME_H
#define SR_MIME_H

#include "importers/source.h"

typedef struct sr_mime sr_mime;

/* Whether the first bytes are those of a message with a page in it. */
bool sr_mime_bid(sr_slice head);
/* Finds the parts; one pass over the source, which is borrowed. NULL with *err (D002). */
sr_mime *sr_mime_open(sr_source *source, sr_error *err);
void sr_mime_close(sr_mime *mime);
/*
 * The next page as a source of its own, owned by the caller, in *page (NULL: there is none), and the charset that its
 * headers state, "" if none; borrowed from mime. -1 with *err.
 */
int sr_mime_next(sr_mime *mime, sr_source **page, const char **charset, sr_error *err);
/* Parts that are no pages, and their bytes. */
uint64_t sr_mime_passed(const sr_mime *mime, uint64_t *bytes);

#endif
