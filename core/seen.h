/*
 * seen.h - how often each fingerprint of a document has been seen: the `seen` of sr_fingerprint (core/sink.h).
 */
#ifndef SR_SEEN_H
#define SR_SEEN_H

#include <stdint.h>

typedef struct sr_seen sr_seen;

/* Owned by the caller. */
sr_seen *sr_seen_new(void);
/* NULL is fine. */
void sr_seen_free(sr_seen *seen);
/* Counts fingerprint (32 hex digits); returns how often it was counted before. */
uint32_t sr_seen_add(sr_seen *seen, const char *fingerprint);

#endif
