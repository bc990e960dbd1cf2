#include "importers/decode.h"

#include "importers/importer.h"
#include "importers/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <strings.h>

static const char REPLACEMENT[] = "\xEF\xBF\xBD";

enum { RAW_BYTES = 64 * 1024 /* of the source at a time, where it goes through a buffer */ };

/* Bytes between the source and the reader: [from, to) are not used yet. */
struct window {
    char *bytes;
    size_t from, to, cap;
};

struct sr_decoder {
    sr_source *source;
    iconv_t iconv;     /* (iconv_t)-1 for UTF-8 */
    size_t unit;       /* bytes to give up where iconv finds no character */
    bool ended;        /* the source has no more */
    struct window raw; /* source bytes that wait for conversion */
    uint64_t taken;    /* source bytes consumed */
    uint64_t given;    /* decoded bytes delivered */
    sr_fault faults[SR_FAULTS_MAX];
    size_t n_faults;
    uint64_t all_faults;
    bool in_fault; /* the run of bad bytes goes on: it has its U+FFFD already */
    uint64_t nuls, first_nul;
};

static void window_init(struct window *w, size_t cap)
{
    w->bytes = malloc(cap);
    if (!w->bytes)
        abort(); /* as in core/arena.h */
    w->cap = cap;
}

/* Moves what is left to the front and reads behind it. -1 with *err. */
static int window_fill(sr_decoder *d, sr_error *err)
{
    struct window *w = &d->raw;

    memmove(w->bytes, w->bytes + w->from, w->to - w->from);
    w->to -= w->from;
    w->from = 0;
    if (d->ended || w->to == w->cap)
        return 0;
    ssize_t n = sr_source_read(d->source, w->bytes + w->to, w->cap - w->to, err);
    if (n < 0)
        return -1;
    d->ended = n == 0;
    w->to += (size_t)n;
    return 0;
}

static bool is_utf8(const char *name)
{
    return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0 || strcasecmp(name, "US-ASCII") == 0 ||
           strcasecmp(name, "ASCII") == 0;
}

/* The encoding to read in; sets *bom. NULL with *err. */
static const char *decide(sr_source *source, const char *declared, sr_doc *doc, size_t *bom, sr_error *err)
{
    const char *name = NULL;
    char *head = malloc(SR_HEAD_BYTES);
    size_t len = head ? sr_source_head(source, head, SR_HEAD_BYTES, err) : 0;
    sr_encoding_guess guess = sr_encoding_detect((sr_slice){head, len}, len < SR_HEAD_BYTES);

    *bom = guess.bom;
    if (declared) {
        iconv_t test = iconv_open("UTF-8", declared);
        if (test == (iconv_t)-1) {
            sr_refuse(err, SR_D009, "the encoding \"%s\" is not known to iconv", declared);
            goto cleanup;
        }
        iconv_close(test);
    }
    name = declared && !guess.bom ? declared : guess.name;
    if (!declared && !guess.certain)
        sr_doc_finding(doc, SR_D006,
                       "The text is not UTF-8 and states no encoding; its bytes look like %s, and it was read so.",
                       name);
cleanup:
    free(head);
    return name;
}

/* The code unit: what is skipped must keep the reader on the beat of a wide encoding. */
static size_t unit_of(const char *name)
{
    static const struct {
        const char *prefix;
        size_t unit;
    } wides[] = {{"UTF-16", 2}, {"UTF16", 2}, {"UCS-2", 2}, {"UCS2", 2},
                 {"UTF-32", 4}, {"UTF32", 4}, {"UCS-4", 4}, {"UCS4", 4}};

    for (size_t i = 0; i < sizeof wides / sizeof *wides; i++)
        if (strncasecmp(name, wides[i].prefix, strlen(wides[i].prefix)) == 0)
            return wides[i].unit;
    return 1;
}

sr_decoder *sr_decoder_open(sr_source *source, const char *declared, sr_doc *doc, sr_error *err)
{
    size_t bom;
    char skipped[4];
    const char *name = decide(source, declared, doc, &bom, err);

    if (!name || sr_source_rewind(source, err) != 0 || (bom && sr_source_read(source, skipped, bom, err) < 0))
        return NULL;
    sr_decoder *d = calloc(1, sizeof *d);
    if (!d)
        abort();
    d->source = source;
    d->taken = bom;
    d->iconv = (iconv_t)-1;
    if (!is_utf8(name))
        d->iconv = iconv_open("UTF-8", name);
    d->unit = unit_of(name);
    window_init(&d->raw, RAW_BYTES);
    doc->encoding = sr_arena_copy(&doc->arena, is_utf8(name) ? SR_LIT("UTF-8") : sr_str(name));
    return d;
}

void sr_decoder_close(sr_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->iconv != (iconv_t)-1)
        iconv_close(decoder->iconv);
    free(decoder->raw.bytes);
    free(decoder);
}

/* ---- faults ------------------------------------------------------------------------------- */

/* One undecodable byte, in the run that is open or in a new one whose U+FFFD stands at offset. */
static void fault_byte(sr_decoder *d, uint8_t byte, uint64_t offset, bool truncated)
{
    if (!d->in_fault) {
        d->all_faults++;
        if (d->n_faults < SR_FAULTS_MAX)
            d->faults[d->n_faults++] = (sr_fault){.offset = offset, .source_offset = d->taken};
    }
    d->in_fault = true;
    if (d->all_faults > SR_FAULTS_MAX)
        return;
    sr_fault *fault = &d->faults[d->n_faults - 1];
    if (fault->n_bytes < SR_FAULT_BYTES)
        fault->bytes[fault->n_bytes] = byte;
    fault->n_bytes++;
    fault->truncated |= truncated;
}

/* Takes n bad bytes from the window; writes a U+FFFD if they begin a run. Returns the bytes written. */
static size_t replace_bad(sr_decoder *d, size_t n, char *out, uint64_t offset, bool truncated)
{
    bool begins = !d->in_fault;

    for (size_t i = 0; i < n; i++) {
        fault_byte(d, (uint8_t)d->raw.bytes[d->raw.from++], offset, truncated);
        d->taken++;
    }
    if (begins)
        memcpy(out, REPLACEMENT, 3);
    return begins ? 3 : 0;
}

static size_t replace_nul(sr_decoder *d, char *out, uint64_t offset)
{
    if (d->nuls++ == 0)
        d->first_nul = offset;
    memcpy(out, REPLACEMENT, 3);
    return 3;
}

/* ---- UTF-8 -------------------------------------------------------------------------------- */

/* From the window to out, until one of them is used up. Returns the bytes written. */
static size_t copy_utf8(sr_decoder *d, char *out, size_t room)
{
    struct window *w = &d->raw;
    size_t made = 0;

    while (w->from < w->to && room - made >= 4) {
        size_t most = w->to - w->from < room - made ? w->to - w->from : room - made;
        size_t clean = sr_utf8_clean(w->bytes + w->from, most);
        if (clean) {
            memcpy(out + made, w->bytes + w->from, clean);
            w->from += clean;
            made += clean;
            d->taken += clean;
            d->in_fault = false;
            continue;
        }
        if (w->bytes[w->from] == '\0') {
            w->from++;
            d->taken++;
            d->in_fault = false;
            made += replace_nul(d, out + made, d->given + made);
            continue;
        }
        int n = sr_utf8_char(w->bytes + w->from, w->to - w->from);
        if (n < 0 && !d->ended)
            break;
        made += replace_bad(d, n < 0 ? w->to - w->from : 1, out + made, d->given + made, n < 0);
    }
    return made;
}

/*
 * The common case: clean bytes go from the source to the caller without a copy; what is not clean waits in
 * the window.
 */
static ssize_t read_direct(sr_decoder *d, char *out, size_t room, sr_error *err)
{
    ssize_t n = sr_source_read(d->source, out, room, err);

    if (n <= 0) {
        d->ended = n == 0;
        return n;
    }
    size_t clean = sr_utf8_clean(out, (size_t)n), left = (size_t)n - clean;
    if (left > d->raw.cap) {
        free(d->raw.bytes);
        window_init(&d->raw, left);
    }
    memcpy(d->raw.bytes, out + clean, left);
    d->raw.from = 0;
    d->raw.to = left;
    d->taken += clean;
    d->in_fault &= clean == 0;
    return (ssize_t)clean;
}

static ssize_t read_utf8(sr_decoder *d, char *out, size_t room, sr_error *err)
{
    for (;;) {
        size_t made = 0;
        if (d->raw.from < d->raw.to) {
            made = copy_utf8(d, out, room);
            if (made == 0 && d->raw.from < d->raw.to && window_fill(d, err) != 0)
                return -1;
        } else if (d->ended) {
            return 0;
        } else {
            ssize_t n = read_direct(d, out, room, err);
            if (n < 0)
                return -1;
            made = (size_t)n;
        }
        if (made)
            return (ssize_t)made;
    }
}

/* ---- any other encoding ------------------------------------------------------------------- */

/*
 * NUL is a character of every encoding, but not of PostgreSQL's text. Makes len bytes three times as long at most.
 * Returns the new length.
 */
static size_t replace_nuls(sr_decoder *d, char *out, size_t len)
{
    const char *first = memchr(out, '\0', len);
    size_t nuls = 0;

    if (!first)
        return len;
    if (d->nuls == 0)
        d->first_nul = d->given + (uint64_t)(first - out);
    for (size_t i = 0; i < len; i++)
        nuls += out[i] == '\0';
    d->nuls += nuls;
    for (size_t from = len, to = len + 2 * nuls; from < to;) {
        char c = out[--from];
        if (c) {
            out[--to] = c;
            continue;
        }
        to -= 3;
        memcpy(out + to, REPLACEMENT, 3);
    }
    return len + 2 * nuls;
}

/* One call of iconv. Returns the bytes written and in *stop why it stopped (0 = all input used). */
static size_t convert(sr_decoder *d, char *out, size_t room, int *stop)
{
    struct window *w = &d->raw;
    char *in = w->bytes + w->from, *to = out;
    size_t left = w->to - w->from;

    errno = 0;
    *stop = iconv(d->iconv, &in, &left, &to, &room) == (size_t)-1 ? errno : 0;
    size_t used = w->to - w->from - left;
    w->from += used;
    d->taken += used;
    if (used)
        d->in_fault = false;
    return (size_t)(to - out);
}

static ssize_t read_iconv(sr_decoder *d, char *out, size_t room, sr_error *err)
{
    struct window *w = &d->raw;

    for (;;) {
        int stop;
        if (window_fill(d, err) != 0)
            return -1;
        if (w->from == w->to)
            return 0;
        size_t made = convert(d, out, room / 3, &stop);
        if (made)
            return (ssize_t)replace_nuls(d, out, made);
        size_t left = w->to - w->from;
        if (stop == EILSEQ)
            made = replace_bad(d, left < d->unit ? left : d->unit, out, d->given, false);
        else if (stop == EINVAL && (d->ended || left == w->cap))
            made = replace_bad(d, left, out, d->given, true);
        else if (stop == E2BIG || (stop && stop != EINVAL))
            return sr_fail(err, SR_ERR_INTERNAL, "iconv stopped at byte %llu: %s", (unsigned long long)d->taken,
                           strerror(stop));
        if (made)
            return (ssize_t)made;
    }
}

ssize_t sr_decoder_read(sr_decoder *decoder, char *out, size_t room, sr_error *err)
{
    ssize_t n =
        decoder->iconv == (iconv_t)-1 ? read_utf8(decoder, out, room, err) : read_iconv(decoder, out, room, err);

    if (n > 0)
        decoder->given += (uint64_t)n;
    return n;
}

const sr_fault *sr_decoder_faults(const sr_decoder *decoder, size_t *n, uint64_t *n_all)
{
    *n = decoder->n_faults;
    *n_all = decoder->all_faults;
    return decoder->faults;
}

uint64_t sr_decoder_nuls(const sr_decoder *decoder, uint64_t *first_offset)
{
    *first_offset = decoder->first_nul;
    return decoder->nuls;
}
