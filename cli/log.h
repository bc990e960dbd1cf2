/*
 * log.h - what the program says while it works, on standard error.
 *
 * One line a message, as text ("saring: warning: ...") or as a JSON object. Thread-safe; a line is written with one
 * write, between redraws of the progress bar. Only cli/ logs: libraries return errors and findings.
 */
#ifndef SR_LOG_H
#define SR_LOG_H

#include "core/slice.h"

typedef enum sr_log_level { SR_LOG_ERROR, SR_LOG_WARNING, SR_LOG_INFO, SR_LOG_DEBUG } sr_log_level;

/* Before any thread is started. limit: the last level that is written. */
void sr_log_setup(bool json, sr_log_level limit);
bool sr_log_on(sr_log_level level);
/* document: the document that it is about, absent if none; borrowed. */
void sr_log(sr_log_level level, sr_slice document, const char *format, ...) __attribute__((format(printf, 3, 4)));

/*
 * Text on standard error that stays below the log (the progress bar): shown again under each later message. len 0
 * takes it away. text is copied.
 */
void sr_log_footer(const char *text, size_t len);

#endif
