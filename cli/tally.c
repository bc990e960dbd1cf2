#include "cli/tally.h"

#include "cli/commands.h"
#include "cli/log.h"

void sr_tally_init(sr_tally *tally)
{
    *tally = (sr_tally){0};
    pthread_mutex_init(&tally->lock, NULL);
}

void sr_tally_free(sr_tally *tally)
{
    pthread_mutex_destroy(&tally->lock);
}

/* The line begins with the document's path: the sentence need not begin with it again. */
static const char *without_name(const sr_entry *entry, const char *message)
{
    sr_slice names[] = {sr_str(entry->path), entry->identity, entry->name};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].len && strncmp(message, names[i].ptr, names[i].len) == 0 &&
            strncmp(message + names[i].len, ": ", 2) == 0)
            return message + names[i].len + 2;
    return message;
}

void sr_tally_document(sr_tally *tally, const sr_entry *entry, const sr_report *report)
{
    static const char *const outcomes[] = {"loaded", "refused", "unchanged"};
    sr_slice path = entry->identity.len ? entry->identity : entry->name;

    pthread_mutex_lock(&tally->lock);
    tally->documents[report->outcome]++;
    tally->bytes += report->bytes;
    tally->rows += report->outcome == SR_LOADED ? report->rows : 0;
    for (int i = 0; i < 3; i++)
        tally->findings[i] += report->findings[i];
    pthread_mutex_unlock(&tally->lock);
    if (report->outcome == SR_REFUSED)
        sr_log(SR_LOG_ERROR, path, "refused: %s", without_name(entry, report->refusal.message));
    else
        sr_log(SR_LOG_DEBUG, path, "%s: %llu errors, %llu warnings, %llu remarks", outcomes[report->outcome],
               (unsigned long long)report->findings[SR_ERROR], (unsigned long long)report->findings[SR_WARNING],
               (unsigned long long)report->findings[SR_INFO]);
}

int sr_tally_status(const sr_tally *tally, sr_fail_on fail_on)
{
    bool errors = tally->findings[SR_ERROR] > 0;
    bool warnings = errors || tally->findings[SR_WARNING] > 0;

    if ((fail_on == SR_FAIL_ERROR && errors) || (fail_on == SR_FAIL_WARNING && warnings))
        return SR_EXIT_FINDINGS;
    return tally->documents[SR_REFUSED] ? SR_EXIT_REFUSED : SR_EXIT_DONE;
}
