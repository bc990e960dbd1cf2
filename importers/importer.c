#include "importers/importer.h"

#include "importers/decode.h"
#include "importers/importers.h"
#include "importers/xml.h"

#include <stdlib.h>
#include <strings.h>

/* ---- the registry ------------------------------------------------------------------------- */

static bool begins(sr_slice s, sr_slice with)
{
    return s.len >= with.len && memcmp(s.ptr, with.ptr, with.len) == 0;
}

/* The registry. A new importer is one row here; without a read it is known but refused (D012). */
static const sr_importer *const importers[] = {
    &sr_ods_importer, &sr_text_importer, &sr_csv_importer, &sr_tsv_importer, &sr_html_importer,
};

/* ---- what is no text ---------------------------------------------------------------------- */

static const struct {
    sr_slice magic;
    const char *what;
} magics[] = {
    {SR_LIT_INIT("%PDF-"), "a PDF document"},
    {SR_LIT_INIT("PK\3\4"), "a ZIP archive (or an office document that is one)"},
    {SR_LIT_INIT("PK\5\6"), "an empty ZIP archive"},
    {SR_LIT_INIT("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), "an old office document (OLE)"},
    {SR_LIT_INIT("{\\rtf"), "an RTF document"},
    {SR_LIT_INIT("\x89PNG\r\n"), "a PNG picture"},
    {SR_LIT_INIT("\xFF\xD8\xFF"), "a JPEG picture"},
    {SR_LIT_INIT("GIF8"), "a GIF picture"},
    {SR_LIT_INIT("\x7F"
                 "ELF"),
     "a program"},
    {SR_LIT_INIT("\x1F\x8B"), "a gzip archive"},
    {SR_LIT_INIT("BZh"), "a bzip2 archive"},
    {SR_LIT_INIT("\xFD"
                 "7zXZ\0"),
     "an xz archive"},
    {SR_LIT_INIT("\x28\xB5\x2F\xFD"), "a zstd archive"},
    {SR_LIT_INIT("7z\xBC\xAF\x27\x1C"), "a 7-Zip archive"},
    {SR_LIT_INIT("Rar!\x1A\x07"), "a RAR archive"},
    {SR_LIT_INIT("SQLite format 3"), "an SQLite database"},
};

/* NULL, or what the head is instead of text. */
static const char *binary_kind(sr_slice head, bool declared)
{
    size_t controls = 0;

    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (begins(head, magics[i].magic))
            return magics[i].what;
    if (declared || sr_encoding_detect(head, head.len < SR_HEAD_BYTES).wide)
        return NULL;
    for (size_t i = 0; i < head.len; i++) {
        unsigned char c = (unsigned char)head.ptr[i];
        controls += (c < ' ' && !sr_is_blank(c) && c != 0x1B) || c == 0x7F;
    }
    /* Text has next to no control bytes; random or compressed bytes have one in ten. */
    return controls >= 8 && controls * 20 > head.len ? "binary data" : NULL;
}

/* ---- documents in XML of their own ------------------------------------------- */

static const struct {
    sr_slice root; /* the first element, in small letters */
    sr_slice space;
    const char *what;
} vocabularies[] = {
    {SR_LIT_INIT("worddocument"), SR_LIT_INIT("http://schemas.microsoft.com/office/word/2003/wordml"),
     "a document in Word's XML of 2003"},
    {SR_LIT_INIT("package"), SR_LIT_INIT("http://schemas.microsoft.com/office/2006/xmlPackage"),
     "an office document in one XML file"},
};

/* NULL, or whose XML the head is: text to the eye, and no table that anybody would find in it. */
static const char *xml_kind(sr_slice head)
{
    sr_slice root = sr_xml_root(head);

    for (size_t i = 0; i < sizeof vocabularies / sizeof *vocabularies; i++)
        if (sr_eq_nocase(root, vocabularies[i].root) && sr_find_nocase(head, vocabularies[i].space) != SIZE_MAX)
            return vocabularies[i].what;
    return NULL;
}

/* ---- choosing ----------------------------------------------------------------------------- */

static const sr_importer *by_format(sr_format format)
{
    for (size_t i = 0; i < sizeof importers / sizeof *importers; i++)
        if (importers[i]->format == format)
            return importers[i];
    return NULL;
}

static const sr_importer *by_bid(sr_slice head, sr_slice name)
{
    const sr_importer *best = NULL;
    int most = 0;

    for (size_t i = 0; i < sizeof importers / sizeof *importers && most < SR_BID_CERTAIN; i++) {
        int bid = importers[i]->bid ? importers[i]->bid(head, name) : 0;
        if (bid > most) {
            most = bid;
            best = importers[i];
        }
    }
    return best;
}

static const sr_importer *pick(sr_slice head, sr_slice name, const sr_import_options *options, sr_error *err)
{
    const sr_importer *chosen = options->format != SR_FORMAT_UNKNOWN ? by_format(options->format) : by_bid(head, name);
    bool is_text = !chosen || chosen->format == SR_FORMAT_TEXT || chosen->format == SR_FORMAT_CSV ||
                   chosen->format == SR_FORMAT_TSV;
    const char *binary = is_text ? binary_kind(head, options->encoding != NULL) : NULL;

    const char *xml = options->format == SR_FORMAT_UNKNOWN ? xml_kind(head) : NULL;

    if (xml) {
        sr_refuse(err, SR_D012, "%.*s: is %s: save it as ODS first", SR_FMT(name), xml);
        return NULL;
    }
    if (binary || !chosen) {
        sr_refuse(err, SR_D004, "%.*s: is %s, not text", SR_FMT(name), binary ? binary : "of no known format");
        return NULL;
    }
    if (!chosen->read) {
        sr_refuse(err, SR_D012, "%.*s: this version of saring does not read %s", SR_FMT(name), chosen->name);
        return NULL;
    }
    return chosen;
}

const sr_importer *sr_importer_pick(sr_source *source, sr_slice name, const sr_import_options *options, sr_error *err)
{
    const sr_importer *chosen = NULL;
    char *head = malloc(SR_HEAD_BYTES);

    if (!head)
        abort();
    err->kind = SR_ERR_NONE;
    size_t len = sr_source_head(source, head, SR_HEAD_BYTES, err);
    if (err->kind == SR_ERR_NONE)
        chosen = pick((sr_slice){head, len}, name, options, err);
    free(head);
    return chosen;
}
